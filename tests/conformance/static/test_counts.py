"""Whether there are as many items as are stated."""

from __future__ import annotations

from tests.conformance.asked import added, told

EIGHT = ("n_items: 7", "n_items: 8")
LENGTH = "        - {id: length, component"
SINGS = "        - {id: sings, component: together, dimension: parts, scale: how_much, text: Sings, use: unscored}\n"
CAPPED = added("{id: capped, rule: minimum, of: [sits_close, sings], missing: none}")


def test_the_number_is_compared_and_shown() -> None:
    """One item too few or too many is told at the number."""
    assert told("counts", EIGHT) == [("count-differs", "n_items: 8")]
    assert told("counts") == []
    assert told("counts", ("      n_items: 7\n", "")) == []


def test_what_only_helps_to_score_is_not_counted() -> None:
    """A ceiling that a score names is no item of the publication."""
    assert told("counts", (LENGTH, SINGS + LENGTH), CAPPED) == []
    assert [code for code, _ in told("counts", (LENGTH, SINGS + LENGTH), CAPPED, EIGHT)] == ["count-differs"]


def test_what_is_published_and_enters_no_score_is_counted() -> None:
    """Some instruments have items that are recorded and never scored."""
    assert told("counts", (LENGTH, SINGS + LENGTH), EIGHT) == []
