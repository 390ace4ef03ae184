"""Observations in memory, made into the one table of ratings."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.model.answer import MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.ratings.rows import from_rows, from_texts
from tests.conformance.asked import subject_of

CHECKLIST: Checklist = subject_of().checklists[0][1]


def test_answers_come_back_as_they_were() -> None:
    """Codes, statuses and raw numbers, in the order of the observations, which are numbered from 1."""
    plain = {item.id: MISSING for item in CHECKLIST.items}
    rows = [
        {**plain, "length": Answer(Status.RATED, value=Fraction(minutes)), "asks": answer}
        for minutes, answer in (
            (20, Answer(Status.RATED, "5", Fraction(5))),
            (5, Answer(Status.INVALID)),
            (20, Answer(Status.RATED, "1", Fraction(1))),
        )
    ]
    ratings = from_rows(CHECKLIST, rows)
    assert [*ratings.descriptors.index] == [1, 2, 3]
    assert [{name: column.answer(row) for name, column in ratings.columns.items()} for row in range(3)] == rows
    assert [level.value for level in ratings.columns["length"].levels if level.value is not None] == [5, 20]


def test_no_observation_is_a_table_too() -> None:
    """Every item has its column."""
    assert {name: len(column.codes) for name, column in from_rows(CHECKLIST, []).columns.items()} == dict.fromkeys(
        CHECKLIST.item, 0
    )


def test_texts_are_read_as_cells_are() -> None:
    """What is absent is missing; numbers rise, and a text that means nothing is missing."""
    ratings = from_texts(CHECKLIST, [{"length": "20", "asks": "5"}, {"length": "5"}, {"length": "soon", "asks": "1.0"}])
    assert [*ratings.descriptors.index] == [1, 2, 3]
    found = {name: [column.answer(row) for row in range(3)] for name, column in ratings.columns.items()}
    assert [answer.value for answer in found["length"]] == [20, 5, None]
    assert [answer.code for answer in found["asks"]] == ["5", "", "1"]
    others = {answer for name, answers in found.items() if name not in ("length", "asks") for answer in answers}
    assert others <= {MISSING}


def test_an_item_that_a_profile_leaves_out_is_off_whatever_its_text() -> None:
    """As in every table."""
    checklist = attrs.evolve(CHECKLIST, off=frozenset({"asks"}), scores=(), criteria=(), figures=())
    found = from_texts(checklist, [{"asks": "5"}, {}]).columns["asks"]
    assert [found.answer(row).status for row in range(2)] == [Status.OFF_BY_DESIGN] * 2
