"""What can be recorded in both versions, and what in one of them only."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.difference.choice import Choices, choices_of, unlike
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item, Step
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from tests.oracle.build import NA, checklist, count, items, scale

STEPS = scale(0, 1, 2)
BOTH = checklist(items(2, STEPS, NA))


def texts(choices: Choices) -> list[str]:
    """What is recorded."""
    return [each.text for each in choices.all]


def measured(of: Scale, *steps: Step) -> Checklist:
    """A checklist of one item that measures."""
    return checklist((Item("i1", "text", of, steps=steps),))


def test_codes_and_statuses_of_both_versions_can_be_chosen() -> None:
    """Nothing recorded comes first; ratings go from the lowest to the highest."""
    found = choices_of("i1", (BOTH, BOTH), ())
    assert texts(found) == ["", "0", "1", "2", "not_applicable"]
    assert (found.nothing.text, found.lowest.text, found.highest.text) == ("", "0", "2")
    assert [each.text for each in found.unrated] == ["", "not_applicable"]
    assert found.is_whole


def test_what_one_version_refuses_cannot_be_chosen() -> None:
    """A code and a status that only one of them has are left out, and told."""
    other = checklist(items(2, scale(0, 1, 3)))
    found = choices_of("i1", (BOTH, other), ())
    assert texts(found) == ["", "0", "1"]
    told = unlike("i1", (BOTH, other))
    assert (told.refused, told.accepted) == (("2", "not_applicable"), ("3",))


def test_an_item_of_one_version_is_rated_there() -> None:
    """The other version does not see it."""
    found = choices_of("i2", (checklist(items(1, STEPS)), BOTH), ())
    assert {each.answers[0] for each in found.all} == {None}
    assert len(found.all) == 5


def test_two_texts_of_the_same_meaning_are_one_choice() -> None:
    """`NA` and `not_applicable` stand for each other."""
    named = attrs.evolve(BOTH, status_codes={"NA": Status.NOT_APPLICABLE})
    assert texts(choices_of("i1", (named, named), ())) == ["", "0", "1", "2", "not_applicable"]
    assert unlike("i1", (named, BOTH)).refused == ("NA",)


def test_a_code_of_two_meanings_is_a_choice_with_two_answers() -> None:
    """What is recorded is the same, and what it stands for is not."""
    nine = attrs.evolve(STEPS, status_codes={"9": Status.NOT_OBSERVED})
    other = attrs.evolve(STEPS, status_codes={"9": Status.INSUFFICIENT_DATA})
    (choice,) = (
        each
        for each in choices_of("i1", (checklist(items(1, nine)), checklist(items(1, other))), ()).all
        if each.text == "9"
    )
    assert [answer and answer.status for answer in choice.answers] == [Status.NOT_OBSERVED, Status.INSUFFICIENT_DATA]


def test_an_item_that_a_profile_leaves_out_is_rated_all_the_same() -> None:
    """Its status there is no news."""
    short = with_profile(BOTH, Profile("short", "made", leaves_out=("i1",)))
    assert texts(choices_of("i1", (BOTH, short), ())) == ["", "0", "1", "2", "not_applicable"]
    assert unlike("i1", (BOTH, short)).accepted == ()


@pytest.mark.parametrize(
    ("of", "is_whole", "has_end", "lowest", "highest"),
    [
        (count(3), True, True, "0", "3"),
        (count(), False, False, "0", "10"),
        (count(1000), False, True, "0", "1000"),
        (Scale("n", kind=Kind.NUMBER), False, False, "0", "10"),
        (Scale("p", kind=Kind.PERCENT, lowest=Fraction(0), highest=Fraction(100)), False, True, "0", "100"),
    ],
)
def test_raw_numbers_are_chosen_from_their_ends(
    of: Scale, is_whole: bool, has_end: bool, lowest: str, highest: str
) -> None:
    """Few whole numbers are all tried; of others some stand for all, and that is not claimed."""
    found = choices_of("i1", (measured(of), measured(of)), ())
    assert (found.is_whole, found.has_end) == (is_whole, has_end)
    assert (found.lowest.text, found.highest.text) == (lowest, highest)


def test_numbers_that_a_plan_is_written_with_are_tried() -> None:
    """Something may change there, and on both sides of it."""
    found = choices_of("i1", (measured(count()), measured(count())), (Fraction(37),))
    assert {"36", "37", "38"} <= {*texts(found)}


def test_steps_make_raw_numbers_few() -> None:
    """Between two ends of its steps every number is worth the same, so that one stands for all."""
    thirds = (Step(Range(below=Fraction(1, 3)), Fraction(0)), Step(Range(at_least=Fraction(1, 3)), Fraction(1)))
    halves = (
        Step(Range(below=Fraction(1, 3)), Fraction(0)),
        Step(Range(at_least=Fraction(1, 3), below=Fraction(1, 2)), Fraction(2)),
        Step(Range(at_least=Fraction(1, 2)), Fraction(1)),
    )
    number = Scale("n", kind=Kind.NUMBER)
    found = choices_of("i1", (measured(number, *thirds), measured(number, *halves)), ())
    assert found.is_whole
    between = [each.answers for each in found.all if each.answers[0] and each.answers[0].value is not None]
    assert any(Fraction(1, 3) <= (old.value or 0) < Fraction(1, 2) for old, _ in between if old)


def test_results_of_persons_are_tried_and_not_all() -> None:
    """There is no end of persons."""
    persons = Scale("persons", kind=Kind.PERSONS)
    found = choices_of("i1", (measured(persons), measured(persons)), ())
    assert "1/1" in texts(found)
    assert not found.is_whole


@pytest.mark.parametrize(
    ("old", "new", "refused", "accepted"),
    [
        (count(), count(5), ("a whole number of at least 0",), ()),
        (count(5), count(), (), ("a whole number of at least 0",)),
        (count(), Scale("n", kind=Kind.NUMBER), (), ("a number",)),
        (count(), STEPS, ("a whole number of at least 0",), ()),
        (count(), Scale("p", kind=Kind.PERSONS), ("a whole number of at least 0",), ("results of persons",)),
        (count(), count(), (), ()),
    ],
)
def test_measures_of_other_ends_are_told(
    old: Scale, new: Scale, refused: tuple[str, ...], accepted: tuple[str, ...]
) -> None:
    """What only one of two measures can hold is said in words."""
    told = unlike("i1", (measured(old), measured(new)))
    assert (told.refused, told.accepted) == (refused, accepted)
