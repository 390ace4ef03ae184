"""Intraclass correlations: Shrout and Fleiss' table, R and pingouin, and every reason for having none."""

from __future__ import annotations

import doctest

import numpy as np
import pandas as pd
import pingouin
import pytest

from fidelity.agreement import icc as module
from fidelity.agreement.icc import AgreementInterval, icc
from fidelity.agreement.icc_form import Form
from fidelity.agreement.measurements import measurements, of_table
from fidelity.agreement.reliability import Caution, NoBounds, NoReliability, Reliability
from fidelity.errors import UsageError
from tests.agreement.tables import SHROUT_FLEISS, TWO_MISSING, drawn, long, stacked

NAN = np.nan


def _only(found: Reliability) -> tuple[float, float, float]:
    return float(found.value[0]), float(found.low[0]), float(found.high[0])


@pytest.mark.parametrize(
    ("form", "value", "low", "high"),
    [
        # psych 2.4, ICC(x): estimates and bounds to four places; Shrout and Fleiss (1979), table 4, to two.
        (Form.ONE, 0.1657, -0.1329, 0.7226),
        (Form.A_1, 0.2898, 0.0188, 0.7611),
        (Form.C_1, 0.7148, 0.3425, 0.9459),
        (Form.ONE_K, 0.4428, -0.8844, 0.9124),
        (Form.A_K, 0.6201, 0.0711, 0.9272),
        (Form.C_K, 0.9093, 0.6757, 0.9859),
    ],
)
def test_shrout_and_fleiss(form: Form, value: float, low: float, high: float) -> None:
    """The six forms of their example, with intervals."""
    found = icc(of_table(SHROUT_FLEISS), interval=AgreementInterval.MCGRAW_WONG)[form]
    assert np.round(_only(found), 4).tolist() == [value, low, high]
    assert found.name == form.value
    assert found.averaged[0] == (4 if form.of_mean else 1)
    assert Caution(int(found.cautions[0])) == Caution.FEW_SUBJECTS


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize(("n", "k"), [(2, 3), (5, 3), (30, 2), (12, 7)])
def test_pingouin_says_the_same(n: int, k: int) -> None:
    """Complete tables of several shapes; pingouin prints its bounds to two places."""
    table = np.round(drawn(n, k, seed=n * k), 2)
    row, column, value = long(table)
    frame = pd.DataFrame({"s": row, "r": column, "v": value})
    theirs = pingouin.intraclass_corr(frame, "s", "r", "v").reset_index(drop=True)
    ours = icc(of_table(table), interval=AgreementInterval.MCGRAW_WONG)
    # Its rows follow Shrout and Fleiss: (1,1), (2,1), (3,1), (1,k), (2,k), (3,k).
    order = (Form.ONE, Form.A_1, Form.C_1, Form.ONE_K, Form.A_K, Form.C_K)
    np.testing.assert_allclose([ours[form].value[0] for form in order], theirs["ICC"], rtol=0, atol=1e-9)
    for form, printed in zip(order, theirs.filter(like="CI").iloc[:, 0], strict=True):
        if ours[form].why_no_bounds[0] == 0 and form is not Form.A_1 and abs(printed[0]) < 50:
            np.testing.assert_allclose(_only(ours[form])[1:], printed, atol=0.006)


def test_missing_ratings() -> None:
    """Two-way forms come from REML: R's psych 2.4, by way of lme4, prints 0.349103 and 0.759427."""
    found = icc(of_table(TWO_MISSING))
    assert found[Form.A_1].value[0] == pytest.approx(0.349103, abs=2e-6)
    assert found[Form.C_1].value[0] == pytest.approx(0.759427, abs=2e-6)
    # The harmonic mean of 3, 4, 4, 3, 4 and 4.
    assert found[Form.A_K].averaged[0] == pytest.approx(6 / (2 / 3 + 1))
    assert all(int(each.cautions[0]) & Caution.INCOMPLETE for each in found.values())
    assert "REML" in found[Form.A_1].methods[found[Form.A_1].method[0]]
    assert "Wald" in found[Form.ONE].methods[found[Form.ONE].method[0]]


def test_one_way_with_missing_ratings() -> None:
    """By hand: means 2, 5 and 9 of 2, 3 and 1 ratings, 28/6 of all; W = (2 + 2) / 3, n0 = (6 - 14/6) / 2."""
    data = measurements([0] * 6, [0, 0, 1, 1, 1, 2], [0, 1, 0, 1, 2, 3], [1, 3, 4, 5, 6, 9], 1)
    between, within, typical = (2 * (16 / 6) ** 2 + 3 * (2 / 6) ** 2 + (26 / 6) ** 2) / 2, 4 / 3, (6 - 14 / 6) / 2
    expected = (between - within) / (between + (typical - 1) * within)
    assert icc(data)[Form.ONE].value[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("table", "one", "two"),
    [
        ([[NAN, NAN]], NoReliability.NOTHING_RATED, NoReliability.NOTHING_RATED),
        ([[1, 2, 3]], NoReliability.ONE_SUBJECT, NoReliability.ONE_SUBJECT),
        ([[1, NAN], [NAN, 2]], NoReliability.ONE_RATING_EACH, NoReliability.ONE_RATING_EACH),
        ([[3, 3], [3, 3]], NoReliability.ALL_ALIKE, NoReliability.ALL_ALIKE),
        ([[1, 2, NAN, NAN], [NAN, NAN, 3, 5]], None, NoReliability.ONE_SUBJECT_EACH),
        # Three ratings have two differences, which cannot bear three components; four can, and leave no error.
        ([[1, 2], [3, NAN]], None, NoReliability.NOT_SEPARABLE),
        ([[1, 2], [3, NAN], [NAN, 7]], None, NoReliability.NO_ERROR_LEFT),
    ],
)
def test_no_number_without_a_reason(
    table: list[list[float]], one: NoReliability | None, two: NoReliability | None
) -> None:
    """Where a coefficient cannot exist, there is a reason and neither value nor interval."""
    found = icc(of_table(table))
    for form in Form:
        expected = one if form in (Form.ONE, Form.ONE_K) else two
        assert found[form].why_none[0] == (expected or 0)
        assert np.isnan(found[form].value[0]) == (expected is not None)
        assert np.isnan(found[form].low[0]) == (found[form].why_no_bounds[0] != 0)
        assert expected is None or found[form].why_no_bounds[0] == NoBounds.NO_VALUE


