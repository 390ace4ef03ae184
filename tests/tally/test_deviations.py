"""Deviations: exact before they are rounded."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from fidelity.tally.deviations import deviations
from tests.tally.clusters_of_units import CLUSTERS, Cluster, classes_of


@given(CLUSTERS)
def test_deviations_are_those_of_fractions(clusters: list[Cluster]) -> None:
    """Sums and squares of distances are what exact fractions say, to the last digits, and 0 only where these are."""
    classes = classes_of(clusters)
    seen = deviations(classes)
    for row, (group, size) in enumerate(zip(classes.group, classes.size, strict=True)):
        units = [Fraction(value, 7) for which, held in clusters if which == group for value in held]
        mean = sum(units) / len(units)
        sums = [Fraction(sum(held), 7) for which, held in clusters if which == group and len(held) == size]
        squares = sum((each - size * mean) ** 2 for each in sums)
        assert seen.away[row] == pytest.approx(float(sum(sums) - len(sums) * size * mean), rel=1e-14)
        assert seen.squares[row] == pytest.approx(float(squares), rel=1e-14)
        assert (seen.squares[row] == 0) == (squares == 0)


def test_groups_without_clusters_are_empty() -> None:
    """A group that nothing was observed in has no units, no clusters and no mean."""
    seen = deviations(classes_of([(1, [4, 5])]))
    assert (seen.n.tolist(), seen.n_clusters.tolist()) == ([0, 2, 0], [0, 1, 0])
    assert np.isnan(seen.mean).tolist() == [True, False, True]
