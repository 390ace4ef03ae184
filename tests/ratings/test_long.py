"""Long tables."""

from __future__ import annotations

import io

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import RatingsError
from fidelity.model.answer import Answer, answers
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.problems import Problem
from fidelity.ratings.reading import read_ratings
from fidelity.ratings.table import Ratings


def read(text: str, checklist: Checklist) -> Ratings:
    """The ratings in a text."""
    return read_ratings(io.BytesIO(text.encode()), checklist, layout="long")


def problems(text: str, checklist: Checklist) -> tuple[Problem, ...]:
    """What is wrong with a text."""
    with pytest.raises(RatingsError) as caught:
        read(text, checklist)
    return caught.value.problems


def said(ratings: Ratings, row: int) -> list[str]:
    """The answers of one observation, as text."""
    found = [column.answer(row) for column in ratings.columns.values()]
    return [answer.code or answer.status.value for answer in found]


def test_long(small: Checklist) -> None:
    """Answers are gathered by observation and rater, in the order of first appearance; notes stay with their answer."""
    ratings = read(
        "rater,observation,item,rating,status,note,site,date\n"
        "x,b,praise,2.0,,,North,2026-04-03\n"
        "y,a,plan,,not_applicable,too early,,\n"
        "x,b,plan,3,rated,,,2026-04-03\n"
        "y,a,goal_setting,not_applicable,not_applicable,,South,\n"
        "x,a,plan,,,,,\n",
        small,
    )
    assert [said(ratings, row) for row in range(3)] == [
        ["missing", "2", "3"],
        ["not_applicable", "missing", "not_applicable"],
        ["missing", "missing", "missing"],
    ]
    assert list(ratings.descriptors.index) == ["b", "a", "a"]
    assert ratings.descriptors.to_dict("list") == {
        "rater": ["x", "y", "x"],
        "site": ["North", "South", ""],
        "date": ["2026-04-03", "", ""],
    }
    assert ratings.notes == {(1, "plan"): "too early"}
    assert ratings.origin is not None
    assert ratings.origin.rows.tolist() == [2, 3, 6]
    assert [dict(block.notes) for block in ratings.blocks(1)] == [{}, {(0, "plan"): "too early"}, {}]


def test_unknown_items(small: Checklist) -> None:
    """An item that does not exist is told once, with how often it occurs."""
    found = problems("observation,item,rating\na,prase,1\na,plan,1\nb,prase,1\nb,,1\n", small)
    assert (found[0].code, found[0].message, found[0].help) == (
        "unknown-item",
        "row 2, column item: there is no item `prase` (and in 1 more rows)",
        "did you mean `praise`?",
    )
    assert found[1].message == "row 5, column item: the cell is blank"


def test_twice(small: Checklist) -> None:
    """The same answer twice is a problem that names both rows; another rater is none."""
    head = "observation,rater,item,rating\n"
    assert len(read(head + "a,x,plan,1\na,y,plan,2\n", small)) == 2
    found = problems(head + "a,x,plan,1\na,x,praise,1\na,x,plan,1\n", small)
    assert [p.message for p in found] == ["row 4: observation `a`, rater `x`, item `plan` is in row 2 already"]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("3.7,", "bad-cell", "rating"),
        ("3.7,not_applicable", "bad-cell", "rating"),
        (",not_observed", "status-not-allowed", "status"),
        (",nonsense", "bad-cell", "status"),
        (",rated", "contradiction", "status"),
        ("3,not_applicable", "contradiction", "status"),
        ("3,missing", "contradiction", "status"),
        ("not_applicable,rated", "contradiction", "status"),
    ],
)
def test_rating_and_status(row: str, code: str, column: str, small: Checklist) -> None:
    """A rating and a status must mean something, and the same."""
    found = problems(f"observation,item,rating,status\na,plan,{row}\n", small)
    assert [(problem.code, problem.path) for problem in found] == [(code, (2, column))]
    assert "(item plan)" in found[0].message


def test_contradictory_descriptors(small: Checklist) -> None:
    """Two rows of one observation cannot be at two sites; a blank says nothing."""
    found = problems("observation,item,rating,site\na,plan,1,\na,praise,1,N\na,goal_setting,1,S\n", small)
    assert [problem.message for problem in found] == [
        "row 4, column site: `S`, and an earlier row of the same observation and rater has `N`"
    ]


@pytest.mark.parametrize("header", ["item,rating", "observation,rating", "observation,item", "observation,Item,rating"])
def test_columns_that_are_needed(header: str, small: Checklist) -> None:
    """Observation, item and rating are needed."""
    row = ",".join("1" for _ in header.split(","))
    assert "no-column" in [problem.code for problem in problems(f"{header}\n{row}\n", small)]


def test_items_without_rows(small: Checklist) -> None:
    """Items that nobody rated are missing, with a remark; those left out are off by design."""
    without = attrs.evolve(small, off=frozenset({"goal_setting"}))
    ratings = read("observation,item,rating\na,plan,1\n", without)
    assert said(ratings, 0) == ["off_by_design", "missing", "1"]
    assert [remark.message for remark in ratings.remarks] == ["these items have no row and are missing: praise"]


def test_layout_is_told(small: Checklist) -> None:
    """A table with the columns item and rating is long."""
    data = b"observation,item,rating\na,plan,1\n"
    assert len(read_ratings(io.BytesIO(data), small)) == 1


@given(data=st.data())
def test_wide_and_long_agree(data: st.DataObject, small: Checklist) -> None:
    """The same answers in any order of rows give the same table."""
    n = data.draw(st.integers(1, 5))
    drawn = {
        (f"o{row}", item.id): data.draw(st.sampled_from(answers(item))) for row in range(n) for item in small.items
    }
    order = data.draw(st.permutations(list(drawn)))
    lines = [f"{row},{item},{drawn[row, item].code or drawn[row, item].status.value}" for row, item in order]
    ratings = read("\n".join(["observation,item,rating", *lines]), small)
    for place, name in enumerate(ratings.descriptors.index):
        for item in small.items:
            assert ratings.columns[item.id].answer(place) == drawn[name, item.id]
    assert Answer(Status.MISSING) in ratings.columns["plan"].levels
