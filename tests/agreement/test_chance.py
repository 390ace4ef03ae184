"""The family of coefficients from patterns: irrCAC, standard errors by brute force, and every degenerate group."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Callable

import numpy as np
import pytest

from fidelity.agreement.brennan_prediger import brennan_prediger
from fidelity.agreement.categories import Categories, Floats
from fidelity.agreement.cautions import Caution
from fidelity.agreement.chance import Singles
from fidelity.agreement.coefficients import Coefficients, Interval, NoCoefficient
from fidelity.agreement.conger import conger_kappa
from fidelity.agreement.design import Design
from fidelity.agreement.fleiss import fleiss_kappa
from fidelity.agreement.gwet import gwet_ac
from fidelity.agreement.krippendorff import Metric, krippendorff_alpha
from fidelity.agreement.observed import observed_agreement
from fidelity.agreement.patterns import Patterns, patterns
from fidelity.agreement.weights import Weighting, weights, within
from fidelity.tally.estimates import NoInterval
from tests.agreement.irrcac import IRRCAC, ORDER
from tests.agreement.published import SETS, of_counts, of_table, same_bits, scale

Made = Callable[[Patterns], Coefficients]
FAMILY = {"observed": observed_agreement, "gwet": gwet_ac, "fleiss": fleiss_kappa, "bp": brennan_prediger}
THREE = scale(0, 2)
WEIGHTS = weights(Weighting.LINEAR, THREE)
MADE: dict[str, Made] = {
    "observed": lambda given: observed_agreement(given, WEIGHTS),
    "gwet": lambda given: gwet_ac(given, WEIGHTS),
    "fleiss": lambda given: fleiss_kappa(given, WEIGHTS),
    "bp": lambda given: brennan_prediger(given, WEIGHTS),
    **{metric.value: lambda given, metric=metric: krippendorff_alpha(given, metric) for metric in Metric},  # type: ignore[misc]
}
"""Every coefficient that is made of patterns."""


def drawn(n_groups: int = 30, n_units: int = 25, seed: int = 3) -> Design:
    """Ratings of four raters on three points, which know something, with 30 % missing."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, (n_groups, n_units, 1))
    code = np.where(rng.random((n_groups, n_units, 4)) < 0.6, truth, rng.integers(0, 3, (n_groups, n_units, 4)))
    code = np.where(rng.random(code.shape) < 0.3, -1, code)
    group, unit, rater = np.indices(code.shape)
    return Design(group.ravel(), unit.ravel(), rater.ravel(), code.ravel(), n_groups, THREE)


@pytest.mark.parametrize(("name", "weighting"), IRRCAC)
def test_values_and_standard_errors_are_those_of_irrcac(name: str, weighting: str) -> None:
    """All six coefficients and their standard errors agree with R to nine digits, with and without gaps."""
    given = SETS[name]
    by = weights(Weighting(weighting), given.categories)
    made = {key: make(given.patterns(), by, singles=Singles.GWET) for key, make in FAMILY.items()}
    made |= {"conger": conger_kappa(given, by, singles=Singles.GWET), "alpha": krippendorff_alpha(given.patterns(), by)}
    for key, (value, se) in zip(ORDER, IRRCAC[name, weighting], strict=True):
        assert made[key].value[0] == pytest.approx(value, abs=1e-9), key
        assert made[key].se[0] == pytest.approx(se, abs=1e-9), key


def test_a_published_interval() -> None:
    """The interval of AC1 of Gwet's twelve units is the one that irrCAC prints, (.461, 1), cut at 1."""
    given = SETS["four"]
    by = weights(Weighting.IDENTITY, given.categories)
    found = gwet_ac(given.patterns(), by, singles=Singles.GWET, interval=Interval.T)
    assert (found.low.round(3).tolist(), found.high.tolist(), found.df.tolist()) == ([0.461], [1], [11])


def test_both_ways_with_singles_are_one_where_there_are_none() -> None:
    """Where every unit has two ratings both standard errors are the same, and with single units Gwet's is larger."""
    by = weights(Weighting.QUADRATIC, SETS["ten"].categories)
    for make in FAMILY.values():
        ten, four = (
            [make(SETS[name].patterns(), by, singles=singles).se[0] for singles in Singles] for name in ("ten", "four")
        )
        assert ten[0] == pytest.approx(ten[1], abs=1e-15)
        assert four[0] < 0.95 * four[1]


