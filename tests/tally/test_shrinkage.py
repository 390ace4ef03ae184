"""Shrunken means: equal to those of other programs and of matrices, and holding what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.tally.estimates import NoEstimate, NoInterval
from fidelity.tally.interval import METHODS, NO_ESTIMATES, NO_INTERVALS, Method
from fidelity.tally.moments import Moments
from fidelity.tally.shrinkage import shrunken
from tests.tally.matrices import covariance, mean_squares, predictor

DYESTUFF = [
    # Davies (1947), from lme4::Dyestuff.
    [1545, 1440, 1440, 1520, 1580],
    [1540, 1555, 1490, 1560, 1495],
    [1595, 1550, 1605, 1510, 1560],
    [1445, 1440, 1595, 1465, 1545],
    [1595, 1630, 1515, 1635, 1625],
    [1520, 1455, 1450, 1480, 1445],
]
UNEQUAL = [DYESTUFF[0][1:], DYESTUFF[1][2:], *DYESTUFF[2:5], [1480, 1445]]
UNITS = st.lists(st.lists(st.integers(-5, 9), min_size=1, max_size=5), min_size=5, max_size=8)


def moments(groups: list[list[int]]) -> Moments:
    """The sums of units, one by one."""
    squares = [sum(value**2 for value in values) for values in groups]
    return Moments(np.array([len(each) for each in groups]), [sum(each) for each in groups], squares, 1)


def test_dyestuff() -> None:
    """lme4's effects of batches, to its digits: clusters of one size, where both kinds of components are the same."""
    found = shrunken(moments(DYESTUFF))
    effects = [-17.6069, 0.3913, 28.5622, -23.0845, 56.7332, -44.9953]
    assert (found.means.estimate - found.centre[0]).tolist() == pytest.approx(effects, abs=5.1e-5)
    assert found.centre[0] == pytest.approx(1527.5, rel=1e-14)
    assert found.weight == pytest.approx([1764.05 / (1764.05 + 2451.25 / 5)] * 6, rel=1e-12)
    assert METHODS[found.means.method[0]] is Method.SHRUNKEN


def test_batches_of_unequal_size() -> None:
    """lme4 with its one parameter set to the root of the ratio of R's components (1805.97, 2900.69) by anova."""
    found = shrunken(moments(UNEQUAL))
    effects = [-21.961259602967, -7.0207862304443, 28.92775906572, -21.025527083501, 56.175006056203, -35.095192205008]
    assert found.centre[0] == pytest.approx(1525.7796496384, rel=1e-13)
    assert (found.means.estimate - found.centre[0]).tolist() == pytest.approx(effects, rel=1e-10)
    assert found.components.between[0] == pytest.approx(1805.9675141243, rel=1e-12)
    # With components by restricted maximum likelihood, lme4's own choice, hardly anything changes.
    likelihood = [-21.8738215649380, -7.0009605730235, 28.7709359157244, -20.9611557476288, 55.8975313684626, -34.83253]
    assert (found.means.estimate - found.centre[0]).tolist() == pytest.approx(likelihood, abs=0.3)


@given(UNITS)
@settings(max_examples=40)
def test_matrices_say_the_same(groups: list[list[int]]) -> None:
    """Value and error are those of best linear unbiased prediction, with variances of components from their forms."""
    found = shrunken(moments(groups))
    n, y = [len(each) for each in groups], np.array([value for each in groups for value in each], float)
    if found.means.why_no_interval[0]:
        assert np.isnan(found.means.se).all()
        return
    between, within = found.components.between[0], found.components.within[0]
    weights = predictor(n, between, within)
    assert found.means.estimate == pytest.approx(weights @ y, rel=1e-9, abs=1e-9)
    assert found.means.se**2 == pytest.approx(prasad_rao(n, between, within), rel=1e-6)


