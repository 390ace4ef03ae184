"""The day that a text says."""

from __future__ import annotations

import re
from datetime import date

from fidelity.problems import Problem
from fidelity.ratings.cells import quoted

_ISO = re.compile(
    r"(?P<day>(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SLASHED = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2,4}")


def day(text: str) -> date | Problem | None:
    """The day that one text says; None where it is blank."""
    text = text.strip()
    match = _ISO.fullmatch(text)
    if not text:
        return None
    if match:
        try:
            return date.fromisoformat(match["day"])
        except ValueError:
            return Problem("bad-date", f"there is no day {quoted(text)}", "write year-month-day: `2026-04-03`")
    if _SLASHED.fullmatch(text):
        said = f"{quoted(text)} can be read with the day first or the month first"
        return Problem("bad-date", said, "write year-month-day: `2026-04-03`")
    return Problem("bad-date", f"{quoted(text)} is not a date", "write year-month-day: `2026-04-03`")
