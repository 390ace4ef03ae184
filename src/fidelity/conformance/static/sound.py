"""Whether every score can be computed for whatever may be rated, and its bands hold each value once."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.subject import Subject
from fidelity.problems import Problem


def sound(subject: Subject) -> Iterator[Problem]:
    """Every score can be computed for whatever may be rated."""
    yield from (problem for problem in subject.unsound() if not _of_bands(problem))


def banded(subject: Subject) -> Iterator[Problem]:
    """Bands and ranges hold every value once."""
    yield from (problem for problem in subject.unsound() if _of_bands(problem))


def _of_bands(problem: Problem) -> bool:
    return problem.code in ("ranges-gap", "ranges-overlap")
