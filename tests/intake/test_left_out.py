"""Rows of tables that are no records."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.intake.left_out import left_out
from fidelity.intake.part import column_of
from fidelity.ratings.grid import Grid

HEAD = ("observation", "date", "rater", "greets", "asks")
GOOD = ["V1", "2026-04-03", "R1", "2", "1"]


def left(*rows: list[str]) -> tuple[list[bool], list[str]]:
    """Which rows are left out, and what is told."""
    columns = tuple(column_of([row[place] for row in rows]) for place in range(len(HEAD)))
    flags, notes = left_out(Grid("a.csv", HEAD, columns, np.arange(2, 2 + len(rows))))
    return flags.tolist(), [note.message for note in notes]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ([*HEAD], "repeats the header"),
        (["", "dd/mm/yyyy", "code", "0-2", "0-2"], "names units"),
        (["", "", "", "(0–2)", "0 to 2"], "names units"),
        (["Total", "", "", "41", "33"], "row of totals"),
        (["S01 Total", "", "", "41", "33"], "row of totals"),
        (["", "Mean:", "", "1.4", "1.1"], "row of totals"),
        (["* rated by phone", "", "", "", ""], "single cell"),
    ],
)
def test_what_is_no_record_is_left_out_and_told(row: list[str], what: str) -> None:
    """Each kind is told with its row and how it begins."""
    flags, told = left(row, GOOD)
    assert flags == [True, False]
    assert "row 2 " in told[0]
    assert what in told[0]


@pytest.mark.parametrize(
    "row",
    [
        GOOD,
        ["Total", "2026-04-03", "R1", "2", "2"],
        ["V2", "", "", "0-2", "0-2"],
        ["", "", "", "2", "2"],
        ["V2", "", "", "", ""],
        ["observation", "2026-04-03", "R1", "2", "1"],
    ],
)
def test_what_may_be_a_record_stays(row: list[str]) -> None:
    """A visit that is called Total and has a rater, rows with answers, and a name alone are left for later."""
    assert left(GOOD, row) == ([False, False], [])


def test_units_further_down_are_no_units() -> None:
    """Only right below the header does a row name units."""
    flags, _ = left(GOOD, GOOD, ["", "", "", "0-2", "0-2"])
    assert flags == [False, False, False]
