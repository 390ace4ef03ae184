"""The algebra that every scoring rule is lowered to: few kinds of node, each plain enough for any other engine."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.model.range import Range
from fidelity.plan.result import Reason
from fidelity.plan.seen import Term


@attrs.frozen
class Number:
    """A fixed number."""

    value: Fraction

    @cached_property
    def exact(self) -> Fraction | int:
        """The number, as a plain integer where it is whole."""
        return self.value.numerator if self.value.denominator == 1 else self.value


@attrs.frozen
class Total:
    """What the members add up to."""

    term: Term


@attrs.frozen
class Least:
    """The least of what the members have; never asked for where none of them has anything."""

    term: Term


@attrs.frozen
class Plus:
    """The sum of two numbers."""

    one: Expression
    other: Expression


@attrs.frozen
class Times:
    """The product of two numbers."""

    one: Expression
    other: Expression


@attrs.frozen
class Divide:
    """One number divided by another, which lowering makes sure is not 0."""

    one: Expression
    by: Expression


@attrs.frozen
class Lesser:
    """The lesser of two numbers."""

    one: Expression
    other: Expression


@attrs.frozen
class LookUp:
    """What the range that holds a number turns it into."""

    of: Expression
    ranges: tuple[tuple[Range, Fraction], ...]


@attrs.frozen
class LookUpBetween:
    """The lowest or highest that any number between two ends is turned into."""

    low: Expression
    high: Expression
    ranges: tuple[tuple[Range, Fraction], ...]
    highest: bool


@attrs.frozen
class NoScore:
    """No value, and why."""

    reason: Reason


@attrs.frozen
class Unknown:
    """A bound that cannot be said."""


@attrs.frozen
class Call:
    """What a plugin's own rule gives for the members."""

    rule: str


class Sign(Enum):
    """How two numbers are compared."""

    AT_LEAST = "≥"
    ABOVE = ">"
    EQUAL = "="


@attrs.frozen
class Compare:
    """Whether two numbers stand in a relation, compared exactly."""

    one: Expression
    sign: Sign
    other: Expression


@attrs.frozen
class Every:
    """Whether all tests hold."""

    of: tuple[Test, ...]


@attrs.frozen
class Some:
    """Whether any test holds."""

    of: tuple[Test, ...]


@attrs.frozen
class Not:
    """Whether a test does not hold."""

    of: Test


@attrs.frozen
class Choose:
    """The expression beside the first test that holds, or else the last one."""

    cases: tuple[tuple[Test, Expression], ...]
    otherwise: Expression


Test = Compare | Every | Some | Not
Expression = (
    Number | Total | Least | Plus | Times | Divide | Lesser | LookUp | LookUpBetween | NoScore | Unknown | Call | Choose
)


def parts(node: Expression | Test) -> Iterator[Expression | Test]:
    """A node and everything in it."""
    yield node
    for field in attrs.fields(type(node)):
        yield from _parts_of(getattr(node, field.name))


def _parts_of(value: object) -> Iterator[Expression | Test]:
    if isinstance(value, Expression | Test):
        yield from parts(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts_of(each)


def terms(*nodes: Expression) -> tuple[tuple[Term, ...], tuple[Term, ...], bool]:
    """What nodes read of the members.

    Returns:
        The terms that are added up, the terms of which the least is taken, and whether a plugin's rule sees all.
    """
    totals: dict[Term, None] = {}
    leasts: dict[Term, None] = {}
    calls = False
    for node in nodes:
        for part in parts(node):
            if isinstance(part, Total):
                totals[part.term] = None
            elif isinstance(part, Least):
                leasts[part.term] = None
            elif isinstance(part, Call):
                calls = True
    return tuple(totals), tuple(leasts), calls
