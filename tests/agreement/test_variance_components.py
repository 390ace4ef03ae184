"""Variance components: Brennan's four synthetic data sets, negative estimates, and what is not balanced."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.generalizability import study_design
from fidelity.agreement.mean_squares import mean_squares
from fidelity.agreement.measurements import of_table
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.variance_components import Components, components_of_table, variance_components
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_1, BRENNAN_2, BRENNAN_4, SHROUT_FLEISS, Floats

OCCASIONS = BRENNAN_2.reshape(10, 2, 4)
TASKS = BRENNAN_4.reshape(10, 3, 4).transpose(0, 2, 1)


def _named(found: Components, values: Floats) -> dict[str, float]:
    return {effect.name: round(float(each), 4) for effect, each in zip(found.design.effects, values[0], strict=True)}


@pytest.mark.parametrize(
    ("text", "table", "components", "squares"),
    [
        # Table 2.2.
        ("p x i", BRENNAN_1, {"p": 0.0574, "i": 0.0754, "p x i": 0.1269}, {"p": 0.8157, "i": 0.8811, "p x i": 0.1269}),
        # Table 2.3.
        ("i:p", BRENNAN_2.T, {"p": 0.6108, "i:p": 2.0250}, {"p": 6.9111, "i:p": 2.0250}),
        # Table 3.1, with the components of table 3.4.
        (
            "p x o x i",
            OCCASIONS,
            {
                "p": 0.5528,
                "o": 0.0074,
                "i": 0.4417,
                "p x o": 0.1009,
                "p x i": 0.5750,
                "o x i": 0.1565,
                "p x o x i": 0.9352,
            },
            {
                "p": 6.9111,
                "o": 3.2000,
                "i": 12.4833,
                "p x o": 1.3389,
                "p x i": 2.0852,
                "o x i": 2.5000,
                "p x o x i": 0.9352,
            },
        ),
        # Table 3.2.
        (
            "p x (r:t)",
            TASKS,
            {"p": 0.4731, "t": 0.3252, "r:t": 0.6475, "p x t": 0.5596, "p x r:t": 2.3802},
            {"p": 10.2963, "t": 24.1000, "r:t": 8.8556, "p x t": 4.6185, "p x r:t": 2.3802},
        ),
    ],
)
def test_brennan(text: str, table: Floats, components: dict[str, float], squares: dict[str, float]) -> None:
    """The printed components and mean squares of his synthetic data sets 1 to 4 (12.05 / 9 is 1.3389)."""
    found = components_of_table(table, study_design(text))
    assert _named(found, found.variance) == components
    assert _named(found, found.mean_squares) == squares
    assert not found.negative.any()


def test_one_facet_is_the_two_way_analysis() -> None:
    """Components and mean squares of Shrout and Fleiss' table, by the other way in this room."""
    found = components_of_table(SHROUT_FLEISS, study_design("p x r"))
    other = mean_squares(of_table(SHROUT_FLEISS))
    expected = [float(each[0]) for each in (other.between, other.raters, other.error)]
    np.testing.assert_allclose(found.mean_squares[0], expected, rtol=1e-12)
    # Var of a mean square is 2 MS^2 / df; Brennan takes df + 2. For the error: sqrt(2 / 17) times 1.0194.
    assert found.se[0, 2] == pytest.approx(expected[2] * (2 / 17) ** 0.5, rel=1e-12)


def test_any_order_of_rows_and_names() -> None:
    """Long arrays, shuffled, with other numbers for levels and equal numbers within different parents."""
    design = study_design("p x (r:t)")
    p, r, t = np.indices(TASKS.shape).reshape(3, -1)
    order = np.random.default_rng(0).permutation(TASKS.size)
    levels = {"p": 7 * p[order] + 3, "r": 4 - r[order], "t": t[order] + 5, "extra": order}
    found = variance_components(np.zeros(TASKS.size), levels, TASKS.ravel()[order], 1, design)
    expected = components_of_table(TASKS, design)
    np.testing.assert_allclose(found.variance, expected.variance, rtol=1e-12)
    assert found.sizes.tolist() == [[10, 4, 3]]
    assert (found.n_objects[0], found.n_ratings[0]) == (10, 120)


def test_negative_estimates_are_zero_and_told() -> None:
    """Subjects who differ less than chance would have them."""
    found = components_of_table(np.array([[1, 2, 3], [3, 1, 2.5], [2, 3, 1]]), study_design("p x r"))
    assert found.negative[0].tolist() == [True, True, False]
    assert found.variance[0, :2].tolist() == [0, 0]
    assert (found.estimated[0, :2] < 0).all()


def test_groups_of_any_shape() -> None:
    """Each group has the figures that it has alone, to the last digit."""
    design = study_design("p x i")
    tables = [BRENNAN_1, SHROUT_FLEISS, BRENNAN_1 + 1]
    rows = [(np.full(t.size, g), *np.indices(t.shape).reshape(2, -1), t.ravel()) for g, t in enumerate(tables)]
    group, p, i, value = (np.concatenate(each) for each in zip(*rows, strict=True))
    found = variance_components(group, {"p": p, "i": i}, value, 3, design)
    for place, table in enumerate(tables):
        alone = components_of_table(table, design)
        assert np.array_equal(found.variance[place], alone.variance[0])
        assert np.array_equal(found.se[place], alone.se[0])


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], NoReliability.NOTHING_RATED),
        ([(0, 0), (0, 1)], NoReliability.ONE_SUBJECT),
        ([(0, 0), (1, 0)], NoReliability.ONE_LEVEL),
        ([(0, 0), (0, 1), (1, 0)], NoReliability.NOT_BALANCED),
        ([(0, 0), (0, 1), (1, 0), (1, 1), (1, 1)], NoReliability.NOT_BALANCED),
    ],
)
def test_what_is_not_balanced_says_why(rows: list[tuple[int, int]], reason: NoReliability) -> None:
    """Nothing, one object, one level, a cell missing, a cell filled twice."""
    p, i = np.array(rows, np.int64).reshape(-1, 2).T
    found = variance_components(np.zeros(len(p)), {"p": p, "i": i}, np.arange(len(p)), 1, study_design("p x i"))
    assert found.why_none.tolist() == [reason]
    assert np.isnan(found.variance).all()


def test_a_missing_column_is_named() -> None:
    """A facet without levels is refused, with the nearest name."""
    with pytest.raises(UsageError, match="`item`"):
        variance_components([0], {"p": [0], "items": [0]}, [1], 1, study_design("p x item"))
