"""Item analysis: R's psych and pingouin, shares by hand, and items that say nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest

from fidelity.agreement.item_analysis import ItemAnalysis, item_analysis
from fidelity.agreement.reliability import Caution, NoBounds, NoReliability
from fidelity.errors import InvalidRecord
from tests.agreement.tables import BRENNAN_2, Floats, drawn

N = np.nan
FOUR = BRENNAN_2[:, :4]


def _analysed(table: Floats) -> ItemAnalysis:
    k = np.asarray(table).shape[1]
    return item_analysis(table, [0] * k, [9] * k)


def test_psych_says_the_same() -> None:
    """psych 2.4, alpha() of the first four columns of Brennan's set 2: total, feldt, alpha.drop and r.drop."""
    found = _analysed(FOUR)
    assert found.alpha.value[0] == pytest.approx(0.681600613, abs=1e-9)
    assert (round(found.alpha.low[0], 7), round(found.alpha.high[0], 7)) == (0.1623372, 0.9111721)
    dropped = [0.6119246862, 0.5432242991, 0.5071721311, 0.7281553398]
    np.testing.assert_allclose(found.alpha_without.value, dropped, atol=1e-9)
    rest = [0.4789482961, 0.5675592366, 0.6259738514, 0.2379796298]
    np.testing.assert_allclose(found.item_rest.value, rest, atol=1e-9)
    # Its items 2 and 4 correlate below zero, which psych warns of too.
    assert found.negative_pairs == ((1, 3),)
    assert found.alpha.cautions[0] & Caution.NEGATIVE_CORRELATIONS
    assert not found.alpha.cautions[0] & Caution.TWO_RATERS
    assert found.omega.why_no_bounds.tolist() == [NoBounds.NONE_DEFINED]


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_pingouin_says_the_same() -> None:
    """Alpha of complete subjects; left to itself, pingouin counts the others in the interval's degrees of freedom."""
    table = drawn(40, 6, seed=7, missing=0.05)
    theirs, interval = pingouin.cronbach_alpha(data=pd.DataFrame(table).dropna())
    found = item_analysis(table, [-99] * 6, [99] * 6)
    assert found.alpha.value[0] == pytest.approx(theirs, abs=1e-9)
    np.testing.assert_allclose([found.alpha.low[0], found.alpha.high[0]], interval, atol=5.1e-4)
    assert found.n_complete == (~np.isnan(table)).all(axis=1).sum() < 40


def test_shares_by_hand() -> None:
    """Four subjects, an item that did not apply once and is missing once."""
    points = np.array([[0, 2, N], [1, 2, N], [2, 2, 1], [2, 1, 3]])
    off = [[0, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0]]
    found = item_analysis(points, [0, 0, 1], [2, 2, 5], off)
    assert found.n_rated.tolist() == [4, 4, 2]
    assert found.missing.value.tolist() == [0, 0, 0.25]
    assert found.not_applicable.value.tolist() == [0, 0, 0.25]
    assert found.mean.value.tolist() == [1.25, 1.75, 2]
    assert found.difficulty.value.tolist() == [0.625, 0.875, 0.25]
    assert found.lowest_share.value.tolist() == [0.25, 0, 0.5]
    assert found.highest_share.value.tolist() == [0.5, 0.75, 0]
    np.testing.assert_allclose(found.sd.value, np.nanstd(points, axis=0, ddof=1))
    assert (found.n_subjects, found.n_complete) == (4, 2)


def test_a_constant_item() -> None:
    """It has no item-rest correlation, the others have, and the factor model has none."""
    table = np.array([[3.0, 1, 2], [3, 2, 2], [3, 4, 5], [3, 5, 4]])
    found = _analysed(table)
    assert found.item_rest.why_none.tolist() == [NoReliability.CONSTANT_ITEM, 0, 0]
    assert found.sd.value[0] == 0
    assert found.alpha.why_none.tolist() == [0]
    assert found.omega.why_none.tolist() == [NoReliability.CONSTANT_ITEM]


@pytest.mark.parametrize(
    ("table", "alpha", "omega"),
    [
        (np.empty((0, 3)), NoReliability.TOO_FEW_SUBJECTS, NoReliability.TOO_FEW_SUBJECTS),
        (np.array([[1.0, 2, 3]]), NoReliability.TOO_FEW_SUBJECTS, NoReliability.TOO_FEW_SUBJECTS),
        (np.array([[1.0], [2], [4]]), NoReliability.TOO_FEW_ITEMS, NoReliability.TOO_FEW_ITEMS),
        (np.array([[1.0, 2], [2, 2], [3, 4]]), 0, NoReliability.TOO_FEW_ITEMS),
        (np.full((4, 3), 2.0), NoReliability.ALL_ALIKE, NoReliability.CONSTANT_ITEM),
        (np.array([[1.0, 3], [2, 2], [3, 1]]), NoReliability.NO_VARIANCE, NoReliability.TOO_FEW_ITEMS),
    ],
)
def test_no_number_without_a_reason(table: Floats, alpha: int, omega: int) -> None:
    """Nobody, one subject, one item, two items, no differences, and items that cancel out."""
    found = _analysed(table)
    assert found.alpha.why_none.tolist() == [alpha]
    assert found.omega.why_none.tolist() == [omega]
    for each in (found.alpha, found.omega):
        assert np.isnan(each.value).tolist() == (each.why_none != 0).tolist()
        assert np.isnan(each.low).tolist() == (each.why_no_bounds != 0).tolist()
    for figure in (found.mean, found.sd, found.item_rest, found.alpha_without, found.missing):
        assert np.isnan(figure.value).tolist() == (figure.why_none != 0).tolist()


def test_more_items_than_subjects() -> None:
    """Four subjects and five items: there is an alpha, with a caution."""
    found = _analysed(BRENNAN_2[:4, :5])
    assert found.alpha.cautions[0] & Caution.MORE_ITEMS_THAN_SUBJECTS


@pytest.mark.parametrize(
    ("points", "lowest", "highest", "off", "words"),
    [
        ([[1, 2]], [0], [2], None, "shapes"),
        ([[1, 2]], [0, 2], [2, 2], None, "no range"),
        ([[1, 2]], [0, 0], [2, 2], [[1, 0]], "did not apply"),
        ([[1, 3]], [0, 0], [2, 2], None, "outside"),
    ],
)
def test_what_does_not_fit_is_refused(
    points: list[list[float]], lowest: list[int], highest: list[int], off: list[list[int]] | None, words: str
) -> None:
    """Shapes, ranges and points that contradict each other."""
    with pytest.raises(InvalidRecord, match=words):
        item_analysis(points, lowest, highest, off)
