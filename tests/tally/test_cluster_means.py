"""Means of cluster means: every cluster has one vote."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given

from fidelity.tally.cluster_means import mean_of_cluster_means, sd_of_cluster_means
from fidelity.tally.estimates import NoEstimate, NoInterval
from fidelity.tally.interval import METHODS, NO_ESTIMATES, NO_INTERVALS, Method
from fidelity.tally.size_classes import of_clusters
from tests.tally.clusters_of_units import CLUSTERS, N_GROUPS, Cluster, classes_of
from tests.tally.published import ALL, Published


@pytest.mark.parametrize("published", [each for each in ALL if each.over_clusters], ids=lambda each: each.name)
def test_r_says_the_same(published: Published) -> None:
    """Mean, standard deviation and ends are those that R's t.test and sd printed for the means of clusters."""
    found, spread = mean_of_cluster_means(published.classes), sd_of_cluster_means(published.classes)
    printed = [found.estimate[0], spread.estimate[0], found.low[0], found.high[0]]
    assert printed == pytest.approx(list(published.over_clusters), rel=1e-11)
    assert METHODS[found.method[0]] is Method.T_OF_MEANS
    assert found.n[0] == found.n_clusters[0] == len(published.n)


@given(CLUSTERS)
def test_means_and_spread_are_those_of_the_list_of_means(clusters: list[Cluster]) -> None:
    """What comes from sums by size is what Python's statistics make of the means one by one."""
    classes = classes_of(clusters, denominator=1)
    found, spread = mean_of_cluster_means(classes), sd_of_cluster_means(classes)
    for group in range(N_GROUPS):
        means = [statistics.mean(map(float, held)) for which, held in clusters if which == group]
        scale = max(map(abs, means), default=0.0)
        if means:
            assert found.estimate[group] == pytest.approx(statistics.mean(means), abs=1e-12 * scale, rel=0)
        if len(means) > 1:
            assert spread.estimate[group] == pytest.approx(statistics.stdev(means), abs=1e-10 * scale, rel=1e-9)


def test_too_few_or_alike_clusters_have_no_interval() -> None:
    """Two clusters are too few, and three with one mean have no spread; the mean is there."""
    group = np.array([0, 0, 1, 1, 1])
    found = mean_of_cluster_means(of_clusters(group, np.array([1, 2, 3, 6, 7]), np.array([1, 4, 1, 2, 7]), 1, 3))
    assert found.estimate[:2] == pytest.approx([1.5, 5 / 9])
    reasons = [NO_INTERVALS[each] for each in found.why_no_interval]
    assert reasons == [NoInterval.TOO_FEW, None, NoInterval.TOO_FEW]
    alike = mean_of_cluster_means(of_clusters(group[2:] - 1, np.array([3, 6, 9]), np.array([1, 2, 3]), 1, 1))
    assert NO_INTERVALS[alike.why_no_interval[0]] is NoInterval.NO_SPREAD


def test_a_spread_needs_two_clusters() -> None:
    """One cluster has no standard deviation, and an empty group has nothing; alike clusters have exactly 0."""
    classes = of_clusters(np.array([0, 2, 2]), np.array([3, 3, 6]), np.array([1, 1, 2]), 1, 3)
    found = sd_of_cluster_means(classes)
    reasons = [NO_ESTIMATES[each] for each in found.why_no_value]
    assert reasons == [NoEstimate.TOO_FEW, NoEstimate.NOTHING_RATED, None]
    assert np.isnan(found.estimate).tolist() == [True, True, False]
    assert found.estimate[2] == 0
