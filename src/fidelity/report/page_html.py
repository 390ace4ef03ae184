"""A page about an intervention as one HTML file that needs nothing else: no script, no picture, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs
from jinja2 import Environment
from markupsafe import Markup, escape

from fidelity.pages import environment, packaged, source_hash
from fidelity.plan.sentences import marked
from fidelity.plan.words import listed
from fidelity.report.page.contents import contents_of, targets_of
from fidelity.report.page.record import Page

_CODE = re.compile(r"`([^`]*)`")


def page_html(page: Page) -> str:
    """A page as HTML.

    Args:
        page: What it says.
    """
    style = packaged("report", "page.css")
    template = _environment(targets_of(page)).get_template("page.html.jinja")
    return template.render(
        page=page,
        contents=contents_of(page),
        # Its own style sheet: the one text that is not escaped.
        style=Markup(style),
        style_hash=Markup(source_hash(style)),
    )


@attrs.frozen
class Coder:
    """Turns what stands between backticks into code, linked where the page has a place for it.

    Attributes:
        targets: The places on the page, by checklist and id.
    """

    targets: frozenset[str]

    def __call__(self, text: str, at: str = "") -> Markup:
        """The text as HTML."""
        parts = _CODE.split(text)
        return Markup("").join(
            self._linked(part, at) if place % 2 else escape(part) for place, part in enumerate(parts)
        )

    def _linked(self, name: str, at: str) -> Markup:
        code = Markup("<code>{}</code>").format(name)
        target = f"{at}-{name}"
        return Markup('<a href="#{}">{}</a>').format(target, code) if target in self.targets else code


def _environment(targets: Iterable[str]) -> Environment:
    filled = environment("report")
    filled.filters |= {
        "coded": Coder(frozenset(targets)),
        "ticked": marked,
        "listed": listed,
        "capitalised": lambda text: f"{text[:1].upper()}{text[1:]}",
        "is_link": lambda url: url.startswith(("https://", "http://")),
    }
    return filled
