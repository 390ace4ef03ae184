"""Cautions: the rules by which a figure is marked."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.cautions import CAUTION_WORDS, Caution, flags


@pytest.mark.parametrize(
    ("share", "exact", "value", "is_kappa", "expected"),
    [
        (0.5, 0.79, 0.1, True, Caution(0)),
        (0.5, 0.8, 0.39, True, Caution.PARADOX),
        (0.5, 0.8, 0.4, True, Caution(0)),
        (0.5, 0.8, 0.39, False, Caution(0)),
        (0.9, 0.5, 0.7, False, Caution.SKEWED),
        (0.95, 0.9, 0.1, True, Caution.SKEWED | Caution.PARADOX),
        (1.0, 1.0, 1.0, False, Caution.ONE_CATEGORY),
    ],
)
def test_the_rules(share: float, exact: float, value: float, is_kappa: bool, expected: Caution) -> None:
    """Each rule holds from its bound on, and the paradox is only one of kappas."""
    found = flags(np.array([share]), np.array([exact]), np.array([value]), is_kappa)
    assert Caution(int(found[0])) == expected


def test_every_caution_has_words() -> None:
    """No caution is left without a sentence for people."""
    assert set(CAUTION_WORDS) == set(Caution)