def slopes(made: Made, given: Patterns) -> Floats:
    """By brute force: how much a unit of each row moves the value, if the group were a million times as large."""
    times = 1_000_000
    whole = patterns(given.group, given.counts, given.n * times, 1, given.categories)
    before, n = made(whole).value[0], int(given.n.sum()) * times
    moved = []
    for row in range(len(given.n)):
        one = patterns(np.array([0]), given.counts[row : row + 1], np.array([1000]), 1, given.categories)
        moved.append((made(whole + one).value[0] - before) * n / 1000)
    return np.array(moved)


@pytest.mark.parametrize("name", MADE)
def test_standard_errors_by_brute_force(name: str) -> None:
    """Each standard error is that of the mean of what adding one unit more changes, ordinal alpha's too."""
    given = drawn(1).patterns()
    z, found = slopes(MADE[name], given), MADE[name](given)
    n_all, n = given.n.sum(), int(found.n_units[0])
    if name in {metric.value for metric in Metric}:
        # Units with one rating are nothing to alpha.
        np.testing.assert_allclose(z[given.raters[given.kind] == 1], 0, atol=1e-6)
    variance = (given.n * z**2).sum() / n_all**2 * n / (n - 1)
    assert found.se[0] == pytest.approx(np.sqrt(variance), rel=2e-4)


@pytest.mark.parametrize("name", MADE)
def test_neither_order_nor_company_changes_a_bit(name: str) -> None:
    """Rows in another order, groups in another order, a group alone, and tallies that are split and added."""
    given = drawn()
    whole = MADE[name](given.patterns())
    rng = np.random.default_rng(1)
    rows, names = rng.permutation(len(given.code)), rng.permutation(given.n_groups)
    arrays = (array[rows] for array in (names[given.group], 100 - given.unit, given.rater, given.code))
    shuffled = MADE[name](Design(*arrays, given.n_groups, THREE).patterns())  # type: ignore[call-arg, arg-type]
    for field in ("value", "se", "low", "high", "observed", "chance", "cautions"):
        np.testing.assert_array_equal(getattr(shuffled, field)[names], getattr(whole, field))
    alone = MADE[name](given.patterns().of_groups(np.where(np.arange(given.n_groups) == 7, 0, 1), 2))
    assert (alone.value[0], alone.se[0]) == (whole.value[7], whole.se[7])
    early = given.unit < 11
    parts = [
        Design(given.group[part], given.unit[part], given.rater[part], given.code[part], given.n_groups, THREE)
        for part in (early, ~early)
    ]
    assert same_bits(MADE[name](parts[1].patterns() + parts[0].patterns()), whole)


def test_every_reason_there_is() -> None:
    """A group without ratings, without pairs, in one category and of two units each say what they lack."""
    group = np.array([1, 2, 3, 3, 4, 4])
    counts = np.array([[1, 0, 0], [0, 3, 0], [1, 1, 0], [0, 0, 2], [1, 1, 0], [0, 2, 0]])
    given = patterns(group, counts, np.array([9, 20, 1, 1, 10, 10]), 5, THREE)
    found = fleiss_kappa(given, WEIGHTS)
    assert found.reason.tolist() == [
        NoCoefficient.NOTHING_RATED,
        NoCoefficient.NO_PAIRS,
        NoCoefficient.NO_VARIATION,
        None,
        None,
    ]
    assert np.isnan(found.value).tolist() == [True, True, True, False, False]
    assert found.no_interval.tolist() == [None, None, None, NoInterval.TOO_FEW, None]
    assert np.isnan(found.se).tolist() == [True, True, True, True, False]
    assert (found.n_units.tolist(), found.n_units_single.tolist()) == ([0, 0, 20, 2, 20], [0, 9, 0, 0, 0])
    assert (found.n_ratings.tolist(), found.most_raters.tolist()) == ([0, 9, 60, 4, 40], [0, 1, 3, 2, 2])
    assert found.cautions_of(3) == (Caution.FEW_UNITS,)


