"""The restricted likelihood: height, slope and both informations against matrices of full size."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.crossed import crossed_stacks
from fidelity.agreement.measurements import of_table
from fidelity.agreement.reml_likelihood import likelihood
from tests.agreement.tables import drawn, long


@pytest.mark.parametrize("components", [(0.7, 0.4, 1.1), (0.0, 0.4, 0.5), (2.0, 0.0, 0.3)])
@pytest.mark.parametrize("shape", [(8, 4), (4, 8)])
def test_it_is_that_of_the_whole_matrices(shape: tuple[int, int], components: tuple[float, float, float]) -> None:
    """Searle, Casella and McCulloch (1992), chapter 6, written out; with components at zero too."""
    table = drawn(*shape, seed=6, missing=0.3)
    subject, rater, value = long(table)
    n = len(value)
    sides = [np.eye(size)[of] for size, of in zip(shape, (subject, rater), strict=True)]
    if shape[0] < shape[1]:
        sides.reverse()
    parts = [*(side @ side.T for side in sides), np.eye(n)]
    whole = sum(c * part for c, part in zip(components, parts, strict=True))
    inverse, ones = np.linalg.inv(whole), np.ones((n, 1))
    strength = float((ones.T @ inverse @ ones)[0, 0])
    projected = inverse - inverse @ ones @ ones.T @ inverse / strength
    height = -0.5 * (np.linalg.slogdet(whole)[1] + np.log(strength) + value @ projected @ value)
    slope = [-0.5 * (np.trace(projected @ v) - value @ projected @ v @ projected @ value) for v in parts]
    information = [[0.5 * np.trace(projected @ v @ projected @ w) for v in parts] for w in parts]
    forms = [[value @ projected @ v @ projected @ w @ projected @ value for v in parts] for w in parts]
    (stack,) = crossed_stacks(of_table(table), np.array([True]))
    found = likelihood(stack, np.array([components]))
    np.testing.assert_allclose(found.height[0], height, atol=1e-9)
    np.testing.assert_allclose(found.slope[0], slope, atol=1e-9)
    np.testing.assert_allclose(found.information[0], information, atol=1e-9)
    np.testing.assert_allclose(found.curvature[0], np.subtract(forms, information), atol=1e-9)
