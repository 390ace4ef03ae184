"""What is due, on a page and as data."""

from __future__ import annotations

from datetime import date
from typing import Any

from fidelity.model.period import Period
from fidelity.records.retention import Kept
from fidelity.report.retention_text import retention_json, retention_text
from tests.report.stored import record

KEEP = Period(5, "year")
DUE = Kept(record(), date(2026, 11, 20), date(2031, 11, 20))


def test_what_is_due() -> None:
    """From when its time counted, and since when it is over."""
    lines = retention_text([DUE], KEEP).splitlines()
    assert lines[0] == "1 record is due to be erased; records are kept for 5 years after the day of the"
    assert lines[-1].split() == ["aaaaaaaa", "observation", "P03-2026-11-20", "R1", "2026-11-20", "2031-11-20"]
    assert retention_text([DUE, DUE], KEEP).startswith("2 records are due")


def test_nothing_is_due() -> None:
    """That is said, and why."""
    assert retention_text([], KEEP).startswith("No record is due to be erased; records are kept for 5 years")


def test_the_same_as_data() -> None:
    """With whole ids; what cannot be said is blank."""
    shown: Any = retention_json([DUE, Kept(record(), None, None)], KEEP, date(2032, 1, 1))
    assert (shown["on"], shown["keep"]) == ("2032-01-01", "5 years")
    first, second = shown["due"]
    assert (first["id"], first["due"], second["due"]) == ("aaaaaaaa-bbbb", "2031-11-20", "")
