"""Mean squares: Shrout and Fleiss' table, and zeros that stay zeros."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.mean_squares import mean_squares
from fidelity.agreement.measurements import measurements, of_table
from tests.agreement.tables import SHROUT_FLEISS


def test_shrout_and_fleiss() -> None:
    """Their table 3 prints 11.24, 6.26, 32.49 and 1.02."""
    found = mean_squares(of_table(SHROUT_FLEISS))
    printed = [found.between[0], found.within[0], found.raters[0], found.error[0]]
    assert np.round(printed, 2).tolist() == [11.24, 6.26, 32.49, 1.02]
    assert found.complete[0]
    assert found.typical[0] == found.harmonic[0] == found.most[0] == 4


@pytest.mark.parametrize("shift", [0.0, 1e9])
def test_what_rounding_leaves_is_zero(shift: float) -> None:
    """Subject and rater explain all, in numbers that binary fractions do not hold; far from zero too."""
    table = shift + np.add.outer([0.1, 0.7, 1.3], [0.2, 0.3])
    found = mean_squares(of_table(table))
    assert found.error[0] == 0
    assert found.raters[0] > 0
    alike = mean_squares(of_table(np.full((3, 2), shift + 0.1)))
    assert alike.between[0] == alike.within[0] == 0
    assert not alike.spread[0]


def test_numbers_of_ratings() -> None:
    """Subjects with 1 and 3 ratings: n0 is (4 - 10/4) / 1 and the harmonic mean 1.5; empty groups have none."""
    found = mean_squares(measurements([1] * 4, [0, 1, 1, 1], [0, 0, 1, 2], [1, 2, 4, 3], 3))
    assert found.typical[1] == found.harmonic[1] == 1.5
    assert found.most.tolist() == [0, 3, 0]
    assert not found.complete.any()
    assert np.isnan(found.between).tolist() == [True, False, True]
