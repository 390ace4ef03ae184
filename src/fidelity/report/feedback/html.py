"""Feedback as one page of HTML that needs nothing else: no script, no network, and for a phone as well as for paper."""

from __future__ import annotations

from importlib import import_module

from markupsafe import Markup

from fidelity.pages import environment, packaged, source_hash
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
    style = packaged("report", "feedback.css")
    template = environment("report").get_template("feedback.html.jinja")
    return template.render(
        of=feedback,
        words=words,
        picture=_picture(feedback.trend),
        many_points=MANY_POINTS,
        many_scores=MANY_SCORES,
        # Its own style sheet and its own picture: the texts that are not escaped here.
        style=Markup(style),
        style_hash=Markup(source_hash(style)),
    )


def _picture(trend: TrendPart | None) -> Markup:
    """The picture; the package that draws it takes a second to import, and most pages do without it."""
    if trend is None or not trend.picture:
        return Markup()
    return Markup(import_module("fidelity.report.feedback.picture").picture(trend))
