"""Means and shares in clusters: equal to other programs, to matrices, and to themselves whichever way they are made."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from fidelity.errors import UsageError
from fidelity.tally.cluster_means import mean_of_cluster_means
from fidelity.tally.clustered import mean_over_units, share_over_units
from fidelity.tally.estimates import NoInterval
from fidelity.tally.independent import mean_of_independent
from fidelity.tally.interval import METHODS, MIN_DF, NO_INTERVALS, Intervals, Method
from fidelity.tally.size_classes import SizeClasses, of_clusters
from tests.tally.clusters_of_units import CLUSTERS, LARGE, N_GROUPS, SMALL, Cluster, classes_of, moments_of
from tests.tally.matrices import bell_mccaffrey
from tests.tally.published import ALL, CBPP, Published
from tests.tally.simulated import PARTS, counts, coverage, normal_sums, sizes
from tests.tally.simulated import classes_of as simulated

MEANS: list[Callable[[SizeClasses], Intervals]] = [mean_over_units, mean_of_cluster_means]


def one_group(n: list[int], total: list[int]) -> SizeClasses:
    """Clusters of a single group."""
    return of_clusters(np.zeros(len(n), np.intp), np.array(n), np.array(total), 1, 1)


def same_bits(one: Intervals, other: Intervals) -> bool:
    """Whether both are equal to the last bit; two gaps are equal."""
    pairs = zip(attrs.astuple(one, recurse=False), attrs.astuple(other, recurse=False), strict=True)
    return all(np.asarray(a).tobytes() == np.asarray(b).tobytes() for a, b in pairs)


@pytest.mark.parametrize("published", ALL, ids=lambda each: each.name)
def test_clubsandwich_says_the_same(published: Published) -> None:
    """Mean, standard error, degrees of freedom and ends are those that clubSandwich printed."""
    found = mean_over_units(published.classes)
    mean, se, df, low, high = published.over_units
    given_digits = 1e-9 if published.name != "clubSandwich::AchievementAwardsRCT" else 1e-11
    printed = [found.estimate[0], found.se[0], found.df[0], found.low[0], found.high[0]]
    assert printed == pytest.approx([mean, se, df, low, high], rel=given_digits)
    assert METHODS[found.method[0]] is Method.CR2


@given(st.lists(st.lists(st.integers(-5, 9), min_size=1, max_size=5), min_size=2, max_size=7))
def test_the_matrices_of_bell_and_mccaffrey_say_the_same(clusters: list[list[int]]) -> None:
    """The closed forms of variance and degrees of freedom are those of the matrices."""
    found = mean_over_units(classes_of([(0, values) for values in clusters], 1, 1))
    mean, variance, df = bell_mccaffrey(clusters)
    assert found.estimate[0] == pytest.approx(mean, abs=1e-12)
    if found.why_no_interval[0] == 0:
        assert found.se[0] ** 2 == pytest.approx(variance, rel=1e-9)
        assert found.df[0] == pytest.approx(df, rel=1e-9)
    else:
        assert df < MIN_DF + 1e-9 or variance == pytest.approx(0, abs=1e-12)


@given(CLUSTERS, st.data())
def test_no_bit_depends_on_how_it_was_counted(clusters: list[Cluster], data: st.DataObject) -> None:
    """Clusters in any order, split and added, give the same estimates and ends to the last bit."""
    shuffled = data.draw(st.permutations(clusters))
    cut = data.draw(st.integers(0, len(clusters)))
    whole, added = classes_of(clusters), classes_of(shuffled[cut:]).added(classes_of(shuffled[:cut]))
    for mean in MEANS:
        assert same_bits(mean(whole), mean(added))


@given(CLUSTERS, st.permutations(range(N_GROUPS)))
def test_no_bit_depends_on_the_other_groups(clusters: list[Cluster], order: list[int]) -> None:
    """Groups in another order, or alone, have the same estimates and ends to the last bit."""
    moved = classes_of([(order[group], values) for group, values in clusters])
    for mean in MEANS:
        found, others = mean(classes_of(clusters)), mean(moved)
        for group in range(N_GROUPS):
            alone = mean(classes_of([(0, values) for which, values in clusters if which == group], n_groups=1))
            for name in ("estimate", "se", "df", "low", "high"):
                bits = [getattr(each, name)[at] for each, at in ((found, group), (others, order[group]), (alone, 0))]
                assert len({each.tobytes() for each in bits}) == 1


@given(st.one_of([st.lists(st.tuples(st.integers(0, 2), values), max_size=12) for values in (SMALL, LARGE)]))
def test_clusters_of_one_unit_are_independent_units(units: list[tuple[int, int]]) -> None:
    """Where every cluster is one unit, all three means are Student's t, to the last bit or nearly."""
    clusters = [(group, [value]) for group, value in units]
    expected = mean_of_independent(moments_of(clusters))
    for found in (mean(classes_of(clusters)) for mean in MEANS):
        assert found.why_no_interval.tolist() == expected.why_no_interval.tolist()
        for name in ("estimate", "se", "df", "low", "high"):
            np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-13, atol=1e-13)
    assert mean_over_units(classes_of(clusters)).low.tobytes() == expected.low.tobytes()


