"""The value of a node of the algebra, in fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol, cast

from fidelity.plan.algebra import (
    Call,
    Choose,
    Compare,
    Divide,
    Every,
    Expression,
    Least,
    Lesser,
    LookUp,
    LookUpBetween,
    NoScore,
    Not,
    Number,
    Plus,
    Sign,
    Some,
    Test,
    Times,
    Total,
    Unknown,
)
from fidelity.plan.result import Reason
from fidelity.plan.seen import Term

Exact = Fraction | int
"""An exact number; whole ones may be plain integers, with which Python is quicker."""
Outcome = Exact | Reason | None
"""A value, the reason for having none, or a bound that cannot be said."""


class State(Protocol):
    """What can be asked of the members of one score in one observation."""

    def total(self, term: Term) -> Exact:
        """What the members add up to."""
        ...

    def least(self, term: Term) -> Exact:
        """The least of what the members have."""
        ...

    def call(self, rule: str) -> Outcome:
        """What a plugin's rule gives for the members."""
        ...


def value_of(node: Expression, state: State) -> Outcome:
    """What an expression comes to in one state."""
    return _VALUES[type(node)](node, state)


def number_of(node: Expression, state: State) -> Exact:
    """What an expression comes to, where lowering has made sure that it is a number."""
    return cast(Exact, _VALUES[type(node)](node, state))


def holds(test: Test, state: State) -> bool:
    """Whether a test holds in one state."""
    return _TESTS[type(test)](test, state)


def _choose(node: Choose, state: State) -> Outcome:
    for test, then in node.cases:
        if holds(test, state):
            return value_of(then, state)
    return value_of(node.otherwise, state)


def _look_up(node: LookUp, state: State) -> Exact | None:
    number = number_of(node.of, state)
    return next((worth for range_, worth in node.ranges if range_.holds(number)), None)


def _between(node: LookUpBetween, state: State) -> Exact | None:
    """An end that is not known leaves all ranges in play that lie on its side."""
    low, high = (_known(value_of(end, state)) for end in (node.low, node.high))
    worths = [worth for range_, worth in node.ranges if range_.meets(low, high)]
    if not worths:
        return None
    return max(worths) if node.highest else min(worths)


def _known(outcome: Outcome) -> Fraction | None:
    return Fraction(outcome) if isinstance(outcome, Exact) else None


def _compare(test: Compare, state: State) -> bool:
    one, other = value_of(test.one, state), value_of(test.other, state)
    if one is None or other is None or isinstance(one, Reason) or isinstance(other, Reason):
        # A bound that cannot be said stands in no relation to anything.
        return False
    if test.sign is Sign.AT_LEAST:
        return one >= other
    return one > other if test.sign is Sign.ABOVE else one == other


# A table by kind: an expression is worked out for every state, and a chain of questions would be asked each time.
_VALUES: dict[type[Expression], Callable[[Any, State], Outcome]] = {
    Number: lambda node, state: cast(Exact, node.exact),
    Total: lambda node, state: state.total(node.term),
    Least: lambda node, state: state.least(node.term),
    Choose: _choose,
    NoScore: lambda node, state: cast(Reason, node.reason),
    Unknown: lambda node, state: None,
    Call: lambda node, state: state.call(node.rule),
    Plus: lambda node, state: number_of(node.one, state) + number_of(node.other, state),
    Times: lambda node, state: number_of(node.one, state) * number_of(node.other, state),
    Divide: lambda node, state: Fraction(number_of(node.one, state), number_of(node.by, state)),
    Lesser: lambda node, state: min(number_of(node.one, state), number_of(node.other, state)),
    LookUp: _look_up,
    LookUpBetween: _between,
}
_TESTS: dict[type[Test], Callable[[Any, State], bool]] = {
    Compare: _compare,
    Every: lambda test, state: all(holds(part, state) for part in test.of),
    Some: lambda test, state: any(holds(part, state) for part in test.of),
    Not: lambda test, state: not holds(test.of, state),
}
