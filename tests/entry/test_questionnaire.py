"""What is recorded for what is typed."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.entry.questionnaire import questionnaire
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Point, Scale
from fidelity.model.status import Status
from fidelity.problems import Problem
from tests.entry.sample import NA, PLAIN, worded


@pytest.mark.parametrize(
    ("place", "typed", "recorded"),
    [
        (0, "2", "2"),
        (0, "2.0", "2"),
        (1, "n", "not_applicable"),
        (1, "N", "not_applicable"),
        (1, "not_observed", "not_observed"),
        (2, "12", "12"),
        (2, "12.0", "12"),
        (3, "62.50%", "62.5"),
        (4, "4/4   2/3", "4/4 2/3"),
    ],
)
def test_answers_are_recorded_as_a_table_holds_them(place: int, typed: str, recorded: str) -> None:
    """Codes by their code, numbers in their shortest form, statuses by their name."""
    assert questionnaire(PLAIN).questions[place].recorded(typed) == recorded


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        (0, "3", "is not a code of this item"),
        (0, "two", "is not a code of this item"),
        (0, "not_applicable", "which this item does not allow"),
        (0, "n", "is not a code of this item"),
        (0, "missing", "is no answer"),
        (0, "invalid", "is no answer"),
        (2, "1.5", "is not a whole number of at least 0"),
        (2, "-1", "is not a whole number of at least 0"),
        (3, "101", "is not a percentage from 0 to 100"),
        (4, "4/3", "is not results of persons"),
    ],
)
def test_what_is_no_answer_is_told_in_the_words_of_a_table(place: int, typed: str, words: str) -> None:
    """Nothing is guessed, and missing is nothing that anybody answers."""
    found = questionnaire(PLAIN).questions[place].recorded(typed)
    assert isinstance(found, Problem)
    assert words in found.message


def test_points_of_words_can_be_chosen_by_number() -> None:
    """1 is the first of three words; there is no fourth, and no 0."""
    (question,) = questionnaire(worded("full", "some", "none")).questions
    assert question.recorded("1") == "full"
    assert question.recorded("none") == "none"
    assert isinstance(question.recorded("4"), Problem)
    assert isinstance(question.recorded("0"), Problem)
    assert isinstance(question.recorded("²"), Problem)


def test_of_two_points_none_has_a_number() -> None:
    """Of no and yes, 1 would be no: many would mean yes by it."""
    (question,) = questionnaire(worded("no", "yes")).questions
    assert isinstance(question.recorded("1"), Problem)


def test_codes_win() -> None:
    """Where codes are n and no, they are what is typed, and not applicable has another key."""
    (question,) = questionnaire(worded("n", "no", "q")).questions
    assert [question.recorded(each) for each in ("n", "no", "q")] == ["n", "no", "q"]
    assert question.recorded("/n") == "not_applicable"


def test_a_point_that_is_called_like_a_status_keeps_its_name() -> None:
    """The status is then recorded by a code that it has, so that reading it back gives the status."""
    (question,) = questionnaire(worded("not_applicable", "1", status_codes={"X": NA})).questions
    assert question.recorded("not_applicable") == "not_applicable"
    assert question.recorded("/n") == "X"
    answer = question.cells.answer("X")
    assert answer is not None
    assert answer.status is NA


def test_items_keep_their_numbers_where_a_profile_leaves_some_out() -> None:
    """The numbers are those of the form on paper."""
    made = questionnaire(attrs.evolve(PLAIN, off=frozenset({"asks"}), profile="short"))
    assert [question.number for question in made.questions] == [1, 3, 4, 5]
    assert made.n_items == 5
    assert (made.place(3), made.place(2), made.place(6)) == (1, None, None)


def test_only_what_the_item_allows_stands_instead() -> None:
    """A status that the item does not allow has no key there; one that its scale has a code for has."""
    scale = Scale("s", (Point("1", Fraction(1)), Point("0", Fraction(0))), status_codes={"9": Status.INSUFFICIENT_DATA})
    made = Checklist("c", (Item("i", "An item", scale, allows=frozenset({NA})),))
    (question,) = questionnaire(made).questions
    assert question.instead == {NA: "n", Status.INSUFFICIENT_DATA: "i"}
    assert question.recorded("9") == question.recorded("i") == "insufficient_data"
