"""The mixed model: R's lme4, statsmodels, the analysis of variance, and what cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM, VCSpec

from fidelity.agreement.generalizability import study_design
from fidelity.agreement.mixed_model import inseparable, mixed_components
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.variance_components import Components, components_of_table
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_2, BRENNAN_4, TWO_MISSING, Floats, long

Levels = Mapping[str, np.ndarray]
PERSON, PLACE, VALUE = long(BRENNAN_4)
TASKS = study_design("p x (r:t)")
VISITS = study_design("r x (s:p)")


def named(found: Components) -> dict[str, float]:
    """The components by the names of their effects."""
    return {effect.name: float(each) for effect, each in zip(found.design.effects, found.variance[0], strict=True)}


def without(levels: Levels, value: Floats, rows: Sequence[int]) -> tuple[dict[str, np.ndarray], Floats]:
    """Ratings without some of the rows."""
    kept = ~np.isin(np.arange(len(value)), rows)
    return {facet: level[kept] for facet, level in levels.items()}, value[kept]


def test_raters_within_tasks() -> None:
    """Without three cells, R's lme4: lmer(y ~ 1 + (1|p) + (1|t) + (1|t:r) + (1|p:t)), with bobyqa to 1e-11."""
    rows = np.flatnonzero(((PERSON == 0) & np.isin(PLACE, [1, 5])) | ((PERSON == 4) & (PLACE == 10)))
    levels, value = without({"p": PERSON, "r": PLACE % 4, "t": PLACE // 4}, VALUE, [*rows])
    found = mixed_components(levels, value, TASKS)
    expected = {"p": 0.42553675, "t": 0.31468398, "r:t": 0.73648283, "p x t": 0.63548515, "p x r:t": 2.33844427}
    assert named(found) == pytest.approx(expected, abs=2e-6)
    assert found.n_ratings.tolist() == [117]


def test_two_crossed_facets_with_gaps() -> None:
    """Shrout and Fleiss' ratings without two of them, by lme4 with bobyqa to 1e-11."""
    person, place, value = long(TWO_MISSING)
    found = mixed_components({"p": person, "r": place}, value, study_design("p x r"))
    assert found.variance[0] == pytest.approx([2.94020801, 4.55060162, 0.93140530], abs=2e-6)


def test_items_and_sessions() -> None:
    """Brennan's set 2 as two sessions of four items, without eight ratings; one component of lme4's is zero."""
    # lmer(y ~ 1 + (1|p) + (1|p:s) + (1|i) + (1|i:p)), with optimizer bobyqa and rhoend 1e-9.
    person, place, value = long(BRENNAN_2)
    rows = [3, 17, 30, 44, 45, 46, 47, 61]
    levels, value = without({"p": person, "s": place // 4, "i": place % 4}, value, rows)
    found = mixed_components(levels, value, study_design("i x (s:p)"))
    expected = {"p": 0.67521713, "s:p": 0.0, "i": 0.56267173, "i x p": 0.35904081, "i x s:p": 1.20480144}
    assert named(found) == pytest.approx(expected, abs=2e-6)


def test_items_raters_and_sessions() -> None:
    """Brennan's set 4 as two sessions, three raters and two items, without eleven ratings: six are zero in lme4 too."""
    # lmer with (1|p), (1|p:s), (1|r), (1|p:r), (1|p:s:r), (1|i), (1|i:p), (1|i:r), (1|i:p:s), (1|i:p:r), as above.
    rows = [2, 3, 20, 21, 38, 39, 56, 57, 75, 90, 91]
    levels = {"p": PERSON, "s": PLACE // 6, "r": PLACE % 6 // 2, "i": PLACE % 2}
    found = named(mixed_components(*without(levels, VALUE, rows), study_design("i x r x (s:p)")))
    expected = {
        "r": 0.68980768,
        "s:p": 1.24337686,
        "i x s:p": 0.14744039,
        "r x s:p": 0.21496023,
        "i x r x s:p": 2.250946,
    }
    assert {name: each for name, each in found.items() if each} == pytest.approx(expected, abs=2e-6)
    assert len(found) == 11


def test_statsmodels_says_the_same() -> None:
    """Where no component is zero: its MixedLM, as near as its search comes."""
    levels, value = without({"p": PERSON, "r": PLACE % 4, "t": PLACE // 4}, VALUE, [1, 5, 58])
    effects = [("p",), ("t",), ("t", "r"), ("p", "t")]
    labels = [pd.factorize(pd.MultiIndex.from_arrays([levels[facet] for facet in effect]))[0] for effect in effects]
    names = ["p", "t", "r:t", "p x t"]
    tables = [[np.eye(label.max() + 1)[label]] for label in labels]
    columns = [
        [[f"{name}{level}" for level in range(each[0].shape[1])]] for name, each in zip(names, tables, strict=True)
    ]
    one = np.ones((len(value), 1))
    fitted = MixedLM(value, one, np.zeros(len(value)), exog_vc=VCSpec(names, columns, tables)).fit(reml=True)
    found = named(mixed_components(levels, value, TASKS))
    assert found.pop("p x r:t") == pytest.approx(fitted.scale, abs=2e-3)
    assert found == pytest.approx(dict(zip(names, fitted.vcomp, strict=True)), abs=2e-3)


def balanced(seed: int) -> Floats:
    """Two raters of three sessions of eight practitioners, whose sessions and raters differ little."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(3, 3, 8)) + rng.normal(size=(1, 1, 8)) + 0.3 * rng.normal(size=(3, 1, 1))


@pytest.mark.parametrize("seed", [0, 1, 3, 5])
def test_what_is_balanced(seed: int) -> None:
    """The implied squares and their degrees of freedom are those of the analysis of variance, below zero or not."""
    table = balanced(seed)
    r, s, p = np.indices(table.shape).reshape(3, -1)
    found = mixed_components({"r": r, "s": s, "p": p}, table.ravel(), VISITS)
    expected = components_of_table(table, VISITS)
    np.testing.assert_allclose(found.df, expected.df, rtol=1e-8)
    squares = found.weights[0] @ found.mean_squares[0]
    np.testing.assert_allclose(squares, expected.estimated[0], atol=1e-8)
    if (expected.estimated > 0).all():
        np.testing.assert_allclose(found.variance, expected.variance, rtol=1e-8)
        np.testing.assert_allclose(found.estimated, expected.estimated, rtol=1e-8)
    else:
        assert (found.variance[expected.estimated < -0.02] == 0).all()


def test_any_order_of_rows() -> None:
    """The same figures to the last digit."""
    levels = {"p": PERSON, "r": PLACE % 4, "t": PLACE // 4}
    order = np.random.default_rng(3).permutation(len(VALUE))[5:]
    shuffled = np.random.default_rng(4).permutation(order)
    one, other = (
        mixed_components({facet: level[rows] for facet, level in levels.items()}, VALUE[rows], TASKS)
        for rows in (order, shuffled)
    )
    assert np.array_equal(one.variance, other.variance)
    assert np.array_equal(one.df, other.df)


def test_a_search_that_would_swing_settles() -> None:
    """Few sessions rated twice: expected and observed curvature differ so much that plain scoring goes to and fro."""
    rng = np.random.default_rng(1)
    for _ in range(12):
        rows = [
            (p, s, r)
            for p in range(12)
            for s in range(4)
            for r in rng.choice(4, 2 if rng.random() < 0.2 else 1, replace=False)
        ]
        p, s, r = np.array(rows).T
        value = rng.normal(size=12)[p] + 0.8 * rng.normal(size=(12, 4))[p, s] + 0.5 * rng.normal(size=len(p))
        assert mixed_components({"p": p, "s": s, "r": r}, value, VISITS).why_none[0] != NoReliability.NOT_CONVERGED


def test_a_component_at_zero_is_found_there() -> None:
    """By lme4 these 54 ratings have no part of sessions, nor of rater and practitioner together."""
    rng = np.random.default_rng(11)
    p, s, r = (each.ravel() for each in np.meshgrid(range(10), range(3), range(3), indexing="ij"))
    kept = rng.random(90) > 0.3
    p, s, r = p[kept], s[kept], r[kept]
    value = 4.0 * p + np.where((s + r) % 2, 1.0, -1.0) + rng.normal(0, 0.1, len(p))
    found = named(mixed_components({"p": p, "s": s, "r": r}, value, VISITS))
    assert (found["s:p"], found["r x p"]) == (0, 0)
    assert found["r x s:p"] == pytest.approx(0.96663462, abs=1e-5)
    assert found["p"] == pytest.approx(148.28932948, rel=1e-5)


def test_effects_left_out_are_nought() -> None:
    """What is not fitted is given as 0, and its part goes to the rest."""
    levels, value = without({"p": PERSON, "r": PLACE % 4, "t": PLACE // 4}, VALUE, [1, 5, 58])
    found = mixed_components(levels, value, TASKS, {"p x t"})
    whole = mixed_components(levels, value, TASKS)
    place = [effect.name for effect in TASKS.effects].index("p x t")
    assert (found.variance[0, place], found.se[0, place]) == (0, 0)
    assert found.variance[0, -1] > whole.variance[0, -1]


@pytest.mark.parametrize(
    ("rows", "value", "why"),
    [
        ([], [], NoReliability.NOTHING_RATED),
        ([(0, 0), (0, 1)], [1, 2], NoReliability.ONE_SUBJECT),
        ([(0, 0), (1, 0)], [1, 2], NoReliability.ONE_LEVEL),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], [2, 2, 2, 2], NoReliability.ALL_ALIKE),
        ([(0, 0), (1, 1), (2, 2)], [1, 2, 4], NoReliability.NOT_SEPARABLE),
        ([(0, 0), (1, 1), (2, 2), (0, 0), (1, 1), (2, 2)], [1, 2, 4, 3, 1, 2], NoReliability.NOT_SEPARABLE),
        ([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0)], [1, 2, 3, 4, 7], NoReliability.NO_ERROR_LEFT),
    ],
)
def test_what_gives_nothing(rows: list[tuple[int, int]], value: list[float], why: NoReliability) -> None:
    """Each with its reason; nothing is a number."""
    p, r = np.array(rows, np.int64).reshape(-1, 2).T
    found = mixed_components({"p": p, "r": r}, value, study_design("p x r"))
    assert found.why_none.tolist() == [why]
    assert np.isnan(found.variance).all()


def test_what_cannot_be_told_apart() -> None:
    """A rater who never meets a practitioner twice: rater and practitioner together are the error."""
    p = np.repeat(range(6), 4)
    s = np.tile([0, 0, 1, 1], 6)
    twice, never = np.tile([0, 1, 0, 1], 6) + p % 2, (np.tile([0, 1, 2, 3], 6) + p) % 5
    value = np.arange(24.0) % 7
    assert inseparable({"p": p, "s": s, "r": twice}, value, VISITS) == frozenset()
    assert inseparable({"p": p, "s": s, "r": never}, value, VISITS) == {"r x p"}
    with pytest.raises(UsageError, match="no column"):
        inseparable({"p": p, "s": s}, value, VISITS)


def test_a_facet_without_levels() -> None:
    """Every facet has to be there."""
    with pytest.raises(UsageError, match="no column"):
        mixed_components({"p": [0, 1]}, [1.0, 2.0], study_design("p x r"))
