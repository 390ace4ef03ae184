"""Intervals of components: the error's exact one, three ways to too few, and how often they hold the truth."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from scipy.stats import chi2

from fidelity.agreement import pivots
from fidelity.agreement.decision_study import decision, study_weights
from fidelity.agreement.drawn_components import component_bounds, drawable
from fidelity.agreement.generalizability import study_design
from fidelity.agreement.mixed_model import mixed_components
from fidelity.agreement.reliability import NoBounds
from fidelity.agreement.variance_components import components_of_table
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_1, SHROUT_FLEISS

VISITS = study_design("r x (s:p)")


def test_the_error_has_its_exact_interval() -> None:
    """The last component by chi-square with 99 degrees of freedom, as near as draws come."""
    found = components_of_table(BRENNAN_1, study_design("p x i"))
    bounds = component_bounds(found)
    expected = 99 * found.mean_squares[0, -1] / chi2.ppf([0.975, 0.025], 99)
    np.testing.assert_allclose([bounds.low[0, -1], bounds.high[0, -1]], expected, rtol=2e-3)
    assert bounds.why_no_bounds.tolist() == [[0, 0, 0]]
    assert (bounds.low <= found.variance).all()
    assert (found.variance <= bounds.high).all()


def test_two_levels_are_too_few() -> None:
    """Two raters have no interval; three have a wide one; no spread has none; nothing has none."""
    design = study_design("p x r")
    two, three = (component_bounds(components_of_table(SHROUT_FLEISS[:, :n], design)) for n in (2, 3))
    assert two.why_no_bounds[0, 1] == NoBounds.TOO_FEW_LEVELS
    assert np.isnan(two.high[0, 1])
    assert three.high[0, 1] > 10 * components_of_table(SHROUT_FLEISS[:, :3], design).variance[0, 1]
    exact = component_bounds(components_of_table([[1, 2, 3], [2, 3, 4], [4, 5, 6]], design))
    assert exact.why_no_bounds[0, -1] == NoBounds.NO_SPREAD
    none = component_bounds(components_of_table(np.array([[1, 2], [3, np.nan]]), design))
    assert (none.why_no_bounds == NoBounds.NO_VALUE).all()


def test_squares_that_cannot_be_drawn() -> None:
    """A square below zero, which only odd data imply, gives no interval."""
    found = components_of_table(SHROUT_FLEISS, study_design("p x r"))
    odd = attrs.evolve(found, mean_squares=-found.mean_squares)
    assert not drawable(odd).any()
    assert (component_bounds(odd).why_no_bounds == NoBounds.OUT_OF_REACH).all()


def test_an_impossible_level() -> None:
    """A level is a share."""
    with pytest.raises(UsageError):
        component_bounds(components_of_table(SHROUT_FLEISS, study_design("p x r")), 95)


def test_how_often_they_hold_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    """In 40 made studies, half of whose sessions two of four raters rated, those of 90 % do so in about 36."""
    # By hand, with 500 studies of each of eight designs: intervals of 95 % held the truth in 92 to 99.6 of 100.
    monkeypatch.setattr(pivots, "N_DRAWS", 2000)
    rng = np.random.default_rng(2)
    true = {"r": 0.2, "p": 1.0, "s:p": 0.6, "r x p": 0.1, "r x s:p": 0.5}
    variance = np.array([true[effect.name] for effect in VISITS.effects])
    weights = study_weights(VISITS, {"s": 4, "r": 1})
    phi = variance @ weights.universe / (variance @ (weights.universe + weights.absolute))
    held, held_phi, made = np.zeros(5), 0, 40
    for _ in range(made):
        rows = [(p, s, r) for p in range(12) for s in range(4) for r in rng.choice(4, 1 + (s % 2), replace=False)]
        p, s, r = np.array(rows).T
        parts = {
            "p": rng.normal(size=12)[p],
            "s:p": rng.normal(size=(12, 4))[p, s],
            "r": rng.normal(size=4)[r],
            "r x p": rng.normal(size=(4, 12))[r, p],
            "r x s:p": rng.normal(size=len(p)),
        }
        value = sum(true[name] ** 0.5 * part for name, part in parts.items())
        found = mixed_components({"p": p, "s": s, "r": r}, value, VISITS)
        bounds = component_bounds(found, 0.9)
        held += (bounds.low[0] <= variance) & (variance <= bounds.high[0])
        absolute = decision(found, {"s": 4, "r": 1}, level=0.9).absolute
        held_phi += bool(absolute.low[0] <= phi <= absolute.high[0])
    # By chance alone, fewer than 30 of 40 would come in one of six once in some hundred such tests.
    assert (held >= 30).all(), held
    assert held_phi >= 30
