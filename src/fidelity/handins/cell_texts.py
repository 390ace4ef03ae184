"""What a cell of a workbook says, as the text that a table of ratings would hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import attrs

from fidelity.handins.limits import CHARACTERS
from fidelity.handins.number_styles import Shows
from fidelity.handins.shared_texts import unescaped
from fidelity.problems import Problem
from fidelity.ratings.cells import quoted

SINCE_1900 = date(1899, 12, 30)
"""The day from which Excel counts, for days after February 1900, which it holds to have had 29."""
SINCE_1904 = date(1904, 1, 1)
"""The day from which workbooks from old Macs count."""

_NUMBER = re.compile(r"-?[0-9]{1,25}(?:\.[0-9]{1,25})?(?:[eE][+-]?[0-9]{1,2})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?", re.DOTALL)
_FIRST, _LAST = 61, 110_000
"""The days that are read: from March 1900 to the year 2200 or so."""
_RETYPE = "type the answer into the cell"


@attrs.frozen
class Said:
    """What a cell says.

    Attributes:
        text: The text.
        is_day: Whether it is a day.
        problem: Why the cell cannot be taken as it is; None where it can.
    """

    text: str
    is_day: bool = False
    problem: Problem | None = None


def said(kind: str, value: str, shows: Shows, shared: Sequence[str], epoch: date) -> Said:
    """What a cell says that holds no formula.

    Args:
        kind: The cell's type, as the workbook says it.
        value: Its value, as the workbook says it.
        shows: What its style makes of a number.
        shared: The texts that cells share.
        epoch: The day from which the workbook counts days.
    """
    if kind == "s":
        place = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else len(shared)
        text = shared[place] if place < len(shared) else None
        return _odd("bad-workbook", "the cell's text is not in the workbook") if text is None else _text(text)
    if kind in ("str", "inlineStr"):
        return _text(unescaped(value).strip())
    if kind == "b":
        meant = "TRUE" if value.strip() == "1" else "FALSE"
        return _odd("bad-cell", f"the cell holds the truth value {meant}, which is no answer")
    if kind == "e":
        return _odd("bad-cell", f"the cell holds the error {quoted(value.strip())}")
    if kind == "d":
        match = _DAY.fullmatch(value.strip())
        return Said(match[1], True) if match else _odd("bad-cell", f"{quoted(value)} is no day")
    return _number(value.strip(), shows, epoch)


def day_of(serial: str, epoch: date) -> str:
    """The day that a workbook's number stands for, as year-month-day; empty where it stands for none.

    Args:
        serial: The number as text; what follows its decimal point is the time of day.
        epoch: The day from which the workbook counts.
    """
    whole = serial.partition(".")[0]
    if not (serial.replace(".", "", 1).isdigit() and serial.isascii() and len(whole) <= 6):
        return ""
    return (epoch + timedelta(int(whole))).isoformat() if _FIRST <= int(whole) <= _LAST else ""


def _text(text: str) -> Said:
    if len(text) > CHARACTERS:
        return _odd("too-long", f"the cell holds {len(text):,} characters")
    return Said(text)


def _number(value: str, shows: Shows, epoch: date) -> Said:
    if not value:
        return Said("")
    if not _NUMBER.fullmatch(value):
        return _odd("bad-workbook", f"{quoted(value)} is no number that a workbook can hold")
    plain = _plain(float(value))
    if shows is Shows.DAY and (found := day_of(plain, epoch)):
        return Said(found, True)
    if shows in (Shows.DAY, Shows.TIME):
        return _odd("bad-cell", "the spreadsheet has made a time of the answer")
    if shows is Shows.PERCENTAGE:
        return Said(f"{_plain(Decimal(plain) * 100)}%")
    return Said(plain)


def _plain(number: float | Decimal) -> str:
    """A number with all its digits and no exponent: 2 for 2.0, and 0.1 for what is nearest to it in binary."""
    text = f"{Decimal(repr(number)) if isinstance(number, float) else number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _odd(code: str, message: str) -> Said:
    return Said("", problem=Problem(code, message, _RETYPE))
