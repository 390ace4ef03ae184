"""Wide tables."""

from __future__ import annotations

import io
from fractions import Fraction

import attrs
import pytest

from fidelity.errors import RatingsError
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.problems import Problem
from fidelity.ratings.heading import Absent, letters
from fidelity.ratings.reading import read_ratings
from fidelity.ratings.table import Ratings


def read(text: str, checklist: Checklist, absent: Absent = "error") -> Ratings:
    """The ratings in a text."""
    return read_ratings(io.BytesIO(text.encode()), checklist, absent=absent)


def problems(text: str, checklist: Checklist, absent: Absent = "error") -> tuple[Problem, ...]:
    """What is wrong with a text."""
    with pytest.raises(RatingsError) as caught:
        read(text, checklist, absent)
    return caught.value.problems


def test_every_kind(checklist: Checklist) -> None:
    """Points, statuses, raw numbers and results of persons stand side by side."""
    names = ",".join(item.id for item in checklist.items)
    text = f"{names},site\n3,-8,yes,0.5,12.0,-1.5,85%,4/4 1/2,A\nNA,9,NO,1,,7,0,,B\n,,,,12,7,,,\n"
    ratings = read(text, checklist)
    assert [column.answer(0) for column in ratings.columns.values()] == [
        Answer(Status.RATED, "3", Fraction(3)),
        Answer(Status.MISSING),
        Answer(Status.RATED, "yes", Fraction(1)),
        Answer(Status.RATED, "0.5", Fraction(1, 2)),
        Answer(Status.RATED, value=Fraction(12)),
        Answer(Status.RATED, value=Fraction(-3, 2)),
        Answer(Status.RATED, value=Fraction(85)),
        Answer(Status.RATED, persons=(Fraction(1), Fraction(1, 2))),
    ]
    visits = ratings.columns["visits"]
    assert visits.codes[0] == visits.codes[2]
    assert [answer.value for answer in ratings.columns["minutes"].levels if answer.value is not None] == [
        Fraction(-3, 2),
        7,
    ]
    assert visits.codes.dtype == "uint8"


def test_numbered(small: Checklist) -> None:
    """Without names the observations are numbered, and it is said."""
    ratings = read("goal_setting,praise,plan\n1,2,3\n4,5,1\n", small)
    assert list(ratings.descriptors.index) == [1, 2]
    assert [remark.code for remark in ratings.remarks] == ["numbered"]


def test_descriptors_keep_their_order(small: Checklist) -> None:
    """What is no item is kept as text, in order, trimmed."""
    ratings = read("site,goal_setting,date,praise,rater,plan,observation\n 007 ,1,2026-04-03,2,x,3, a \n", small)
    assert list(ratings.descriptors.columns) == ["site", "date", "rater"]
    assert ratings.descriptors.iloc[0].tolist() == ["007", "2026-04-03", "x"]
    assert list(ratings.descriptors.index) == ["a"]


@pytest.mark.parametrize(
    ("header", "code", "words"),
    [
        ("observation,goal_seting,praise,plan", "item-without-column", "is it the column `goal_seting`?"),
        ("observation,zebra,praise,plan", "item-without-column", "add the column"),
        ("observation,Goal_Setting,praise,plan", "unknown-column", "rename it to `goal_setting`"),
        ("Observation,goal_setting,praise,plan", "unknown-column", "rename it to `observation`"),
        ("observation,goal_setting,praise,plan,plan", "column-twice", "rename"),
        ("observation,goal_setting,praise,plan,", "no-column-name", "delete it"),
        (",observation,goal_setting,praise,plan", "no-column-name", "index=False"),
    ],
)
def test_bad_headers(header: str, code: str, words: str, small: Checklist) -> None:
    """A header that cannot be meant so is refused, with what was probably meant."""
    row = ",".join("1" for _ in header.split(","))
    found = [problem for problem in problems(f"{header}\n{row}\n", small) if problem.code == code]
    assert len(found) == 1
    assert words in found[0].help


def test_absent_items_may_be_missing(small: Checklist) -> None:
    """Items without a column count as missing where that is asked for, and it is said."""
    ratings = read("observation,praise\na,1\n", small, absent="missing")
    assert ratings.columns["plan"].answer(0) == Answer(Status.MISSING)
    assert "goal_setting, plan" in ratings.remarks[0].message
    assert problems("observation,Praise\na,1\n", small, absent="missing")[0].code == "unknown-column"


def test_left_out(small: Checklist) -> None:
    """An item that a profile leaves out needs no column, and is off by design whatever was recorded."""
    without = attrs.evolve(small, off=frozenset({"plan"}))
    off = Answer(Status.OFF_BY_DESIGN)
    assert read("observation,goal_setting,praise\na,1,2\n", without).columns["plan"].answer(0) == off
    ratings = read("observation,goal_setting,praise,plan\na,1,2,3\nb,1,2,\nc,1,2,off_by_design\n", without)
    assert [ratings.columns["plan"].answer(row) for row in range(3)] == [off] * 3
    assert [(remark.code, remark.message[:9]) for remark in ratings.remarks] == [("rated-but-off", "1 ratings")]
    assert problems("observation,goal_setting,praise,plan\na,1,2,7\n", without)[0].code == "bad-cell"


def test_twice(small: Checklist) -> None:
    """The same observation by the same rater is there once only; both rows are named."""
    head = "observation,rater,goal_setting,praise,plan\n"
    assert len(read(head + "a,x,1,2,3\na,y,1,2,3\nb,x,1,2,3\n", small)) == 3
    found = problems(head + "a,x,1,2,3\nb,x,1,2,3\na,x,1,2,3\n a ,x,1,2,3\n", small)
    assert [problem.message for problem in found] == [
        "row 4: observation `a`, rater `x` is in row 2 already",
        "row 5: observation `a`, rater `x` is in row 2 already",
    ]
    assert problems("observation,goal_setting,praise,plan\na,1,2,3\na,1,2,3\n", small)[0].code == "observation-twice"


def test_unnamed(small: Checklist) -> None:
    """An observation without a name is a problem where the others have one."""
    found = problems("observation,goal_setting,praise,plan\na,1,2,3\n,1,2,3\n", small)
    assert [(problem.code, problem.path) for problem in found] == [("no-observation", (3, "observation"))]


def test_shares_for_percentages(checklist: Checklist) -> None:
    """Percentages that look like shares are read as they stand, with a remark."""
    only = attrs.evolve(checklist, items=(checklist.item["share"],))
    assert [remark.code for remark in read("observation,share\na,0.85\nb,1\n", only).remarks] == ["percent-or-share"]
    assert not read("observation,share\na,0.85\nb,2\n", only).remarks


def test_letters() -> None:
    """Columns are called as spreadsheets call them."""
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_summary_row_is_remarked_on(small: Checklist) -> None:
    """A row called Total is an observation like any other, and its reader is asked whether it is one."""
    found = read_ratings(io.BytesIO(b"observation,goal_setting,praise,plan\na,1,2,3\nTotal,1,2,3\n"), small)
    assert len(found) == 2
    assert [remark.code for remark in found.remarks] == ["summary-row"]
    assert "`Total`" in found.remarks[0].message