def prasad_rao(n: list[int], between: float, within: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The mean squared error by matrices: of the predictor, and twice what its unknown components add."""
    whole = covariance(n, between, within)
    weights, member = predictor(n, between, within), np.repeat(np.eye(len(n)), n, axis=0)
    known = np.diag(weights @ whole @ weights.T - 2 * weights @ (between * member) + between * np.eye(len(n)))
    of_between, of_within = mean_squares(n)
    n0 = (sum(n) - sum(each**2 for each in n) / sum(n)) / (len(n) - 1)
    forms = [(of_between - of_within) / n0, of_within]
    components = np.array([[2 * np.trace(one @ whole @ other @ whole) for other in forms] for one in forms])
    # How the weight of the group's own mean moves with each component; its mean's variance is what it moves.
    spread = between + within / np.array(n)
    slopes = np.array([within / np.array(n), np.full(len(n), -between) / np.array(n)]) / spread**2
    added = np.einsum("ag,ab,bg,g->g", slopes, components, slopes, spread)
    return np.asarray(known + 2 * added)


def test_a_small_group_is_drawn_in_further() -> None:
    """Of two groups with one mean, the one with fewer units is drawn nearer to the centre, and is less certain."""
    groups = [[9, 11], [9, 11] * 8, *[[value - 1, value + 1] * 4 for value in (2, 3, 4, 5)]]
    found = shrunken(moments(groups))
    assert found.centre[0] < found.means.estimate[0] < found.means.estimate[1] < 10
    assert found.weight[0] < found.weight[1] < 1
    assert found.means.se[0] > found.means.se[1]


def test_groups_that_chance_explains_are_not_told_apart() -> None:
    """All have the mean of all, and the reason stands where an interval would."""
    groups = [[1, 9], [2, 8], [3, 7, 5], [4, 6], [5, 5]]
    found = shrunken(moments(groups))
    assert found.means.estimate.tolist() == [5.0] * 5
    assert {NO_INTERVALS[each] for each in found.means.why_no_interval} == {NoInterval.NOT_TOLD_APART}
    assert found.weight.tolist() == [0.0] * 5


@pytest.mark.parametrize(
    ("groups", "value", "interval"),
    [
        ([[1, 2]] * 4, NoEstimate.TOO_FEW, NoInterval.TOO_FEW),
        ([[1], [2], [3], [4], [5]], NoEstimate.TOO_FEW, NoInterval.TOO_FEW),
        ([[1, 1], [2, 2], [3], [4], [5]], None, NoInterval.NO_SPREAD),
    ],
)
def test_too_little_is_not_shrunken(groups: list[list[int]], value: NoEstimate | None, interval: NoInterval) -> None:
    """Four groups, or no group of two units, give nothing; units alike within groups have no chance to shrink by."""
    found = shrunken(moments(groups))
    assert {NO_ESTIMATES[each] for each in found.means.why_no_value} == {value}
    assert {NO_INTERVALS[each] for each in found.means.why_no_interval} == {interval}
    assert np.isnan(found.means.estimate).all() == (value is not None)


def test_a_group_without_units_has_no_mean() -> None:
    """It is not given the mean of the others, and leaves theirs as they are."""
    with_empty, without = shrunken(moments([[], *UNEQUAL])), shrunken(moments(UNEQUAL))
    assert NO_ESTIMATES[with_empty.means.why_no_value[0]] is NoEstimate.NOTHING_RATED
    assert np.isnan(with_empty.means.estimate[0])
    assert with_empty.means.estimate[1:].tobytes() == without.means.estimate.tobytes()


@given(UNITS, UNITS, st.data())
@settings(max_examples=40)
def test_no_bit_depends_on_order_or_on_other_sets(
    one: list[list[int]], two: list[list[int]], data: st.DataObject
) -> None:
    """Groups of two sets, shuffled among each other, have the means and ends of each set alone."""
    order = data.draw(st.permutations(range(len(one) + len(two))))
    part_of = np.array([0] * len(one) + [1] * len(two))[order]
    both = shrunken(moments([[*one, *two][place] for place in order]), part_of, 2)
    alone = [shrunken(moments(groups)).means for groups in (one, two)]
    for name in ("estimate", "se", "low", "high"):
        expected = np.concatenate([getattr(each, name) for each in alone])[order]
        assert getattr(both.means, name).tobytes() == expected.tobytes()


@pytest.mark.parametrize(("n_groups", "icc"), [(6, 0.2), (15, 0.05), (15, 0.5)])
def test_intervals_hold_what_they_say(n_groups: int, icc: float) -> None:
    """Nominal 95 % holds the groups' own true means in 93 to 99 %, where groups are told apart."""
    rng, n_sets = np.random.default_rng(n_groups), 1000
    n = np.maximum(2, rng.negative_binomial(2, 2 / 14, (n_sets, n_groups)))
    truth = rng.normal(0, np.sqrt(icc), n.shape)
    sums = n * truth + rng.normal(0, np.sqrt((1 - icc) * n))
    squares = sums**2 / n + (1 - icc) * rng.chisquare(n - 1)
    # In millionths, and never less than whole numbers with these sums can have.
    total = np.rint(1e6 * sums).astype(np.int64).astype(object)
    rounded = np.maximum(np.rint(1e12 * squares).astype(np.int64).astype(object), (total * total) // n + 1)
    held = Moments(n.ravel(), total.ravel(), rounded.ravel(), 10**6)
    found = shrunken(held, np.repeat(np.arange(n_sets), n_groups), n_sets).means
    there = found.why_no_interval == 0
    assert there.mean() > 0.6
    covered = ((found.low <= truth.ravel()) & (truth.ravel() <= found.high))[there].mean()
    assert 0.93 <= covered <= 0.99
