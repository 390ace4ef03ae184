"""Components of any design by sparse matrices: lme4, the analysis of variance, and what cannot be told apart."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.generalizability import study_design
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.reml_sparse import separable, sparse_components
from fidelity.agreement.variance_components import variance_components
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_4, TWO_MISSING, long

PERSON, PLACE, VALUE = long(BRENNAN_4)
LEVELS = {"p": PERSON, "r": PLACE % 4, "t": PLACE // 4}
DESIGN = study_design("p x (r:t)")
VISITS = study_design("r x (s:p)")


def test_lme4_says_the_same() -> None:
    """Without three cells, R's lme4: lmer(y ~ 1 + (1|p) + (1|t) + (1|t:r) + (1|p:t)), and its residual last."""
    there = ~(((PERSON == 0) & np.isin(PLACE, [1, 5])) | ((PERSON == 4) & (PLACE == 10)))
    levels = {facet: level[there] for facet, level in LEVELS.items()}
    found = sparse_components(levels, VALUE[there], DESIGN)
    named = {effect.name: each for effect, each in zip(DESIGN.effects, found.variance[0], strict=True)}
    expected = {"p": 0.42552621, "t": 0.31468308, "r:t": 0.73649161, "p x t": 0.63548325, "p x r:t": 2.33844588}
    assert named == pytest.approx(expected, abs=2e-5)


def test_two_crossed_facets_with_gaps() -> None:
    """Shrout and Fleiss' ratings without two of them, by lme4: 2.94021 subjects, 4.55056 raters, 0.93141 error."""
    person, place, value = long(TWO_MISSING)
    found = sparse_components({"p": person, "r": place}, value, study_design("p x r"))
    assert found.variance[0] == pytest.approx([2.94021, 4.55056, 0.93141], abs=2e-4)


def test_what_is_balanced() -> None:
    """Where no component is negative, it is the analysis of variance."""
    rng = np.random.default_rng(4)
    p, s, r = (each.ravel() for each in np.meshgrid(range(12), range(3), range(4), indexing="ij"))
    value = rng.normal(0, 3, 12)[p] + rng.normal(0, 2, (12, 3))[p, s] + rng.normal(0, 2, 4)[r] + rng.normal(0, 1, 144)
    value += rng.normal(0, 1.5, (12, 4))[p, r]
    levels = {"p": p, "s": s, "r": r}
    expected = variance_components(np.zeros(144), levels, value, 1, VISITS)
    assert (expected.estimated > 0).all()
    found = sparse_components(levels, value, VISITS)
    np.testing.assert_allclose(found.variance, expected.variance, rtol=2e-4)
    assert np.isnan(found.mean_squares).all()


def test_a_component_at_zero_is_found_there() -> None:
    """By lme4 these 62 ratings have no part of rater and practitioner together; its others are these."""
    rng = np.random.default_rng(11)
    p, s, r = (each.ravel() for each in np.meshgrid(range(10), range(3), range(3), indexing="ij"))
    kept = rng.random(90) > 0.3
    p, s, r = p[kept], s[kept], r[kept]
    # Opposite errors of one rater in a practitioner's sessions leave less than nothing to both together.
    value = 4.0 * p + np.where((s + r) % 2, 1.0, -1.0) + rng.normal(0, 0.1, len(p))
    found = sparse_components({"p": p, "s": s, "r": r}, value, VISITS)
    together = [effect.own == {"p", "r"} for effect in VISITS.effects].index(True)
    assert found.variance[0, together] == 0
    assert found.estimated[0, -1] > 0


def test_effects_left_out_are_nought() -> None:
    """What is not fitted is given as 0, and its part goes to the rest."""
    there = PLACE != 3
    levels = {facet: level[there] for facet, level in LEVELS.items()}
    found = sparse_components(levels, VALUE[there], DESIGN, frozenset({"p x t"}))
    whole = sparse_components(levels, VALUE[there], DESIGN)
    place = [effect.name for effect in DESIGN.effects].index("p x t")
    assert found.variance[0, place] == 0
    assert found.variance[0, -1] > whole.variance[0, -1]


@pytest.mark.parametrize(
    ("rows", "value", "why"),
    [
        ([], [], NoReliability.NOTHING_RATED),
        ([(0, 0), (0, 1)], [1, 2], NoReliability.ONE_SUBJECT),
        ([(0, 0), (1, 0)], [1, 2], NoReliability.ONE_LEVEL),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], [2, 2, 2, 2], NoReliability.ALL_ALIKE),
        ([(0, 0), (1, 1), (2, 2)], [1, 2, 4], NoReliability.NOT_SEPARABLE),
    ],
)
def test_what_gives_nothing(rows: list[tuple[int, int]], value: list[float], why: NoReliability) -> None:
    """Each with its reason."""
    p, r = np.array(rows, np.int64).reshape(-1, 2).T
    found = sparse_components({"p": p, "r": r}, value, study_design("p x r"))
    assert found.why_none.tolist() == [why]
    assert np.isnan(found.variance).all()


def test_what_can_be_told_apart() -> None:
    """Practitioners in pairs of sessions can; a level for each rating is the error, and equal levels are one thing."""
    assert separable([[0, 0, 1, 1, 2, 2]])
    assert not separable([[0, 1, 2, 3, 4, 5]])
    assert not separable([[0, 0, 1, 1, 2, 2], [2, 2, 0, 0, 1, 1]])
    assert not separable([[0, 0, 0, 0, 0, 0]])


def test_a_facet_without_levels() -> None:
    """Every facet has to be there."""
    with pytest.raises(UsageError, match="no column"):
        sparse_components({"p": [0, 1]}, [1.0, 2.0], study_design("p x r"))
