"""Tables of many visits."""

from __future__ import annotations

import io

import openpyxl
import pytest

from fidelity.errors import HandInError
from fidelity.handins.reading import read_handin
from fidelity.handins.sheet import Sheet
from fidelity.handins.wide import Of
from tests.handins.samples import BLANK, codes

OF = Of(BLANK.edition, BLANK.checklist)
TABLE = """\
observation,date,practitioner,rater,setting,greets,plans,talks,takes_part,knows
V1,2026-11-20,P03,R1,home,2,NA,12.5,85%,4/4 2/3
,2026-11-21,P04,R1,,1,0,,50,
"""


def read(text: str) -> tuple[Sheet, ...]:
    """The rows of a table."""
    return read_handin("paper.csv", text.encode(), OF)


def test_each_row_is_a_hand_in() -> None:
    """Columns of items hold answers, all others are facts; blank cells are nothing."""
    first, second = read(TABLE)
    assert (first.where, second.where) == ("row 2", "row 3")
    assert first.edition == second.edition == BLANK.edition
    assert first.facts == {
        "observation": "V1", "date": "2026-11-20", "practitioner": "P03", "rater": "R1", "setting": "home",
    }  # fmt: skip
    assert first.ratings == {"greets": "2", "plans": "NA", "talks": "12.5", "takes_part": "85%", "knows": "4/4 2/3"}
    assert second.ratings == {"greets": "1", "plans": "0", "takes_part": "50"}
    assert (first.id, first.notes, first.problems) == ("", {}, ())


def test_a_workbook_is_a_table_too() -> None:
    """A cell that cannot be taken is told by its row and its item."""
    book = openpyxl.Workbook()
    for line in TABLE.splitlines():
        book.active.append([*line.split(",")])
    book.active["F2"] = "=1+1"
    book.active["F3"] = 1
    out = io.BytesIO()
    book.save(out)
    first, second = read_handin("paper.xlsx", out.getvalue(), OF)
    assert [problem.message for problem in first.problems] == [
        "row 2, item `greets`: the cell holds a formula, and what it last came to may be out of date"
    ]
    assert second.ratings == {"greets": "1", "plans": "0", "takes_part": "50"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TABLE.replace("greets", "Greets"), "unknown-column"),
        (TABLE.replace("setting", "greets"), "column-twice"),
        (TABLE.replace("setting", ""), "no-column-name"),
        (TABLE.replace("knows", "know"), "item-without-column"),
        (TABLE.replace("rater", "Rater"), "unknown-column"),
        ("greets\n", "no-rows"),
        (TABLE.splitlines()[0], "no-rows"),
    ],
)
def test_columns_that_cannot_be_told_are_refused(text: str, code: str) -> None:
    """For the whole table, before any row is looked at."""
    with pytest.raises(HandInError) as caught:
        read(text)
    assert code in codes(caught.value.problems)
    assert {str(problem.place) for problem in caught.value.problems} == {"paper.csv"}


def test_without_knowing_of_what_it_is_no_hand_in() -> None:
    """And the help says how to tell."""
    with pytest.raises(HandInError) as caught:
        read_handin("paper.csv", TABLE.encode())
    (problem,) = caught.value.problems
    assert problem.code == "not-a-hand-in"
    assert "`--target INTERVENTION`" in problem.help
