"""Which totals must be kept, when the others follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from fidelity.plan.seen import Term

Vector = list[Fraction]


@attrs.frozen
class Basis:
    """Some totals from which all follow.

    Whatever is rated, the number that apply is the number that are there and the number that are missing; on one scale,
    what could be had is the highest points times how many are there. Such totals need no place in a key.

    Attributes:
        terms: All terms.
        kept: The places of those whose totals are kept.
        start: The totals when every member is at its first level.
        follows: For each term, how many of each kept total's distance from its start it moves.
    """

    terms: tuple[Term, ...]
    kept: tuple[int, ...]
    start: tuple[Fraction, ...]
    follows: tuple[tuple[Fraction, ...], ...]


def basis_of(terms: Sequence[Term], adds: Sequence[Sequence[Sequence[Fraction]]]) -> Basis:
    """The first totals that are independent of those before them.

    Args:
        terms: The terms.
        adds: What each level of each member adds; shape (members, levels, terms).
    """
    start = [sum((each[0][place] for each in adds), Fraction(0)) for place in range(len(terms))]
    unlike = {id(each): each for each in adds}.values()
    moves = {
        tuple(here - first for here, first in zip(level, each[0], strict=True)) for each in unlike for level in each
    }
    rows = sorted(moves)
    kept: list[int] = []
    reduced: list[tuple[int, Vector, Vector]] = []
    follows: list[Vector] = []
    for place in range(len(terms)):
        rest, shares = _reduce([row[place] for row in rows], reduced, len(kept))
        pivot = next((number for number, value in enumerate(rest) if value), None)
        if pivot is not None:
            # What is left over is a new direction: this term minus its shares of the ones before.
            own = [-share for share in shares] + [Fraction(1)]
            reduced.append((pivot, rest, own))
            shares = [Fraction(0)] * len(kept) + [Fraction(1)]
            kept.append(place)
        follows.append(shares)
    whole = tuple(tuple(shares + [Fraction(0)] * (len(kept) - len(shares))) for shares in follows)
    return Basis(tuple(terms), tuple(kept), tuple(start), whole)


def _reduce(column: Vector, reduced: Sequence[tuple[int, Vector, Vector]], n_kept: int) -> tuple[Vector, Vector]:
    """What is left of a column once the kept ones are taken out, and how much of each was taken."""
    shares = [Fraction(0)] * n_kept
    for pivot, vector, own in reduced:
        if column[pivot]:
            factor = column[pivot] / vector[pivot]
            column = [value - factor * other for value, other in zip(column, vector, strict=True)]
            for place, share in enumerate(own):
                shares[place] += factor * share
    return column, shares
