"""What is not rated: nothing at all, more than is tolerated, not applicable, nought."""

from __future__ import annotations

import pytest

from fidelity.conformance.engine import ENGINE
from tests.conformance.asked import added, problems, subject_of, told

SUM = "{id: parts_done, rule: sum, of: [shows_book, asks_again], missing: none%s}"


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", ["not-applicable"]),
        (", not_applicable: counts_as_met", []),
        (", not_applicable: not_permitted", []),
        (", not_applicable: counts_as_missing", []),
        (", not_applicable: counts_as_lowest", ["not-applicable"]),
    ],
)
def test_what_does_not_apply_costs_nothing(more: str, codes: list[str]) -> None:
    """A sum that leaves an item out loses its points, and one without a value has lost nothing."""
    assert [code for code, _ in told("not-applicable", added(SUM % more))] == codes


@pytest.mark.parametrize(
    "missing", ["{at_most: 1}", "{share_at_most: 30%}", "{at_most: 2, rated_at_least: 3}", "none_unless_decided"]
)
@pytest.mark.parametrize("rule", ["mean", "percent_of_possible, from: lowest", "proportion_at_or_above, threshold: 3"])
def test_limits_of_every_kind_hold(missing: str, rule: str) -> None:
    """Counted, as a share, with a least number of ratings, or as long as it is decided."""
    score = added(f"{{id: x, rule: {rule}, of: [sits_close, asks, waits, hurries], missing: {missing}}}")
    for name in ("missing-limit", "missing-sentence", "nothing-rated", "zero"):
        assert told(name, score) == []


def test_a_share_is_told_as_a_percentage_where_it_is_one() -> None:
    """A third is written as one, and a quarter as 25 %."""
    for share, said in (("25%", "25 %"), ("1/3", "1/3")):
        score = added(f"{{id: x, rule: mean, of: [asks, waits, hurries], missing: {{share_at_most: {share}}}}}")
        (variant, _) = subject_of(score).variants
        assert said in ENGINE.missing_words(variant.checklist.score["x"])
        assert problems("missing-sentence", subject_of(score)) == []


def test_an_item_that_comes_by_two_ways_is_not_counted_here() -> None:
    """Where a total reads an item and a score of it, what becomes of the one becomes of both."""
    both = "{id: x, rule: mean, of: [steps, shows_book, asks_again], missing: {at_most: 1}}"
    for name in ("missing-limit", "missing-effect", "zero", "not-applicable", "not-applicable-apart"):
        assert told(name, added(both)) == []
