"""Readers are told that something is hidden, and not what is small."""

from __future__ import annotations

import attrs

from fidelity.disclosure.settings import PRESETS
from fidelity.disclosure.suppression import NOT_LOOKED_AT, Suppression

SOME = Suppression(400, 12, 7, 0, 0, PRESETS["default"])


def test_readers_are_not_told_which_are_small() -> None:
    """The sentence for publication adds both kinds up, since how many are small helps to find them."""
    (sentence,) = SOME.sentences()
    assert sentence.startswith("19 figures are hidden of 400: those that rest on fewer than 5 people or observations")
    assert "12" not in sentence
    assert attrs.evolve(SOME, n_primary=1, n_complementary=0).sentences()[0].startswith("1 figure is hidden of 400")


def test_makers_are_told_both() -> None:
    """The house is told how many are hidden for which reason, and what could not be done."""
    assert SOME.for_the_house() == (
        "12 figures are hidden because they rest on fewer than 5 people or observations, or tell the result of "
        "everybody in a group of fewer than 10, and 7 more because they would give those away.",
    )
    alone = attrs.evolve(SOME, n_primary=1, n_complementary=0).for_the_house()
    assert alone == (
        "1 figure is hidden because it rests on fewer than 5 people or observations, or tells the result of everybody "
        "in a group of fewer than 10.",
    )
    said = attrs.evolve(SOME, n_not_fewest=2, n_exposed=3).for_the_house()
    assert said[1].startswith("In 2 measures the search was stopped early")
    assert said[2].startswith("3 counts that should be hidden")
    assert "In 1 measure the" in attrs.evolve(SOME, n_not_fewest=1).for_the_house()[1]


def test_nothing_hidden_is_said_too() -> None:
    """A table that is whole says so."""
    whole = Suppression.none(400, PRESETS["default"])
    assert whole.sentences() == ("Nothing had to be hidden: no figure rests on fewer than 5 people or observations.",)


def test_that_people_are_not_known_is_said() -> None:
    """Where nobody is named, readers learn that few observations were looked for and few people were not."""
    unknown = attrs.evolve(SOME, knows_people=False)
    assert unknown.sentences()[1:] == (NOT_LOOKED_AT,)
    assert "people" not in unknown.sentences()[0]
    assert "fewer than 5 observations," in unknown.for_the_house()[0]
    assert len(SOME.sentences()) == 1
