"""Pairs: a table for each two raters who met."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np

from fidelity.agreement.design import Design
from tests.agreement.published import scale


def test_tables_are_those_counted_by_hand() -> None:
    """Nine raters of whom two to four rate each unit, in three groups: the tables of a loop, and no others."""
    rng = np.random.default_rng(6)
    rows = [
        (group, unit, rater, int(rng.integers(-1, 3)))
        for group in range(3)
        for unit in range(20)
        for rater in rng.choice(9, int(rng.integers(1, 5)), replace=False).tolist()
    ]
    by_hand: Counter[tuple[int, int, int, int, int]] = Counter()
    for g in range(3):
        for u in range(20):
            here = sorted((row[2], row[3]) for row in rows if row[:2] == (g, u) and row[3] >= 0)
            for (one, said), (other, replied) in combinations(here, 2):
                by_hand[g, one, other, said, replied] += 1
    rng.shuffle(rows)
    group, unit, rater, code = np.array(rows).T
    found = Design(group, unit, rater, code, 3, scale(0, 2)).pairs()
    names = [*zip(found.group.tolist(), found.first.tolist(), found.second.tolist(), strict=True)]
    assert names == sorted({key[:3] for key in by_hand})
    counted = {
        (*name, one, other): int(found.tables[place, one, other])
        for place, name in enumerate(names)
        for one in range(3)
        for other in range(3)
    }
    assert +Counter(counted) == by_hand


def test_nobody_met() -> None:
    """One rater of each unit makes no pair."""
    found = Design([0, 0], [0, 1], [0, 1], [1, 1], 1, scale(0, 1)).pairs()
    assert found.tables.shape == (0, 2, 2)