def test_all_ratings_in_one_category() -> None:
    """Kappas and alpha have no value there; AC1 and agreement are 1, with a caution and without an interval."""
    given, by = of_table(((40, 0), (0, 0)), scale(0, 1)), weights(Weighting.IDENTITY, scale(0, 1))
    for found in (fleiss_kappa(given, by), *(krippendorff_alpha(given, metric) for metric in Metric)):
        assert found.reason.tolist() == [NoCoefficient.NO_VARIATION]
        assert found.observed.tolist() == [1]
    for found in (gwet_ac(given, by), brennan_prediger(given, by), observed_agreement(given, by)):
        assert found.value.tolist() == [1]
        assert found.cautions_of(0) == (Caution.ONE_CATEGORY,)
        assert (found.no_interval.tolist(), np.isnan(found.se).tolist()) == ([NoInterval.NO_SPREAD], [True])


@pytest.mark.parametrize("name", MADE)
def test_perfect_agreement_has_no_interval(name: str) -> None:
    """An interval without width is never shown: the value is 1, and the standard error has a reason."""
    found = MADE[name](of_counts([[3, 0, 0]] * 8 + [[0, 4, 0]] * 6 + [[0, 0, 2]] * 5, THREE))
    assert found.value.tolist() == [1]
    assert found.no_interval.tolist() == [NoInterval.NO_SPREAD]
    assert np.isnan([found.se[0], found.low[0], found.high[0]]).all()


@pytest.mark.parametrize("name", MADE)
def test_units_all_alike_have_no_interval(name: str) -> None:
    """Where every unit has the same ratings the standard error is 0 but for rounding, and is not shown."""
    found = MADE[name](of_counts([[2, 1, 3]] * 30, THREE))
    assert found.no_interval.tolist() == [NoInterval.NO_SPREAD]


def test_weights_by_which_all_agree() -> None:
    """Within one on a scale of two points says nothing, and neither does a scale of one point."""
    given = of_table(((10, 4), (3, 9)), scale(0, 1))
    one = of_counts([[2], [3]], Categories(("only",)))
    for make in FAMILY.values():
        assert make(given, within(1, scale(0, 1))).reason.tolist() == [NoCoefficient.NOTHING_GRADED]
        assert make(one, weights(Weighting.IDENTITY, one.categories)).reason.tolist() == [NoCoefficient.NOTHING_GRADED]


@pytest.mark.parametrize("name", MADE)
def test_nothing_at_all(name: str) -> None:
    """Groups without a single rating have reasons; no groups have no rows."""
    assert MADE[name](of_counts([], THREE)).reason.tolist() == [NoCoefficient.NOTHING_RATED]
    assert len(MADE[name](Design([], [], [], [], 0, THREE).patterns())) == 0


def test_intervals_hold_the_true_value() -> None:
    """Of 800 groups of 60 units with gaps about 95 % of the intervals hold the value of a very large group."""
    truth, given = drawn(1, 200_000, 8).patterns(), drawn(800, 60, 9).patterns()
    for name, make in MADE.items():
        found = make(given)
        value = make(truth).value[0]
        covered = float(np.mean((found.low <= value) & (value <= found.high)))
        assert 0.92 < covered < 0.975, (name, covered)


@pytest.mark.parametrize(
    "module",
    ["brennan_prediger", "cohen", "conger", "fleiss", "gwet", "krippendorff", "observed", "weights"],
)
def test_every_worked_example_runs(module: str) -> None:
    """The examples in the docstrings give what they print."""
    tried = doctest.testmod(importlib.import_module(f"fidelity.agreement.{module}"))
    assert tried.attempted > 0
    assert tried.failed == 0


def test_the_method_names_every_convention() -> None:
    """What a figure rests on can be read from it."""
    found = gwet_ac(drawn(1).patterns(), WEIGHTS)
    assert found.method == (
        "Gwet's AC2, linear weights; standard error by linearisation over units, raw form (divided by n − 1), units "
        "with one rating inform chance only, n the units with two ratings; interval by t with n − 1 degrees of "
        "freedom on the logit of the observed agreement"
    )
    assert (found.name, found.level) == ("ac2", 0.95)
