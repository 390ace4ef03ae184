"""Which ratings mean the same to another edition, and what becomes of those that do not."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from fidelity.evaluation.crosswalk import Crossing, Fate, cross, fate_of_scales, scale_words
from fidelity.model.answer import MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from tests.difference.pairs import pairs
from tests.evaluation.editions import rated, records
from tests.oracle.build import NA, Given, checklist, count, items, scale
from tests.oracle.strategies import rows_of, seeds

STEPS = scale(0, 1, 2)
OFF = Answer(Status.OFF_BY_DESIGN)


def one(of: Scale, *allows: Status, name: str = "i1") -> Checklist:
    """A checklist of one item."""
    return checklist([attrs.evolve(items(1, of, *allows)[0], id=name)])


def crossed(old: Checklist, new: Checklist, *answers: Given) -> tuple[list[str], Crossing]:
    """What becomes of the answers to the only item of both, as codes, raw numbers or statuses."""
    ratings, (crossing,) = cross(rated(old, *([each] for each in answers)), new)
    return [_said(ratings.columns["i1"].answer(row)) for row in range(len(ratings))], crossing


def _said(answer: Answer) -> str:
    return answer.code or (str(answer.value) if answer.value is not None else answer.status.value)


def test_the_same_scale_carries_everything() -> None:
    """Ratings and statuses, in the order of the records."""
    said, crossing = crossed(one(STEPS, NA), one(STEPS, NA), 2, 0, NA, Status.MISSING, 1)
    assert said == ["2", "0", "not_applicable", "missing", "1"]
    assert crossing == Crossing("i1", Fate.CARRIED, n_rated=3, n_carried=3)


def test_other_labels_carry_and_are_told() -> None:
    """A code that is worth the same means the same; raters read other words, though."""
    new = attrs.evolve(
        STEPS, points=tuple(attrs.evolve(each, label=f"Step {each.code}") for each in STEPS.points[::-1])
    )
    said, crossing = crossed(one(STEPS), one(new), 2, 0)
    assert said == ["2", "0"]
    assert (crossing.fate, crossing.is_reworded) == (Fate.CARRIED, True)


def test_a_scale_with_other_ends_carries_nothing() -> None:
    """2 of 0 to 2 is the best there is, and 2 of 0 to 4 the middle; that it did not apply still holds."""
    said, crossing = crossed(one(STEPS, NA), one(scale(0, 1, 2, 3, 4), NA), 2, 0, NA)
    assert said == ["missing", "missing", "not_applicable"]
    why = "codes `0`, `1`, `2`, `3` and `4` (before: codes `0`, `1` and `2`)"
    assert crossing == Crossing("i1", Fate.NOT_CARRIED, why, n_rated=2)


def test_a_code_that_is_worth_something_else_is_not_carried() -> None:
    """Of a scale that was turned round nothing is carried, though all its codes are there."""
    turned = Scale("points", (Point("0", Fraction(2)), Point("1", Fraction(1)), Point("2", Fraction(0))))
    said, crossing = crossed(one(STEPS), one(turned), 2, 1, 0)
    assert said == ["missing", "1", "missing"]
    assert (crossing.fate, crossing.n_rated, crossing.n_carried) == (Fate.IN_PART, 3, 1)


def test_the_same_ends_carry_code_by_code() -> None:
    """Points between the ends may come and go."""
    assert crossed(one(scale(1, 3, 5)), one(scale(1, 2, 3, 4, 5)), 1, 3, 5)[0] == ["1", "3", "5"]
    said, crossing = crossed(one(STEPS), one(scale(0, 2)), 2, 1, 0)
    assert said == ["2", "missing", "0"]
    assert (crossing.fate, crossing.n_carried) == (Fate.IN_PART, 2)


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        (count(), count(), Fate.CARRIED),
        (count(), count(10), Fate.IN_PART),
        (count(), attrs.evolve(count(), unit="minutes"), Fate.NOT_CARRIED),
        (count(), attrs.evolve(count(), kind=Kind.NUMBER), Fate.NOT_CARRIED),
        (count(2), STEPS, Fate.NOT_CARRIED),
        (STEPS, count(2), Fate.NOT_CARRIED),
        (Scale("p", kind=Kind.PERSONS), Scale("q", kind=Kind.PERSONS), Fate.CARRIED),
        (STEPS, attrs.evolve(STEPS, id="other", unit="points"), Fate.CARRIED),
        (scale(0, 1), Scale("p", (Point("no", Fraction(0)), Point("yes", Fraction(1)))), Fate.NOT_CARRIED),
    ],
)
def test_what_becomes_of_a_scale(old: Scale, new: Scale, fate: Fate) -> None:
    """Raw numbers are carried within the limits, if they count the same thing in the same unit."""
    assert fate_of_scales(old, new) is fate


def test_raw_numbers_beyond_the_limit_are_missing() -> None:
    """Those within it are carried, also fractions and results of persons."""
    assert crossed(one(count()), one(count(10)), 3, 11, 10)[0] == ["3", "missing", "10"]
    minutes = Scale("n", kind=Kind.NUMBER, lowest=Fraction(0))
    half = Answer(Status.RATED, value=Fraction(1, 2))
    assert crossed(one(minutes), one(attrs.evolve(minutes, lowest=Fraction(1))), half, 1)[0] == ["missing", "1"]
    persons = Scale("p", kind=Kind.PERSONS)
    had = Answer(Status.RATED, persons=(Fraction(1), Fraction(1, 2)))
    ratings, _ = cross(rated(one(persons), [had]), one(persons))
    assert ratings.columns["i1"].answer(0) == had


def test_a_status_that_is_not_allowed_is_missing_and_counted() -> None:
    """It is no rating that was lost."""
    said, crossing = crossed(one(STEPS, NA), one(STEPS), 2, NA, NA, Status.MISSING)
    assert said == ["2", "missing", "missing", "missing"]
    assert (crossing.fate, crossing.n_rated, crossing.n_carried, crossing.n_statuses_lost) == (Fate.CARRIED, 1, 1, 2)


def test_items_come_and_go() -> None:
    """What is new is missing, what is gone is told after the others with its ratings."""
    ratings, crossings = cross(rated(one(STEPS), [2], [1]), one(STEPS, name="i2"))
    assert [ratings.columns["i2"].answer(row) for row in (0, 1)] == [MISSING, MISSING]
    assert [*ratings.columns] == ["i2"]
    assert [(each.item, each.fate, each.n_rated, each.n_carried) for each in crossings] == [
        ("i2", Fate.ADDED, 0, 0),
        ("i1", Fate.DROPPED, 2, 0),
    ]


def test_what_a_profile_leaves_out_is_off_by_design() -> None:
    """In the new edition, whatever was recorded; left out by the old one it was never asked for, and is missing."""
    off = attrs.evolve(one(STEPS), off=frozenset({"i1"}))
    ratings, (crossing,) = cross(rated(one(STEPS), [2]), off)
    assert (ratings.columns["i1"].answer(0), crossing.fate, crossing.n_rated) == (OFF, Fate.LEFT_OUT, 1)
    ratings, (crossing,) = cross(records(off, [{"i1": OFF}]), one(STEPS))
    assert (ratings.columns["i1"].answer(0), crossing.fate) == (MISSING, Fate.ADDED)
    assert (crossing.why, crossing.n_statuses_lost) == ("the old version leaves it out", 0)


def test_notes_go_with_their_items() -> None:
    """A note at an item that is gone has no place."""
    old = checklist(items(2, STEPS))
    ratings = attrs.evolve(rated(old, [1]), notes={(0, "i1"): "late", (0, "i2"): "noisy"})
    assert cross(ratings, one(STEPS))[0].notes == {(0, "i1"): "late"}


def test_a_scale_is_told_in_a_few_words() -> None:
    """With what codes are worth where they do not say it, and the unit of raw numbers."""
    yes = Scale("p", (Point("yes", Fraction(1)), Point("no", Fraction(0))))
    assert scale_words(yes) == "codes `yes` for 1 and `no` for 0"
    assert scale_words(attrs.evolve(count(60), unit="minutes")) == "a whole number from 0 to 60, in minutes"
    assert scale_words(Scale("p", kind=Kind.PERSONS)) == "results of persons"


def slowly(answer: Answer, old: Item, new: Item, off: bool) -> Answer:
    """The rule once more, for one answer, with nothing in common with the program but the words of the rule."""
    if off:
        return OFF
    allowed = {*new.allows, *new.scale.status_codes.values(), Status.INVALID}
    if answer.status is not Status.RATED:
        return answer if answer.status in allowed else MISSING
    if old.scale.kind is not new.scale.kind:
        return MISSING
    if old.scale.points:
        worth = [{point.code: point.points for point in item.scale.points} for item in (old, new)]
        same_ends = sorted(worth[0].values())[0] == sorted(worth[1].values())[0]
        same_ends &= sorted(worth[0].values())[-1] == sorted(worth[1].values())[-1]
        return answer if same_ends and worth[1].get(answer.code) == answer.value else MISSING
    return answer


@given(pairs(), seeds)
@settings(max_examples=12)
def test_it_is_the_rule_applied_to_each_answer(pair: tuple[Checklist, Checklist], seed: int) -> None:
    """Whatever changed: every answer of every record is what the rule says, and the counts are theirs."""
    old, new = pair
    rows = rows_of(old, seed, 12)
    ratings, crossings = cross(records(old, rows), new)
    for item, crossing in zip(new.items, crossings, strict=False):
        before = [each[item.id] for each in rows]
        wanted = [slowly(answer, old.item[item.id], item, item.id in new.off) for answer in before]
        assert [ratings.columns[item.id].answer(place) for place in range(12)] == wanted
        assert crossing.n_rated == sum(each.status is Status.RATED for each in before)
        assert crossing.n_carried == sum(each.status is Status.RATED for each in wanted)
