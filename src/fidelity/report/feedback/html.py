"""Feedback as one page of HTML that needs nothing else: no script, no network, and for a phone as well as for paper."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from fidelity.report.feedback import words
from fidelity.report.feedback.record import Feedback
from fidelity.report.feedback.result_record import TrendPart

MANY_SCORES = 6
"""Of more scores than this, all but the one that is followed are folded up."""
MANY_POINTS = 8
"""A table of more observations than this is folded up below its picture."""


def feedback_html(feedback: Feedback) -> str:
    """Feedback as HTML.

    Args:
        feedback: What it says.
    """
    style = _packaged("feedback.css")
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    template = _environment().get_template("feedback.html.jinja")
    return template.render(
        of=feedback,
        words=words,
        picture=_picture(feedback.trend),
        many_points=MANY_POINTS,
        many_scores=MANY_SCORES,
        # Its own style sheet and its own picture: the texts that are not escaped here.
        style=Markup(style),
        style_hash=Markup(f"sha256-{hashed}"),
    )


def _picture(trend: TrendPart | None) -> Markup:
    """The picture; the package that draws it takes a second to import, and most pages do without it."""
    if trend is None or not trend.picture:
        return Markup()
    return Markup(import_module("fidelity.report.feedback.picture").picture(trend))


@cache
def _packaged(name: str) -> str:
    return (files("fidelity.report") / "templates" / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_packaged),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
