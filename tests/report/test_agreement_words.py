"""Percentages of agreement, with what they are of."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.agreement.closeness import Closeness
from fidelity.agreement.percent import Agreement
from fidelity.report.agreement_words import CLOSENESS_WORDS, exact_words, percent, within_one_words


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1), "100 %"),
        (Fraction(0), "0 %"),
        (Fraction(999, 1000), "99.9 %"),
        (Fraction(1, 1000), "0.1 %"),
        (Fraction(2, 3), "67 %"),
        (Fraction(1, 8), "13 %"),
    ],
)
def test_a_percentage_is_0_or_100_only_if_it_is(share: Fraction, shown: str) -> None:
    """Half is rounded up, and nothing is rounded onto an end."""
    assert percent(share) == shown


def test_a_percentage_says_what_it_is_of() -> None:
    """And where there is none there is a dash, and neither 0 nor 100 %."""
    assert exact_words(Agreement(4, 3)) == "75 % (3 of 4)"
    assert within_one_words(Agreement(4, 3)) == "–"
    assert exact_words(Agreement()) == within_one_words(Agreement()) == "–"


def test_every_closeness_has_words() -> None:
    """None is left to its name."""
    assert set(CLOSENESS_WORDS) == set(Closeness)
