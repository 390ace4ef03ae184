"""How many ratings may be missing, and which members are items."""

from __future__ import annotations

import pytest

from fidelity.conformance.limits import direct_items, own_items, tolerated
from tests.conformance.asked import added, subject_of


@pytest.mark.parametrize(
    ("missing", "limit"),
    [
        ("none", 0),
        ("none_unless_decided", 0),
        ("{at_most: 2}", 2),
        ("{share_at_most: 30%}", 1),
        ("{share_at_most: 75%}", 3),
        ("{at_most: 3, rated_at_least: 3}", 1),
        ("{at_most: 3}", 3),
    ],
)
def test_the_limit_is_read_from_the_rule(missing: str, limit: int) -> None:
    """A share is rounded down, and so many must be there whatever else is said."""
    score = f"{{id: x, rule: mean, of: [sits_close, asks, waits, hurries], missing: {missing}}}"
    (variant, _) = subject_of(added(score)).variants
    assert tolerated(variant.checklist.score["x"], 4) == limit


def test_which_members_are_items() -> None:
    """Those that a profile leaves out are none, and one that comes by a score too is not the score's own."""
    published, short = subject_of(added("{id: x, rule: mean, of: [steps, shows_book, asks], missing: none}")).variants
    score = published.checklist.score["x"]
    assert direct_items(published, score) == ["shows_book", "asks"]
    assert own_items(published, score) == ["asks"]
    assert direct_items(short, short.checklist.score["steps"]) == ["shows_book", "length"]
