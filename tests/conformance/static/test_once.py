"""Whether everything counts once."""

from __future__ import annotations

from tests.conformance.asked import added, told

TALKING = "{id: talking, rule: sum, of: [asks, waits], missing: none}"
CLOSENESS = "{id: closeness, rule: minimum, of: [sits_close, asks], missing: none}"


def test_an_item_in_two_scores_is_no_fault() -> None:
    """Only where a total is made of both does it count twice."""
    assert told("once", added(TALKING)) == []


def test_a_score_that_does_not_add_up_is_one_thing() -> None:
    """The lowest of some items is a rating of its own: what is in it is not counted through it."""
    both = (
        f"{TALKING}\n        - {CLOSENESS}\n        - {{id: whole, rule: sum, of: [talking, closeness], missing: none}}"
    )
    assert told("once", added(both)) == []
    named_twice = f"{CLOSENESS}\n        - {{id: whole, rule: mean, of: [closeness, asks], missing: none}}"
    assert told("once", added(named_twice)) == []


def test_two_scores_by_other_rules_are_two() -> None:
    """A sum and a mean of the same items are no copies of each other, nor is one with other bands and titles one."""
    assert told("distinct", added("{id: total, rule: sum, of: [sits_close, asks, waits], missing: none}")) == []
    ((code, line),) = told(
        "distinct",
        added(
            "{id: parts_done, title: Parts, rule: percent_of_possible, "
            "of: [shows_book, asks_again, length], missing: none}"
        ),
    )
    assert (code, line[:18]) == ("same-twice", "- {id: parts_done,")


def test_texts_are_compared_as_they_are_read() -> None:
    """Capitals, spaces and a full stop make no other text."""
    ((code, line),) = told("distinct", ("text: Waits for the answer", "text: asks  what may come NEXT."))
    assert (code, "id: waits" in line) == ("same-twice", True)
