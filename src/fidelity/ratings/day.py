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
_SLASHED = re.compile(r"(?P<one>[0-9]{1,2})([/.-])(?P<other>[0-9]{1,2})\2(?P<year>[0-9]{4}|[0-9]{2})")
_SHORT = re.compile(r"(?P<year>[0-9]{4})([/.-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")


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
    meant = _meant(text)
    said = f"{quoted(text)} is not {'written as year-month-day' if meant else 'a date'}"
    help_ = f"is it {' or '.join(f'`{each}`' for each in meant)}?" if meant else "write year-month-day: `2026-04-03`"
    return Problem("bad-date", said, help_)


def _meant(text: str) -> list[str]:
    """The days that a text in another order or with short numbers can mean, as they should be written."""
    if match := _SHORT.fullmatch(text):
        orders = [(match["year"], match["month"], match["day"])]
    elif match := _SLASHED.fullmatch(text):
        one, other, year = match["one"], match["other"], match["year"]
        orders = [(year, other, one), (year, one, other)]
        if len(year) == 2:
            orders = [(f"20{year}", other, one), (f"20{year}", one, other), (f"20{one:0>2}", other, year)]
    else:
        return []
    written = (f"{year}-{month:0>2}-{day:0>2}" for year, month, day in orders)
    return [each for each in dict.fromkeys(written) if _exists(each)]


def _exists(text: str) -> bool:
    try:
        return bool(_ISO.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
