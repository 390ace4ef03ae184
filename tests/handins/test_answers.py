"""Answers, each read as every cell of a table is."""

from __future__ import annotations

import pytest

from fidelity.definition.reading import read_definition
from fidelity.handins.answers import AnswerReader
from fidelity.handins.limits import ANSWER
from fidelity.model.answer import MISSING
from fidelity.model.status import Status
from fidelity.ratings.cells import cells_of
from tests.forms.samples import DEFINITION, intervention

CHECKLIST = intervention().checklist("delivery")


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        ("greets", "2.0", "2"),
        ("greets", " 1 ", "1"),
        ("plans", "NA", "not_applicable"),
        ("plans", "not_applicable", "not_applicable"),
        ("plans", "invalid", "invalid"),
        ("talks", "12.50", "12.5"),
        ("talks", "0.125", "0.125"),
        ("takes_part", "85%", "85"),
        ("takes_part", "33.3", "33.3"),
        ("knows", "4/4   2/3", "4/4 2/3"),
    ],
)
def test_an_answer_is_kept_in_one_way(item: str, typed: str, kept: str) -> None:
    """Whatever it was typed as, and it means the same."""
    assert AnswerReader(CHECKLIST).read({item: typed}) == ({item: kept}, [])
    cells = cells_of(CHECKLIST.item[item], CHECKLIST)
    assert cells.answer(kept) == cells.answer(typed) != MISSING


def test_a_blank_answer_is_missing() -> None:
    """And so is the word for it."""
    assert AnswerReader(CHECKLIST).read({"greets": " ", "plans": "missing", "talks": ""}) == ({}, [])


@pytest.mark.parametrize(
    ("item", "typed", "code", "words"),
    [
        ("greets", "7", "bad-cell", "`7` is not a code of this item"),
        ("greets", "3.7", "bad-cell", "is not a code"),
        ("greets", "True", "bad-cell", "is not a code"),
        ("greets", "NA", "status-not-allowed", "this item does not allow"),
        ("talks", "-1", "bad-cell", "a number of at least 0"),
        ("talks", "9" * (ANSWER + 1), "too-long", "2,001 characters"),
        ("greet", "2", "unknown-item", "no such item"),
    ],
)
def test_another_answer_is_refused(item: str, typed: str, code: str, words: str) -> None:
    """In the words of the one reading of cells."""
    found, [(problem, name)] = AnswerReader(CHECKLIST).read({item: typed, "knows": "1"})
    assert found == {"knows": "1"}
    assert (problem.code, name) == (code, item)
    assert words in problem.message
    assert (problem.help == "did you mean `greets`?") == (item == "greet")


def test_answers_mean_what_the_engine_needs() -> None:
    """Every item has one; those that a profile leaves out are off, whatever was recorded."""
    reader = AnswerReader(intervention().checklist("delivery", "short"))
    found = reader.answers({"greets": "2", "talks": "5"})
    assert {name: answer.status for name, answer in found.items()} == {
        "greets": Status.RATED,
        "plans": Status.MISSING,
        "talks": Status.OFF_BY_DESIGN,
        "takes_part": Status.MISSING,
        "knows": Status.MISSING,
    }


def test_a_point_that_is_called_as_a_status_stays_that_point() -> None:
    """What is kept means what was typed."""
    text = DEFINITION.replace("{code: 0, label: No}", "{code: not_applicable, points: 0, label: No}")
    checklist = read_definition(text.encode(), "visit.yaml").checklist("delivery")
    cells = cells_of(checklist.item["plans"], checklist)
    found, problems = AnswerReader(checklist).read({"plans": "NA", "greets": "not_applicable"})
    assert not problems
    assert cells.answer(found["plans"]) == cells.answer("NA")
    assert found == {"plans": "NA", "greets": "not_applicable"}
