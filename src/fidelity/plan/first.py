"""The first member that applies: its value, its bounds, and when it is missing, whatever the later ones are."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.plan.algebra import Choose, Compare, Every, Expression, NoScore, Sign, Some, Test, Total, Unknown
from fidelity.plan.lowered import Lowered
from fidelity.plan.result import Reason
from fidelity.plan.seen import DUE, THERE, Part, Quantity, Shape, Term
from fidelity.plan.source import HIGH, LOW, NOTHING, VALUE, Source


def first_lowered(of: Sequence[str]) -> Lowered:
    """The rule in the algebra.

    Args:
        of: The members by id, in the order in which they are asked.
    """
    return Lowered(_value(of), _bound(of, LOW, Quantity.LOWEST), _bound(of, HIGH, Quantity.HIGHEST))


def first_missing(of: Sequence[str]) -> Test:
    """Whether the first member that applies is missing.

    Args:
        of: The members by id, in the order in which they are asked.
    """
    return Some(
        tuple(
            Every((*(_no(Shape.ONE, DUE, earlier) for earlier in of[:place]), _any(Shape.ONE, {Part.MISSING}, member)))
            for place, member in enumerate(of)
        )
    )


def _value(of: Sequence[str]) -> Expression:
    # One that applies without a rating, as where its status counts as met, is no rating to make a score of.
    cases = [
        (
            _any(Shape.ONE, DUE, member),
            Choose(((_no(Shape.RATED, THERE, member), NoScore(Reason.NOTHING_RATED)),), points),
        )
        for member in of
        for points in (VALUE.total(Shape.POINTS, frozenset({member})),)
    ]
    return Choose(tuple(cases), NoScore(Reason.NOTHING_APPLICABLE))


def _bound(of: Sequence[str], source: Source, quantity: Quantity) -> Expression:
    cases: list[tuple[Test, Expression]] = []
    for member in of:
        limitless = Compare(Total(Term(Shape.UNLIMITED, quantity, DUE, frozenset({member}))), Sign.ABOVE, NOTHING)
        end = source.total(Shape.POINTS, frozenset({member}))
        cases.append((_any(Shape.ONE, DUE, member), Choose(((limitless, Unknown()),), end)))
    return Choose(tuple(cases), Unknown())


def _any(shape: Shape, when: set[Part] | frozenset[Part], member: str) -> Test:
    return Compare(_n(shape, when, member), Sign.ABOVE, NOTHING)


def _no(shape: Shape, when: frozenset[Part], member: str) -> Test:
    return Compare(_n(shape, when, member), Sign.EQUAL, NOTHING)


def _n(shape: Shape, when: set[Part] | frozenset[Part], member: str) -> Total:
    return Total(Term(shape, when=frozenset(when), of=frozenset({member})))
