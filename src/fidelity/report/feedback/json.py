"""Feedback as plain data, after `schemas/feedback.schema.json`."""

from __future__ import annotations

import attrs

from fidelity.report.feedback.record import Feedback

FORMAT = 1


def feedback_json(feedback: Feedback) -> dict[str, object]:
    """Feedback as plain data: the sentences of the page, with what a program needs beside them.

    Args:
        feedback: What it says.
    """
    return {"format": FORMAT, **attrs.asdict(feedback)}
