"""REML: lme4 and statsmodels on an incomplete table, the analysis of variance on a complete one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from fidelity.agreement.mean_squares import mean_squares
from fidelity.agreement.measurements import of_table
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.reml import CrossedComponents, reml
from tests.agreement.tables import SHROUT_FLEISS, TWO_MISSING, drawn, long


def _three(found: CrossedComponents) -> list[float]:
    return [float(each[0]) for each in (found.subjects, found.raters, found.error)]


def test_two_missing() -> None:
    """R's lme4 1.1 prints 2.94021, 4.55056 and 0.93141; its second optimiser 2.940229, 4.550607 and 0.931403."""
    found = reml(of_table(TWO_MISSING))
    assert _three(found) == pytest.approx([2.94021, 4.5506, 0.93141], abs=5e-5)
    # Twice lme4's log-likelihood, -41.8470724783, has the constant of 21 degrees of freedom.
    assert found.log_likelihood[0] - 21 / 2 * np.log(2 * np.pi) == pytest.approx(-41.8470724783, abs=1e-9)


def test_sides_can_change_places() -> None:
    """Raters as subjects give the same components, the other way round."""
    first, second = reml(of_table(TWO_MISSING)), reml(of_table(TWO_MISSING.T))
    assert _three(second) == pytest.approx([_three(first)[place] for place in (1, 0, 2)], rel=1e-9)


def test_complete_tables_have_the_analysis_of_variance() -> None:
    """(B - E) / k, (J - E) / n and E."""
    data = of_table(SHROUT_FLEISS)
    squares = mean_squares(data)
    b, j, e = (float(each[0]) for each in (squares.between, squares.raters, squares.error))
    assert _three(reml(data)) == pytest.approx([(b - e) / 4, (j - e) / 6, e], rel=1e-9)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("shape", [(20, 5), (4, 12)])
def test_statsmodels_says_the_same(shape: tuple[int, int]) -> None:
    """Its variance components, found on matrices of full size, to four places; it settles at about that."""
    table = drawn(*shape, seed=9, missing=0.25)
    subject, rater, value = long(table)
    frame = pd.DataFrame({"s": subject, "r": rater, "v": value, "one": 1})
    parts = {"r": "0 + C(r)", "s": "0 + C(s)"}
    theirs = MixedLM.from_formula("v ~ 1", frame, groups="one", vc_formula=parts).fit()
    raters, subjects = theirs.vcomp
    assert _three(reml(of_table(table))) == pytest.approx([subjects, raters, theirs.scale], abs=2e-4)


def test_it_settles_where_scoring_alone_goes_to_and_fro() -> None:
    """On a ridge along which the expected information is half of the observed one."""
    n = np.nan
    data = of_table(np.array([[4, n, 4, n, n], [2, 1, n, 1, n], [3, n, 2, 1, 4], [4, 3, n, 3, 1]]))
    found = reml(data)
    assert found.why_none.tolist() == [0]
    assert found.log_likelihood[0] == pytest.approx(-9.764968154, abs=1e-9)
    assert _three(found) == pytest.approx([0.586727, 0.008504, 1.191366], abs=2e-6)


def test_a_component_below_zero_is_zero() -> None:
    """Raters who differ less than chance would have them: theirs is 0, and the others maximise what is left."""
    table = np.array([[1, 2, 3], [6, 5, 4], [2, 3, 1], [5, 4, np.nan]])
    found = reml(of_table(table))
    assert found.raters[0] == 0
    assert found.subjects[0] > 0
    assert found.error[0] > 0


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[1.0, np.nan], [np.nan, 2]], NoReliability.ONE_RATING_EACH),
        ([[1, 2, np.nan, np.nan], [np.nan, np.nan, 3, 5]], NoReliability.ONE_SUBJECT_EACH),
        ([[1.0], [2], [3]], NoReliability.ONE_RATING_EACH),
        ([[1.0, 2, 3]], NoReliability.ONE_SUBJECT),
        ([[2.0, 2], [2, 2], [2, np.nan]], NoReliability.ALL_ALIKE),
        ([[1.0, 2], [3, np.nan]], NoReliability.NOT_SEPARABLE),
        ([[1.0, 2, 3], [2, 3, 4], [5, 6, np.nan]], NoReliability.NO_ERROR_LEFT),
    ],
)
def test_what_cannot_be_fitted_says_why(table: list[list[float]], reason: NoReliability) -> None:
    """No components without a reason."""
    found = reml(of_table(table))
    assert found.why_none.tolist() == [reason]
    assert np.isnan(_three(found)).all()


def test_only_what_was_asked_for() -> None:
    """The other groups are left alone."""
    found = reml(of_table(np.stack([SHROUT_FLEISS, TWO_MISSING])), np.array([False, True]))
    assert np.isnan(found.subjects).tolist() == [True, False]
