"""Rescored records for the tests of reports."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fidelity.evaluation.rescoring import Rescored
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.range import Range
from tests.evaluation.editions import rescored
from tests.oracle.build import bands, checklist, items, scale, score

ROWS = ([2, 2, 2], [2, 2, 1], [2, 1, 1], [0, 0, 0])
"""6, 5, 4 and 0 of 6 points."""
DATES = ("2024-05-01",) * 4


def made(highest: int, cut: int, n: int = 3) -> Checklist:
    """Items, their percentage with a band on each side of a cut, and a criterion with the same cut."""
    good = Criterion("good", ScoreTest("s", Range(at_least=Fraction(cut))))
    total = score(rules.PercentOfPossible(), bands=bands(cut), decimals=1)
    return checklist(items(n, scale(*range(highest + 1))), total, criteria=(good,))


def moved() -> Rescored:
    """A cut that rose from 60 to 80: of three who met it, two do."""
    return rescored(made(2, 60), made(2, 80), *ROWS, dates=DATES)


def apart() -> Rescored:
    """Another scale."""
    return rescored(made(2, 60), made(4, 60), *ROWS, dates=DATES)


def linked() -> Rescored:
    """An item more."""
    return rescored(made(2, 60), made(2, 60, 4), *ROWS, dates=DATES)


def lacking() -> Rescored:
    """A criterion and a score that are gone, and others that are new, one of them ended long ago."""
    old, new = made(2, 60), made(2, 60)
    fair = Criterion("fair", ScoreTest("t", Range(at_least=Fraction(50))), valid_until=date(2025, 1, 1))
    other = checklist(new.items, score(rules.Sum(), name="t", decimals=0), criteria=(fair,))
    return rescored(old, other, *ROWS, dates=DATES)
