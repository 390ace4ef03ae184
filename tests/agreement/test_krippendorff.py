"""Krippendorff's alpha: published values, the package krippendorff on random designs, and the two kinds of ordinal."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from fidelity.agreement.categories import Categories
from fidelity.agreement.cautions import Caution
from fidelity.agreement.design import Design
from fidelity.agreement.krippendorff import Metric, krippendorff_alpha
from fidelity.agreement.weights import Weighting, weights
from fidelity.errors import UsageError
from tests.agreement.published import KRIPPENDORFF_2011_C, SETS, design, of_table, scale

LETTERS = Categories(("a", "b", "c", "d", "e"))
THREE_CODERS = (". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
"""The example of the krippendorff package's own page, which is quoted with .691 nominal and .811 interval."""


@pytest.mark.parametrize(
    ("raters", "categories", "metric", "value"),
    [
        # Krippendorff (2011), A: binary; B: nominal, five categories; C: four observers with gaps, at every level.
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), scale(0, 1), Metric.NOMINAL, 0.095),
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), LETTERS, Metric.NOMINAL, 0.692),
        (KRIPPENDORFF_2011_C, scale(1, 5), Metric.NOMINAL, 0.743),
        (KRIPPENDORFF_2011_C, scale(1, 5), Metric.ORDINAL, 0.815),
        (KRIPPENDORFF_2011_C, scale(1, 5), Metric.INTERVAL, 0.849),
        (KRIPPENDORFF_2011_C, scale(1, 5), Metric.RATIO, 0.797),
        (THREE_CODERS, scale(1, 4), Metric.NOMINAL, 0.691),
        (THREE_CODERS, scale(1, 4), Metric.INTERVAL, 0.811),
    ],
)
def test_published_alphas(raters: tuple[str, ...], categories: Categories, metric: Metric, value: float) -> None:
    """Alpha is what the publications print, to three digits."""
    assert krippendorff_alpha(design(raters, categories).patterns(), metric).value.round(3).tolist() == [value]


def incomplete(n_groups: int) -> tuple[Design, list[list[list[float]]]]:
    """Designs of 2 to 7 raters and 2 to 30 units, with 0 to 60 % missing; and each as raters by units."""
    rng, sheets, rows = np.random.default_rng(400), [], []
    for group in range(n_groups):
        shape = (int(rng.integers(2, 8)), int(rng.integers(2, 31)))
        codes = np.where(rng.random(shape) < rng.random(), rng.integers(0, 5, shape[1]), rng.integers(0, 5, shape))
        codes = np.where(rng.random(shape) < 0.6 * rng.random(), -1, codes)
        rater, unit = np.indices(shape)
        rows.append(np.stack([np.full(codes.size, group), unit.ravel(), rater.ravel(), codes.ravel()]))
        sheets.append(np.where(codes < 0, np.nan, codes).tolist())
    group, unit, rater, code = np.concatenate(rows, axis=1)
    return Design(group, unit, rater, code, n_groups, scale(0, 4)), sheets


@pytest.mark.parametrize("metric", Metric)
def test_random_designs_are_those_of_the_package(metric: Metric) -> None:
    """Four hundred incomplete designs at once have the alphas that the package finds one by one, zeros and all."""
    given, sheets = incomplete(400)
    found = krippendorff_alpha(given.patterns(), metric)
    n_compared = 0
    for sheet, value, reason in zip(sheets, found.value, found.reason, strict=True):
        if reason is None:
            theirs = krippendorff.alpha(sheet, value_domain=range(5), level_of_measurement=metric.value)
            assert value == pytest.approx(theirs, abs=1e-9)
            n_compared += 1
    assert n_compared > 390


def test_ordinal_metric_is_not_ordinal_weights() -> None:
    """Krippendorff's ordinal metric gives .815 on Gwet's data, and ordinal weights .834 (irrCAC)."""
    given = SETS["four"]
    by = weights(Weighting.ORDINAL, given.categories)
    metric, fixed = (krippendorff_alpha(given.patterns(), each) for each in (Metric.ORDINAL, by))
    assert metric.value[0] == pytest.approx(0.815, abs=5e-4)
    assert fixed.value[0] == pytest.approx(0.834, abs=5e-4)
    assert "by how often each category was used" in metric.method
    assert "ordinal weights" in fixed.method


def test_interval_metric_is_quadratic_weights() -> None:
    """The scale of the distances makes no difference."""
    given = SETS["five"]
    by = weights(Weighting.QUADRATIC, given.categories)
    interval, fixed = (krippendorff_alpha(given.patterns(), each) for each in (Metric.INTERVAL, by))
    assert (interval.value[0], interval.se[0]) == (fixed.value[0], fixed.se[0])


def test_the_published_standard_error() -> None:
    """Irrcac 1.3 prints .14548 for Gwet's twelve units; 1.0 printed .14557, with p_a where the derivative has p_a'."""
    found = krippendorff_alpha(SETS["four"].patterns(), Metric.NOMINAL)
    assert found.se.round(5).tolist() == [0.14548]
    assert found.df.tolist() == [10]


def test_equal_numbers_are_one_rank() -> None:
    """Two categories of one number count as equal in the ordinal metric."""
    raters = ("a b a c b c", "b b a c a b")
    shared = Categories(("a", "b", "c"), (0, 0, 1))
    merged = design([rater.replace("b", "a") for rater in raters], shared)
    both = [krippendorff_alpha(each.patterns(), Metric.ORDINAL).value[0] for each in (design(raters, shared), merged)]
    assert both[0] == pytest.approx(both[1], abs=1e-15)


def test_a_single_unit_is_no_agreement() -> None:
    """Two ratings that differ are as apart as any two of the group: alpha is 0, without an interval."""
    found = krippendorff_alpha(design(("1", "2"), scale(1, 2)).patterns(), Metric.NOMINAL)
    assert found.value.tolist() == [0]
    assert np.isnan(found.low).all()


def test_the_paradox_is_marked() -> None:
    """Alpha is low in a skewed table though raters mostly agree, and says so."""
    found = krippendorff_alpha(of_table(((118, 5), (2, 0)), scale(0, 1)), Metric.NOMINAL)
    assert found.value[0] < 0
    assert found.cautions_of(0) == (Caution.SKEWED, Caution.PARADOX)


@pytest.mark.parametrize("metric", [Metric.ORDINAL, Metric.INTERVAL, Metric.RATIO])
def test_statuses_have_no_order(metric: Metric) -> None:
    """Only the nominal metric is for categories without numbers."""
    given = design(("a b c", "a b d"), LETTERS).patterns()
    with pytest.raises(UsageError, match="have no order"):
        krippendorff_alpha(given, metric)


def test_a_ratio_scale_begins_at_zero() -> None:
    """Negative numbers have no ratio."""
    given = design(("-1 0 1", "-1 0 0"), scale(-1, 1)).patterns()
    with pytest.raises(UsageError, match="begins at 0"):
        krippendorff_alpha(given, Metric.RATIO)