def test_one_size_is_t_on_the_means() -> None:
    """With clusters of one size both means and both intervals are the same."""
    classes = one_group([4] * 5, [10, 14, 9, 30, 22])
    over, of_means = mean_over_units(classes), mean_of_cluster_means(classes)
    for name in ("estimate", "se", "df", "low", "high"):
        assert getattr(over, name)[0] == pytest.approx(getattr(of_means, name)[0], rel=1e-14)


@pytest.mark.parametrize(
    ("n", "total", "why"),
    [
        ([5], [9], NoInterval.TOO_FEW),
        ([5, 5], [9, 11], NoInterval.TOO_FEW),
        ([1, 1, 100], [1, 2, 99], NoInterval.TOO_FEW),
        ([3, 6, 6, 9], [4, 8, 8, 12], NoInterval.NO_SPREAD),
        ([3, 6, 6, 9], [4, 8, 8, 13], None),
    ],
)
def test_too_little_has_no_interval(n: list[int], total: list[int], why: NoInterval | None) -> None:
    """One cluster, two, one that outweighs all others, or clusters all alike: a value, and a reason for no interval."""
    found = mean_over_units(one_group(n, total))
    assert found.estimate[0] == sum(total) / sum(n)
    assert NO_INTERVALS[found.why_no_interval[0]] is why
    assert np.isnan(found.low[0]) == (why is not None)


def test_clusters_alike_but_for_rounding_are_found_alike() -> None:
    """Thirds have no exact floating-point number, and clusters with equal means still have no spread."""
    found = mean_over_units(of_clusters(np.zeros(4, int), np.array([3, 6, 9, 12]), np.array([1, 2, 3, 4]), 1, 1))
    assert NO_INTERVALS[found.why_no_interval[0]] is NoInterval.NO_SPREAD


def test_a_share_is_wilson_at_what_the_units_are_worth() -> None:
    """Another program's Wilson interval, given the effective number of units and the level of the quantile of t."""
    over, found = mean_over_units(CBPP.classes), share_over_units(CBPP.classes)
    share = over.estimate[0]
    worth = share * (1 - share) / over.se[0] ** 2
    level = 2 * stats.norm.cdf(stats.t.ppf(0.975, over.df[0])) - 1
    low, high = proportion_confint(share * worth, worth, alpha=1 - level, method="wilson")
    assert (found.low[0], found.high[0]) == pytest.approx((low, high), rel=1e-9)
    assert (found.estimate[0], found.se[0], found.df[0]) == (share, over.se[0], over.df[0])
    assert METHODS[found.method[0]] is Method.CR2_WILSON


