"""A better rating never lowers a score, and counting backwards keeps to the item's own range."""

from __future__ import annotations

import pytest

from tests.conformance.asked import added, told


@pytest.mark.parametrize(
    "score",
    [
        "{id: pace, rule: ratio, of: [asks], to: [waits], zero_over_zero: none, over_zero: none, missing: none}",
        "{id: pace, rule: rate, of: [asks], per: waits, missing: none}",
        "{id: pace, rule: look_up, of: [manner], missing: none, ranges: [{below: 3, is: 2}, {at_least: 3, is: 1}]}",
        "{id: pace, rule: ladder, of: [asks, hurries], start: 1, missing: none,"
        " steps: [{to: 2, needs: [{of: [hurries], none: true, threshold: 4}]}]}",
        "{id: pace, rule: mean, of: [asks, hurries], reverse: [hurries], missing: none}",
        "{id: pace, rule: mean, of: [asks, length], reverse: [length], missing: none}",
    ],
)
def test_what_may_fall_is_let_be(score: str) -> None:
    """A denominator, a table and a ladder say themselves which way they go, and so does `reverse`."""
    assert told("monotone", added(score)) == []
    assert told("reversal", added(score)) == []


def test_an_item_that_also_comes_by_another_score_is_not_judged_alone() -> None:
    """What it does to the total is the sum of two ways, of which one may go backwards."""
    total = "{id: odd, rule: sum, of: [hurries, manner], missing: none}"
    assert told("monotone", added(total)) == []
