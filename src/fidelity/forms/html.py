"""A form as one HTML file that needs nothing else: to fill in on any device, or to print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from fidelity.about import VERSION
from fidelity.export.javascript import scorer, script_json
from fidelity.forms.blank import Blank, Question
from fidelity.forms.payload import payload
from fidelity.handins.limits import NOTE
from fidelity.model.scale import Kind
from fidelity.pages import environment, packaged, source_hash
from fidelity.plan.words import counted

STYLES = ("form.css", "screen.css", "print.css")
"""The parts of the style sheet, in order."""
_BEGIN = 'document.documentElement.classList.add("js");\n'
"""Comes last: a browser that cannot read the script never gets as far, and shows the form as paper does."""
SCRIPTS = (
    "page.js",
    "store.js",
    "draft.js",
    "personal.js",
    "visit.js",
    "items.js",
    "scores.js",
    "overview.js",
    "finish.js",
    "start.js",
    "views.js",
)
"""The parts of the script, in order."""


def form_html(blank: Blank) -> str:
    """A form to fill in: it keeps drafts on the device, scores, checks, and gives a file to hand in.

    Args:
        blank: The form.
    """
    return _page(blank, [_safe(scorer(blank.plan)), _script()], script_json(payload(blank)))


def print_html(blank: Blank) -> str:
    """The same form for paper, without any script.

    Args:
        blank: The form.
    """
    return _page(blank, [], "")


def _page(blank: Blank, scripts: Sequence[str], data: str) -> str:
    edition = _edition(blank)
    style = "".join(packaged("forms", name) for name in STYLES)
    style = style.replace('"FOOTING"', _css_text(_footing(blank))).replace('"HEADING"', _css_text(_heading(blank)))
    # Its own scripts and style: the texts that are not escaped. Everything that a definition says is.
    return (
        _environment()
        .get_template("form.html.jinja")
        .render(
            blank=blank,
            edition=edition,
            engine=VERSION,
            length=_length(blank),
            longest_note=NOTE,
            policy=Markup(_policy(scripts, style)),
            scripts=[Markup(script) for script in scripts],
            style=Markup(style),
            data=Markup(data),
        )
    )


def _policy(scripts: Sequence[str], style: str) -> str:
    """What the page may do: run its own scripts, known by their hashes, use its own style, and nothing else.

    Nor may a script of its own make markup of a text.
    """
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    return f"'{source_hash(text)}'"


def _script() -> str:
    """The parts of the script in one closed room, entered once the page is there."""
    parts = "\n".join(packaged("forms", f"script/{name}") for name in SCRIPTS)
    return f'document.addEventListener("DOMContentLoaded", () => {{\n"use strict";\n{parts}}});\n{_BEGIN}'


def _safe(script: str) -> str:
    """A script that cannot end the element it stands in."""
    if re.search(r"</script|<!--", script, re.IGNORECASE):
        raise ValueError("the script would end its element")
    return script


def _edition(blank: Blank) -> str:
    """Which checklist it is, in a line: ``imr@1.0, fidelity``."""
    edition = blank.edition
    profile = f", profile {edition.profile}" if edition.profile else ""
    return f"{edition.intervention}@{edition.version}, {edition.checklist}{profile}"


def _length(blank: Blank) -> str:
    """How much there is to do: ``20 items, about 15 minutes``."""
    minutes = blank.checklist.minutes
    return counted(len(blank.questions), "item") + (
        f", about {counted(minutes, 'minute')} to fill in" if minutes else ""
    )


def _footing(blank: Blank) -> str:
    """What stands at the foot of each page on paper."""
    parts = (
        _edition(blank),
        f"plan {blank.edition.plan_hash[7:19]}",
        f"text {blank.edition.text_hash[7:19] or 'none'}",
    )
    return " · ".join(parts)


def _heading(blank: Blank) -> str:
    """What is written at the head of each further page on paper, so that loose sheets find together again."""
    return "   ".join(f"{field.label}: {field.value or '_' * 16}" for field in blank.fields if field.required)


def _css_text(text: str) -> str:
    """A text in a style sheet, with everything but letters and digits written as its number."""
    return '"' + re.sub(r"[^A-Za-z0-9]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


@cache
def _environment() -> Environment:
    filled = environment("forms")
    filled.filters["keyboard"] = _keyboard
    return filled


def _keyboard(question: Question) -> str:
    """The keys that a tablet offers for a number."""
    scale = question.item.scale
    if scale.kind is Kind.PERSONS or (scale.lowest is not None and scale.lowest < 0):
        return "text"
    return "numeric" if scale.kind is Kind.COUNT else "decimal"
