"""Sentences that depend on numbers read as a person would write them."""

from __future__ import annotations

import pytest

from fidelity.report.feedback import phrases
from fidelity.report.feedback.choice import Why


def test_numbers_are_words_as_far_as_they_are_short() -> None:
    """And a noun follows its number."""
    assert [phrases.number(each) for each in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
    assert [phrases.many(each, "item") for each in (1, 2)] == ["one item", "two items"]


def test_how_much_was_at_its_best() -> None:
    """Nothing of one, both, all of three."""
    assert [phrases.at_best(each, False) for each in (1, 2, 3, 12)] == [
        "",
        "Both items.",
        "All three items.",
        "All 12 items.",
    ]
    assert phrases.at_best(3, True) == "It did not happen."


@pytest.mark.parametrize(
    ("n_best", "n_items", "said"),
    [
        (0, 1, "not at its best yet"),
        (1, 1, "at its best"),
        (0, 3, "none of three items at its best"),
        (1, 3, "one of three items at its best"),
        (2, 3, "two of three items at their best"),
        (3, 3, "all three items at their best"),
    ],
)
def test_what_became_of_a_goal(n_best: int, n_items: int, said: str) -> None:
    """In numbers that agree with their verbs."""
    assert phrases.of_items(n_best, n_items) == said


def test_when_something_is_done() -> None:
    """What the definition leaves out is left out."""
    assert phrases.when("at the door", 5, ("shoes", "a key")) == "At the door; about 5 minutes; at hand: shoes, a key."
    assert phrases.when("", 1, ()) == "About 1 minute."
    assert phrases.when("", None, ()) == ""


def test_why_something_was_chosen() -> None:
    """One criterion asks, two ask."""
    assert phrases.why(Why.ASKED, True, ["A"]) == "“A” asks for it."
    assert phrases.why(Why.ASKED, True, ["A", "B"]) == "“A” and “B” ask for it."
    assert phrases.why(Why.FURTHEST, False, []).startswith("Of the parts that can be adapted")


def test_counts_and_reach() -> None:
    """Only what there is."""
    assert phrases.counts(13, 13, 0, 0, "rating", True) == "13 of 13 ratings"
    assert phrases.counts(0, 1, 1, 0, "part", False) == "0 of 1 part there, 1 missing"
    assert [phrases.reach("1", "5"), phrases.reach("0", ""), phrases.reach("", "9"), phrases.reach("", "")] == [
        "from 1 to 5", "from 0 up", "up to 9", "",
    ]  # fmt: skip


def test_what_is_needed_is_named_while_it_is_little() -> None:
    """Up to three items."""
    assert phrases.needed(["A", "B"]) == "A rating of “A” and “B” would give one."
    assert phrases.needed(["A"] * 4) == "It takes four more ratings to have one."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((0, 0, 0, False, False, False, ()), "Too little was rated in this visit to say how it went"),
        ((8, 8, 0, True, False, False, ()), "All of it at its best"),
        ((7, 8, 0, True, False, False, ()), "Nothing fell short in what was rated"),
        ((0, 0, 2, True, False, False, ()), "Everything that is asked for was reached"),
        ((0, 0, 2, True, False, False, (), 1), "What is asked for was reached, as far as it can be told"),
        ((2, 4, 0, True, False, False, ("A",)), "Two of four parts at their best. Next: “A”"),
        ((1, 4, 0, True, False, False, ("A", "B")), "Something to build on. Next: “A” and “B”"),
        ((0, 4, 0, False, False, False, ("A",)), "Next: “A”"),
        ((0, 4, 0, True, False, True, ("A",)), "Something to build on, and something to put right. Next: “A”"),
        ((0, 4, 0, False, False, True, ()), "Something to put right."),
        ((0, 4, 0, True, True, True, ("A",)), "Only a part of this visit was rated. Something to put right. Next: “A”"),
        ((1, 4, 0, True, True, False, ()), "Only a part of this visit was rated."),
    ],
)
def test_the_title_says_the_finding(found: tuple[int, int, int, bool, bool, bool, tuple[str, ...]], said: str) -> None:
    """The good first, then what is next."""
    assert phrases.title(phrases.Finding(*found), "visit") == said