def test_perfect_agreement_has_no_interval() -> None:
    """Raters who always say the same have 1, and an interval without width would be false."""
    for form, found in icc(of_table([[1, 1, 1], [2, 2, 2], [4, 4, 4]])).items():
        assert found.value[0] == 1, form
        assert found.why_no_bounds[0] == NoBounds.NO_SPREAD


def test_a_constant_difference_is_consistent_and_does_not_agree() -> None:
    """One rater is always 0.1 higher, a number that binary fractions do not hold: C is 1 and A is not."""
    found = icc(of_table([[0.1, 0.2], [0.5, 0.6], [0.8, 0.9]]))
    assert found[Form.C_1].value[0] == 1
    assert found[Form.C_1].why_no_bounds[0] == NoBounds.NO_SPREAD
    assert 0 < found[Form.A_1].value[0] < 1
    assert found[Form.A_1].why_no_bounds[0] == 0


def test_subjects_without_difference() -> None:
    """All means are alike: one rating has -1 / (k - 1), and a mean has nothing to be a share of."""
    found = icc(of_table([[1, 2, 3], [2, 3, 1], [3, 1, 2]]))
    assert found[Form.ONE].value[0] == pytest.approx(-0.5, abs=1e-12)
    assert found[Form.ONE].cautions[0] & Caution.NEGATIVE
    assert found[Form.ONE_K].why_none[0] == NoReliability.NO_VARIANCE


def test_missing_ratings_without_error() -> None:
    """Subject and rater explain all of an incomplete table: nothing can be fitted, and this is said."""
    table = np.add.outer([1.0, 4, 6, 9], [0, 2.0, 3])
    table[1, 1] = NAN
    assert icc(of_table(table))[Form.A_1].why_none[0] == NoReliability.NO_ERROR_LEFT


def test_groups_do_not_lend_each_other_anything() -> None:
    """Every figure has the same bits alone, among others, in other rows and in another order of groups."""
    tables = [drawn(n, k, seed=n, missing=m) for n, k, m in ((9, 3, 0), (20, 4, 0.3), (4, 11, 0.2), (20, 4, 0.3))]
    data = stacked(tables)
    order = np.random.default_rng(1).permutation(len(data.value))
    turned = np.array([2, 0, 3, 1])
    columns = (turned[data.group], data.subject, data.rater_name[data.rater], data.value)
    group, subject, rater, value = (column[order] for column in columns)
    for interval in AgreementInterval:
        whole = icc(data, interval=interval)
        mixed = icc(measurements(group, subject, rater, value, 4), interval=interval)
        alone = [icc(of_table(table), interval=interval) for table in tables]
        for form in Form:
            for name in ("value", "low", "high"):
                figures = getattr(whole[form], name)
                assert np.array_equal(figures, getattr(mixed[form], name)[turned])
                assert figures.tolist() == [getattr(each[form], name)[0] for each in alone]


def test_both_intervals_of_agreement() -> None:
    """They are named, differ, and both hold the estimate; that of consistency is the same."""
    usual, other = (icc(of_table(drawn(40, 4, seed=3)), interval=each) for each in AgreementInterval)
    assert _only(usual[Form.C_1]) == pytest.approx(_only(other[Form.C_1]), abs=1e-9)
    for found in (usual[Form.A_1], other[Form.A_1]):
        value, low, high = _only(found)
        assert low < value < high
    assert _only(usual[Form.A_1])[1] != _only(other[Form.A_1])[1]
    assert "generalised" in other[Form.A_1].methods[other[Form.A_1].method[0]]


def test_a_level_is_a_share() -> None:
    """A level of 95 is refused, and 0.5 gives a shorter interval than 0.95."""
    with pytest.raises(UsageError, match="95"):
        icc(of_table(SHROUT_FLEISS), 95)
    wide, short = (icc(of_table(SHROUT_FLEISS), level)[Form.C_1] for level in (0.95, 0.5))
    assert wide.low[0] < short.low[0] < short.high[0] < wide.high[0]


def test_the_example_holds() -> None:
    """The worked example of the docstring gives what it says."""
    done = doctest.testmod(module, extraglobs={"of_table": of_table})
    assert done.attempted > 0
    assert done.failed == 0
