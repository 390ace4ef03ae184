"""Components of unbalanced designs: the balanced ones, lme4, and a library that is not there."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement import variance_components_unbalanced as module
from fidelity.agreement.decision_study import decision
from fidelity.agreement.generalizability import study_design
from fidelity.agreement.reliability import NoBounds, NoReliability
from fidelity.agreement.variance_components import components_of_table
from fidelity.agreement.variance_components_unbalanced import unbalanced_components
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_4, TWO_MISSING, long

PERSON, PLACE, VALUE = long(BRENNAN_4)
LEVELS = {"p": PERSON, "r": PLACE % 4, "t": PLACE // 4}
DESIGN = study_design("p x (r:t)")


def test_a_balanced_design() -> None:
    """Where no component is negative, those of the analysis of variance, as near as statsmodels comes."""
    found = unbalanced_components(np.zeros(120), LEVELS, VALUE, 1, DESIGN)
    expected = components_of_table(BRENNAN_4.reshape(10, 3, 4).transpose(0, 2, 1), DESIGN)
    np.testing.assert_allclose(found.variance, expected.variance, atol=5e-4)


def test_lme4_says_the_same() -> None:
    """Without three cells, R's lme4: lmer(y ~ 1 + (1|p) + (1|t) + (1|t:r) + (1|p:t)), and its residual last."""
    there = ~(((PERSON == 0) & np.isin(PLACE, [1, 5])) | ((PERSON == 4) & (PLACE == 10)))
    levels = {facet: level[there] for facet, level in LEVELS.items()}
    found = unbalanced_components(np.zeros(there.sum()), levels, VALUE[there], 1, DESIGN)
    named = {effect.name: each for effect, each in zip(DESIGN.effects, found.variance[0], strict=True)}
    expected = {"p": 0.42552621, "t": 0.31468308, "r:t": 0.73649161, "p x t": 0.63548325, "p x r:t": 2.33844588}
    assert named == pytest.approx(expected, abs=1e-3)
    assert found.n_ratings.tolist() == [117]


def test_two_crossed_facets_need_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shrout and Fleiss without two cells, as lme4 has it; the coefficients then have no interval."""
    monkeypatch.setattr(module, "import_module", _absent)
    row, column, value = long(TWO_MISSING)
    found = unbalanced_components(np.zeros(22), {"p": row, "r": column}, value, 1, study_design("p x r"))
    assert found.variance[0] == pytest.approx([2.94021, 4.55060, 0.93141], abs=2e-5)
    made = decision(found, {"r": 4})
    assert made.relative.value[0] == pytest.approx(2.94021 / (2.94021 + 0.93141 / 4), abs=1e-5)
    assert made.relative.why_no_bounds.tolist() == [NoBounds.NONE_DEFINED]


def test_without_statsmodels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other designs say what to install."""
    monkeypatch.setattr(module, "import_module", _absent)
    with pytest.raises(UsageError) as refused:
        unbalanced_components(np.zeros(120), LEVELS, VALUE, 1, DESIGN)
    (problem,) = refused.value.problems
    assert problem.code == "mixed-missing"
    assert "fidelity[mixed]" in problem.help


@pytest.mark.parametrize(
    ("sessions", "values", "reason"),
    [
        ([(0, 0), (0, 1)], [1, 2], NoReliability.ONE_SUBJECT),
        ([(0, 0), (1, 0)], [1, 2], NoReliability.ONE_LEVEL),
        ([(0, 0), (0, 1), (1, 0)], [2, 2, 2], NoReliability.ALL_ALIKE),
        ([], [], NoReliability.NOTHING_RATED),
    ],
)
def test_what_cannot_be_fitted_says_why(
    sessions: list[tuple[int, int]], values: list[int], reason: NoReliability
) -> None:
    """No components without a reason."""
    p, s = np.array(sessions, np.int64).reshape(-1, 2).T
    found = unbalanced_components(np.zeros(len(p)), {"p": p, "s": s}, values, 1, study_design("s:p"))
    assert found.why_none.tolist() == [reason]
    assert np.isnan(found.variance).all()


def _absent(name: str) -> None:
    raise ImportError(name)
