"""Which totals are kept, and how the others follow."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.plan.basis import basis_of
from fidelity.plan.seen import DUE, THERE, Part, Quantity, Shape, Term

TERMS = (
    Term(Shape.ONE, when=DUE),
    Term(Shape.ONE, when=THERE),
    Term(Shape.ONE, when=frozenset({Part.MISSING})),
    Term(Shape.POINTS, Quantity.POINTS, THERE),
    Term(Shape.POINTS, Quantity.HIGHEST, DUE),
)
numbers = st.fractions(-3, 3, max_denominator=4)
tables = st.lists(st.lists(st.tuples(*[numbers] * 5), min_size=1, max_size=4), min_size=1, max_size=4)


@given(tables, st.integers(0, 2**32))
@settings(max_examples=60)
def test_every_total_follows_from_those_that_are_kept(table: list[list[tuple[Fraction, ...]]], seed: int) -> None:
    """For random members and levels, each total is its start plus its shares of what the kept ones moved."""
    basis = basis_of(TERMS, table)
    random = Random(seed)
    for _ in range(5):
        chosen = [random.choice(levels) for levels in table]
        totals = [sum((each[place] for each in chosen), Fraction(0)) for place in range(len(TERMS))]
        moved = [totals[place] - basis.start[place] for place in basis.kept]
        for place, shares in enumerate(basis.follows):
            step = sum((share * move for share, move in zip(shares, moved, strict=True)), Fraction(0))
            assert basis.start[place] + step == totals[place]


def test_what_follows_is_not_kept() -> None:
    """What applies is what is there and what is missing: two of the three are enough."""
    there, missing = (1, 1, 0, 0, 0), (1, 0, 1, 0, 0)
    excluded = (0, 0, 0, 0, 0)
    table = [[tuple(map(Fraction, level)) for level in (there, missing, excluded)]] * 3
    assert basis_of(TERMS, table).kept == (0, 1)


def test_what_never_moves_is_not_kept() -> None:
    """A total that is the same for every answer needs no place in a key."""
    table = [[(Fraction(1),) * 5, (Fraction(1),) * 5]]
    basis = basis_of(TERMS, table)
    assert basis.kept == ()
    assert basis.start == (Fraction(1),) * 5
