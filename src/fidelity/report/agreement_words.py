"""Agreement in words: percentages with what they are of, and how near two answers are."""

from __future__ import annotations

from fractions import Fraction

from fidelity.agreement.closeness import Closeness
from fidelity.agreement.percent import Agreement
from fidelity.report.numbers import shown

CLOSENESS_WORDS: dict[Closeness, str] = {
    Closeness.SAME: "agreed",
    Closeness.BY_ONE: "one point apart",
    Closeness.BY_MORE: "more than one point apart",
    Closeness.DIFFERENT: "different",
    Closeness.STATUS: "a rating against a status",
    Closeness.OPEN: "answered by some only",
}
"""How near two answers are, for people."""
NONE = "–"
"""What stands where there is no percentage; why there is none is said beside it."""
_ENDS = frozenset({Fraction(0), Fraction(100)})


def percent(share: Fraction) -> str:
    """A share as a percentage, 0 or 100 only where it is exactly that: ``64 %``."""
    return f"{shown(100 * share, 0, _ENDS)} %"


def exact_words(agreement: Agreement) -> str:
    """Exact agreement with what it is of: ``64 % (9 of 14)``; a dash where there is none."""
    return _words(agreement.exact, agreement.n_exact, agreement.n_pairs)


def within_one_words(agreement: Agreement) -> str:
    """Agreement within one with what it is of; a dash where there is none."""
    return _words(agreement.within_one, agreement.n_within_one, agreement.n_graded)


def _words(share: Fraction | None, n: int, of: int) -> str:
    return NONE if share is None else f"{percent(share)} ({n} of {of})"