@pytest.mark.parametrize(("n", "worth"), [([10] * 5, 5.0), ([2, 2, 4, 4], 144 / 40)])
def test_none_or_all_is_as_many_units_as_clusters(n: list[int], worth: float) -> None:
    """Where nothing or everything has it, each cluster is worth one unit, and fewer where sizes differ."""
    nothing, everything = share_over_units(one_group(n, [0] * len(n))), share_over_units(one_group(n, n))
    t = stats.t.ppf(0.975, mean_over_units(one_group(n, list(range(len(n))))).df[0])
    assert nothing.high[0] == pytest.approx(t**2 / (worth + t**2), rel=1e-12)
    assert (nothing.low[0], everything.high[0]) == (0, 1)
    assert everything.low[0] == pytest.approx(1 - nothing.high[0], rel=1e-12)
    assert METHODS[nothing.method[0]] is METHODS[everything.method[0]] is Method.CLUSTERS_WILSON
    assert np.isnan(nothing.se[0])


@pytest.mark.parametrize(("n", "total"), [([2, 4, 4, 6], [1, 2, 2, 3]), ([4, 4, 4, 4], [2, 2, 2, 3])])
def test_shares_that_are_nearly_alike_still_have_width(n: list[int], total: list[int]) -> None:
    """Clusters that differ less than chance would have it are worth no more than their units."""
    found = share_over_units(one_group(n, total))
    t = stats.t.ppf(0.975, found.df[0])
    low, high = proportion_confint(sum(total), sum(n), alpha=2 * stats.norm.sf(t), method="wilson")
    assert (found.low[0], found.high[0]) == pytest.approx((low, high), rel=1e-9)


@pytest.mark.parametrize(("n", "total"), [([], []), ([4], [2]), ([4, 4], [2, 3]), ([4], [4])])
def test_too_few_clusters_have_no_interval_of_a_share(n: list[int], total: list[int]) -> None:
    """A share of a cluster or two has none either, not even where nothing or everything has it."""
    found = share_over_units(one_group(n, total))
    assert NO_INTERVALS[found.why_no_interval[0]] is NoInterval.TOO_FEW
    assert np.isnan([found.low[0], found.high[0], found.se[0]]).all()
    assert METHODS[found.method[0]] is None


@pytest.mark.parametrize("total", [-1, 5])
def test_a_share_is_of_0_and_1(total: int) -> None:
    """Sums that no units of 0 and 1 have are refused."""
    with pytest.raises(UsageError, match="0 or 1"):
        share_over_units(one_group([4], [total]))


def test_no_part_is_lost_by_the_denominator() -> None:
    """Values in twelfths give the mean and ends of the values themselves, however fine the parts are."""
    n, total = np.array([3, 5, 2, 2]), np.array([7, 3, 9, 1])
    whole = mean_over_units(of_clusters(np.zeros(4, int), n, total, 1, 1))
    for parts in (12, 12 * 10**18):
        fine = of_clusters(np.zeros(4, int), n, np.array([int(each) * parts for each in total], object), parts, 1)
        found = mean_over_units(fine)
        assert (found.low[0], found.high[0]) == pytest.approx((whole.low[0], whole.high[0]), rel=1e-14)
        assert found.estimate[0] == whole.estimate[0]


@pytest.mark.parametrize("n_clusters", [5, 8, 15, 40])
def test_intervals_of_means_hold_what_they_say(n_clusters: int) -> None:
    """Nominal 95 % is 93 to 97 % with few unequal clusters; 4,000 simulations, so that chance is .007."""
    rng = np.random.default_rng(n_clusters)
    n = sizes(rng, 4000, n_clusters)
    classes = simulated(n, normal_sums(rng, n, 0.2), PARTS)
    for mean in MEANS:
        assert 0.93 <= coverage(mean(classes), 0.0) <= 0.97


@pytest.mark.parametrize(("share", "at_least"), [(0.5, 0.93), (0.8, 0.93), (0.95, 0.95)])
def test_intervals_of_shares_hold_what_they_say(share: float, at_least: float) -> None:
    """With 8 clusters nominal 95 % is at least 93 %, where the interval to both sides of the share falls short."""
    rng = np.random.default_rng(8)
    n = sizes(rng, 4000, 8)
    classes = simulated(n, counts(rng, n, share, 0.2), 1)
    assert at_least <= coverage(share_over_units(classes), share) <= 0.995
    if share > 0.5:
        assert coverage(mean_over_units(classes), share) < 0.92
