"""Profiles: parts that go, parts that come, and names that follow."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Criterion, ItemTest, ScoreTest
from fidelity.model.item import Item
from fidelity.model.profile import Profile, Replacement, changes, with_profile
from fidelity.model.range import Range
from fidelity.model.score import Members
from tests.oracle.build import bands, checklist, items, scale, score

LOW = Range(at_least=Fraction(1))
NEW = Item("st8", "another form", scale(0, 1, 2))
LADDER = rules.Ladder(Fraction(1), (rules.LadderStep(Fraction(2), (rules.Need(("i1", "i2")),)),))
BASE = checklist(
    items(3, scale(0, 1, 2)),
    score(
        rules.Weighted(), "i1", "i2", weights={"i1": Fraction(2)}, reverse=frozenset({"i1"}), name="w", bands=bands(1)
    ),
    score(rules.Ratio(("i1", "i2")), "i1", name="ratio"),
    score(rules.Rate("i1"), "i2", name="rate"),
    score(LADDER, "i1", "i2", name="ladder"),
    score(rules.Mean(), "w", "ratio", name="top"),
    criteria=(
        Criterion("k", All((ItemTest(Members(("i1", "i3")), LOW), Any((BandTest("w", ("b1",)), ScoreTest("w", LOW)))))),
    ),
)


def changed(*replacements: Replacement, leaves_out: tuple[str, ...] = ()) -> Checklist:
    """The checklist with a profile."""
    return with_profile(BASE, Profile("oregon", "made", replacements=replacements, leaves_out=leaves_out))


def test_an_item_that_takes_the_place_of_another_takes_it_everywhere() -> None:
    """Members, weights, reverse, denominators, lengths, ladders and floors all name the new one."""
    made = changed(Replacement("i1", NEW))
    assert [item.id for item in made.items] == ["st8", "i2", "i3"]
    weighted, ratio, rate, ladder, _ = made.scores
    assert weighted.of.ids == ("st8", "i2")
    assert (dict(weighted.weights), weighted.reverse) == ({"st8": Fraction(2)}, frozenset({"st8"}))
    assert ratio.rule == rules.Ratio(("st8", "i2"))
    assert rate.rule == rules.Rate("st8")
    assert isinstance(ladder.rule, rules.Ladder)
    assert ladder.rule.steps[0].needs[0].of == ("st8", "i2")
    floors = made.criteria[0].condition
    assert isinstance(floors, All)
    assert floors.of[0] == ItemTest(Members(("st8", "i3")), LOW)


def test_a_score_that_takes_the_place_of_another_takes_it_everywhere() -> None:
    """Scores that are made of it, and criteria that test it, name the new one."""
    made = changed(Replacement("w", score(rules.Mean(), "i2", name="m", bands=bands(1))))
    assert made.scores[0].id == "m"
    assert made.scores[-1].of.ids == ("m", "ratio")
    condition = made.criteria[0].condition
    assert isinstance(condition, All)
    assert condition.of[1] == Any((BandTest("m", ("b1",)), ScoreTest("m", LOW)))


def test_a_part_may_keep_its_name() -> None:
    """A replacement under the same id changes nothing else."""
    made = changed(Replacement("i3", attrs.evolve(NEW, id="i3")))
    assert made.items[2].text == "another form"
    assert (made.scores, made.criteria) == (BASE.scores, BASE.criteria)


def test_a_criterion_is_replaced_with_all_its_dates() -> None:
    """The jurisdiction's cut-off stands instead of every dated one of that name."""
    own = Criterion("k", ScoreTest("w", Range(at_least=Fraction(2))), source="a rule")
    assert changed(Replacement("k", own)).criteria == (own,)


def test_two_parts_may_change_places() -> None:
    """What takes the place of one under the name of another is not taken for that other."""
    first, second = attrs.evolve(NEW, id="i2", text="new second"), attrs.evolve(NEW, id="i1", text="new first")
    made = changed(Replacement("i1", first), Replacement("i2", second))
    assert [item.text for item in made.items] == ["new second", "new first", "text"]


def test_a_cut_off_may_be_replaced_by_several_dated_ones() -> None:
    """Each of the new ones stays, and the old one goes."""
    day = date(2025, 1, 1)
    old, new = Criterion("k", ScoreTest("w", LOW), valid_until=day), Criterion("k", ScoreTest("w", LOW), valid_from=day)
    assert changed(Replacement("k", old), Replacement("k", new)).criteria == (old, new)


def test_a_part_without_a_forerunner_is_added() -> None:
    """Additions come after what is there."""
    made = changed(Replacement("", NEW), Replacement("", Criterion("more", ScoreTest("w", LOW))))
    assert [item.id for item in made.items] == ["i1", "i2", "i3", "st8"]
    assert [each.id for each in made.criteria] == ["k", "more"]


def test_an_item_that_is_left_out_stays_on_the_list() -> None:
    """It is off by design, which the checklist remembers beside the profile's name."""
    made = changed(leaves_out=("i3",))
    assert [item.id for item in made.items] == ["i1", "i2", "i3"]
    assert (made.off, made.profile) == (frozenset({"i3"}), "oregon")
    assert (BASE.off, BASE.profile) == (frozenset(), "")


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (NEW, "unknown-item"),
        (score(rules.Sum(), "i1", name="new"), "unknown-score"),
        (Criterion("new", ScoreTest("w", LOW)), "unknown-criterion"),
    ],
)
def test_what_is_not_there_cannot_be_replaced(part: Item, code: str) -> None:
    """The problem is at the replacement, with the noun that it was looked for under."""
    with pytest.raises(InvalidRecord) as caught:
        changed(Replacement("nobody", part))
    noun = code.removeprefix("unknown-")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [(code, ("replaces", 0, noun))]


def test_an_unknown_item_cannot_be_left_out() -> None:
    """A profile leaves out what there is."""
    with pytest.raises(InvalidRecord) as caught:
        changed(leaves_out=("i9",))
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("unknown-item", ("leaves_out",))]


def test_parts_must_fit_after_the_change() -> None:
    """A new score that names what is not there is refused at its place in the profile."""
    with pytest.raises(InvalidRecord) as caught:
        changed(Replacement("top", score(rules.Sum(), "i9", name="top")))
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("unknown-member", ("replaces", 0, "with", "of", 0))
    ]


def test_a_profile_that_changes_nothing_is_refused() -> None:
    """A profile without a change is a mistake."""
    with pytest.raises(InvalidRecord) as caught:
        Profile("empty", "made")
    assert [problem.code for problem in caught.value.problems] == ["empty-profile"]


def test_changes_are_numbered_as_a_definition_writes_them() -> None:
    """Replacements and additions are two lists, each counted for itself."""
    profile = Profile("p", "made", replacements=(Replacement("", NEW), Replacement("i1", NEW), Replacement("", NEW)))
    assert [way for way, _ in changes(profile)] == [("adds", 0, "item"), ("replaces", 1, "with"), ("adds", 1, "item")]
