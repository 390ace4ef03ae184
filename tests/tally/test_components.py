"""Variance components: equal to those of other programs, and 0 where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.tally.components import components
from fidelity.tally.estimates import NoEstimate
from fidelity.tally.interval import NO_ESTIMATES
from tests.tally.clusters_of_units import classes_of, moments_of
from tests.tally.matrices import mean_squares
from tests.tally.published import ALL, CBPP, DYESTUFF, DYESTUFF_2, Published

UNITS = st.lists(st.lists(st.integers(-5, 9), min_size=1, max_size=5), min_size=2, max_size=7)


def sized(n: Sequence[int]) -> tuple[float, float]:
    """Searle's n0, and the mean size of the cluster that a unit is in."""
    whole, squares = sum(n), sum(each**2 for each in n)
    return (whole - squares / whole) / (len(n) - 1), squares / whole


@pytest.mark.parametrize("published", [each for each in ALL if each.mean_squares], ids=lambda each: each.name)
def test_r_says_the_same(published: Published) -> None:
    """Components and correlation follow from the mean squares that R's anova printed."""
    found = components(published.classes, published.moments)
    between, within = published.mean_squares
    n0, own = sized(published.n)
    icc = (between - within) / (between + (n0 - 1) * within)
    assert found.between[0] == pytest.approx(max(0.0, (between - within) / n0), rel=1e-10)
    assert found.within[0] == pytest.approx(within, rel=1e-11)
    assert found.icc[0] == pytest.approx(icc, rel=1e-9)
    assert found.size[0] == pytest.approx(n0, rel=1e-13)
    assert found.design_effect[0] == pytest.approx(1 + (own - 1) * max(0.0, icc), rel=1e-10)
    assert found.told_apart[0] == (between > within)


def test_dyestuff() -> None:
    """lme4 prints 1764.05 and 2451.25, psych .41848741489337 for ICC1; in the second set batches do not differ."""
    found = components(DYESTUFF.classes, DYESTUFF.moments)
    assert (found.between[0], found.within[0]) == pytest.approx((1764.05, 2451.25), rel=1e-12)
    assert found.icc[0] == pytest.approx(0.41848741489337, rel=1e-13)
    other = components(DYESTUFF_2.classes, DYESTUFF_2.moments)
    assert (other.between[0], other.told_apart[0], other.design_effect[0]) == (0, False, 1)
    assert other.icc[0] < 0


@given(UNITS)
def test_matrices_say_the_same(clusters: list[list[int]]) -> None:
    """Components are those of quadratic forms; within is exactly 0 where no two units of a cluster differ."""
    n, y = [len(each) for each in clusters], np.array([value for each in clusters for value in each], float)
    held = [(0, each) for each in clusters]
    found = components(classes_of(held, 1, 1), moments_of(held, 1, 1))
    if max(n) == 1:
        assert NO_ESTIMATES[found.why_no_value[0]] is NoEstimate.TOO_FEW
        assert np.isnan([found.between[0], found.within[0], found.icc[0], found.design_effect[0]]).all()
        return
    between, within = (float(y @ form @ y) for form in mean_squares(n))
    assert found.within[0] == pytest.approx(within, abs=1e-9)
    assert (found.within[0] == 0) == all(len(set(each)) == 1 for each in clusters)
    assert found.between[0] == pytest.approx(max(0.0, (between - within) / sized(n)[0]), abs=1e-8)


def test_units_all_alike_have_no_components_but_zero() -> None:
    """Nothing differs, so nothing is between, and no correlation is made up."""
    clusters = [(0, [3, 3]), (0, [3, 3, 3])]
    found = components(classes_of(clusters, 3, 1), moments_of(clusters, 3, 1))
    assert (found.between[0], found.within[0], found.icc[0], found.told_apart[0]) == (0, 0, 0, False)


def test_empty_groups_and_single_clusters_have_none() -> None:
    """Each has its reason."""
    clusters = [(1, [3, 4]), (2, [3, 4]), (2, [5])]
    found = components(classes_of(clusters), moments_of(clusters))
    assert [NO_ESTIMATES[each] for each in found.why_no_value] == [NoEstimate.NOTHING_RATED, NoEstimate.TOO_FEW, None]
    assert np.isnan(found.icc).tolist() == [True, True, False]


@given(UNITS, st.data())
def test_no_bit_depends_on_how_it_was_counted(clusters: list[list[int]], data: st.DataObject) -> None:
    """Clusters in any order, split and added, have the same components to the last bit."""
    held = [(0, each) for each in clusters]
    shuffled = data.draw(st.permutations(held))
    classes = classes_of(shuffled[1:], 7, 1).added(classes_of(shuffled[:1], 7, 1))
    one, other = (
        components(classes_of(held, 7, 1), moments_of(held, 7, 1)),
        components(classes, moments_of(shuffled, 7, 1)),
    )
    for name in ("between", "within", "icc", "design_effect"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()


def test_sums_of_other_units_are_refused() -> None:
    """Sums by cluster and by unit that differ are not of the same observations."""
    with pytest.raises(UsageError, match="not of the same units"):
        components(CBPP.classes, DYESTUFF.moments)
    # The same number and sum, and squares too small for what clusters say.
    with pytest.raises(UsageError, match="not of the same units"):
        components(classes_of([(0, [0, 0]), (0, [9, 9])], 1, 1), moments_of([(0, [4, 5]), (0, [4, 5])], 1, 1))
