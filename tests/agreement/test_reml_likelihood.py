"""The restricted likelihood: height, slope and both informations against matrices of full size."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.measurements import of_table
from fidelity.agreement.pieces import crossed_pieces
from fidelity.agreement.reml_likelihood import likelihood
from tests.agreement.tables import Floats, drawn, long


@pytest.mark.parametrize("components", [(0.7, 0.4, 1.1), (0.0, 0.4, 0.5), (2.0, 0.0, 0.3)])
@pytest.mark.parametrize("shape", [(8, 4), (4, 8)])
def test_it_is_that_of_the_whole_matrices(shape: tuple[int, int], components: tuple[float, float, float]) -> None:
    """Searle, Casella and McCulloch (1992), chapter 6, written out; with components at zero too."""
    _check(drawn(*shape, seed=6, missing=0.3), components)


def test_pieces_have_the_mean_in_common() -> None:
    """Two tables without a common rater, one with more raters than subjects, and a rater who meets nobody."""
    table = np.full((17, 14), np.nan)
    table[:6, :3], table[6:10, 3:10] = drawn(6, 3, seed=1, missing=0.2), drawn(4, 7, seed=2, missing=0.2)
    table[10:12, 10], table[12:, 11:] = (1, 3), drawn(5, 3, seed=3) + 2
    _check(table, (0.7, 0.4, 1.1))


def test_many_raters_who_hardly_meet() -> None:
    """A chain of 90 raters, each of whom shares a subject with the next: sparse matrices say the same."""
    table = np.full((100, 90), np.nan)
    for subject in range(100):
        table[subject, [subject % 90, (subject + 1) % 90]] = drawn(1, 2, seed=subject)
    _check(table, (0.7, 0.4, 1.1))


def _check(table: Floats, components: tuple[float, float, float]) -> None:
    """The likelihood of a table against matrices of full size."""
    shape = table.shape
    subject, rater, value = long(table)
    n = len(value)
    sides = [np.eye(size)[of] for size, of in zip(shape, (subject, rater), strict=True)]
    parts = [*(side @ side.T for side in sides), np.eye(n)]
    whole = sum(c * part for c, part in zip(components, parts, strict=True))
    inverse, ones = np.linalg.inv(whole), np.ones((n, 1))
    strength = float((ones.T @ inverse @ ones)[0, 0])
    projected = inverse - inverse @ ones @ ones.T @ inverse / strength
    height = -0.5 * (np.linalg.slogdet(whole)[1] + np.log(strength) + value @ projected @ value)
    slope = [-0.5 * (np.trace(projected @ v) - value @ projected @ v @ projected @ value) for v in parts]
    information = [[0.5 * np.trace(projected @ v @ projected @ w) for v in parts] for w in parts]
    forms = [[value @ projected @ v @ projected @ w @ projected @ value for v in parts] for w in parts]
    found = likelihood(crossed_pieces(of_table(table), np.array([True])), np.array([components]))
    np.testing.assert_allclose(found.height[0], height, atol=1e-9)
    np.testing.assert_allclose(found.slope[0], slope, atol=1e-9)
    np.testing.assert_allclose(found.information[0], information, atol=1e-9)
    np.testing.assert_allclose(found.curvature[0], np.subtract(forms, information), atol=1e-9)
