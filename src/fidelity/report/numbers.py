"""Numbers for people: rounded half up, once, and never onto a cut or an end that they do not stand on."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import count

from fidelity.model.criterion import ScoreTest, leaves
from fidelity.plan.plan import Plan


def shown(value: Fraction, decimals: int, cuts: Collection[Fraction] = ()) -> str:
    """A number as people are shown it.

    Half is rounded up (away from 0 below it). A value that rounds to a cut, such as an end of its range or of a band,
    but does not stand on it gets more digits, so that 99.996 is never shown as 100.00 nor 3.996 as 4.00.

    Args:
        value: The number.
        decimals: How many digits after the point.
        cuts: The numbers that must not be shown unless they are meant.
    """
    texts = (_rounded(value, digits) for digits in count(decimals))
    return next(text for text in texts if Fraction(text) == value or Fraction(text) not in cuts)


def _rounded(value: Fraction, digits: int) -> str:
    """A number with so many digits after the point."""
    scaled = abs(value) * 10**digits
    whole = scaled.numerator // scaled.denominator
    if (scaled - whole) * 2 >= 1:
        whole += 1
    text = str(whole).rjust(digits + 1, "0")
    number = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{number}" if value < 0 and whole else number


def cuts_of(plan: Plan, score_id: str) -> frozenset[Fraction]:
    """The numbers that a value of a score must not be rounded onto: the ends of its range, bands and cut-offs."""
    ends: set[Fraction | None] = {Fraction(0), Fraction(100), *plan.scores[score_id].range}
    for held in plan.scores[score_id].bands:
        ends |= {held.low, held.high}
    ends |= _criterion_ends(plan, score_id)
    return frozenset(end for end in ends if end is not None)


def _criterion_ends(plan: Plan, score_id: str) -> set[Fraction | None]:
    tests = (leaf for criterion in plan.criteria for _, leaf in leaves(criterion.condition))
    ranges = [leaf.range for leaf in tests if isinstance(leaf, ScoreTest) and leaf.score == score_id]
    return {end for held in ranges for end in (held.low, held.high)}
