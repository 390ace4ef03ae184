"""Margins: how often each rater chose each category."""

from __future__ import annotations

from tests.agreement.published import SETS


def test_margins_count_what_each_rater_chose() -> None:
    """Gwet's four raters: 9, 10, 11 and 11 ratings, which irrCAC prints too."""
    found = SETS["four"].margins()
    assert (found.group.tolist(), found.rater.tolist()) == ([0] * 4, [0, 1, 2, 3])
    assert found.counts.tolist() == [[3, 3, 2, 1, 0], [2, 4, 2, 1, 1], [1, 3, 5, 1, 1], [3, 3, 2, 2, 1]]
    assert found.counts.sum(1).tolist() == [9, 10, 11, 11]
