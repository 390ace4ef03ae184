"""Nodes of the algebra, one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.range import Range
from fidelity.plan.algebra import (
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
    parts,
    terms,
)
from fidelity.plan.evaluate import holds, value_of
from fidelity.plan.exact import Members
from fidelity.plan.result import Reason
from fidelity.plan.seen import Member, Part, Seen, Shape, Term

TWO, THREE = Number(Fraction(2)), Number(Fraction(3))
POINTS = Term(Shape.POINTS)


def used(name: str, points: int) -> tuple[Member, Seen]:
    """A member of 0 to 9 that is there."""
    worth = Fraction(points)
    return Member(name, Fraction(0), Fraction(9), ()), Seen(Part.USED, True, worth, worth, worth)


STATE = Members((used("a", 4), used("b", 1), (Member("c", Fraction(0), Fraction(9), ()), Seen(Part.EXCLUDED))), {})
RANGES = ((Range(below=Fraction(2)), Fraction(10)), (Range(at_least=Fraction(2)), Fraction(5)))


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (TWO, Fraction(2)),
        (Total(POINTS), Fraction(5)),
        (Least(POINTS), Fraction(1)),
        (Plus(TWO, THREE), Fraction(5)),
        (Times(TWO, THREE), Fraction(6)),
        (Divide(TWO, THREE), Fraction(2, 3)),
        (Lesser(TWO, THREE), Fraction(2)),
        (LookUp(TWO, RANGES), Fraction(5)),
        (LookUpBetween(Number(Fraction(1)), TWO, RANGES, highest=True), Fraction(10)),
        (LookUpBetween(Number(Fraction(1)), TWO, RANGES, highest=False), Fraction(5)),
        (LookUpBetween(TWO, THREE, RANGES, highest=True), Fraction(5)),
        (LookUpBetween(Unknown(), TWO, RANGES, highest=True), Fraction(10)),
        (LookUpBetween(TWO, Unknown(), RANGES, highest=False), Fraction(5)),
        (NoScore(Reason.OVER_ZERO), Reason.OVER_ZERO),
        (Unknown(), None),
        (Choose(((Compare(TWO, Sign.ABOVE, THREE), NoScore(Reason.OVER_ZERO)),), THREE), Fraction(3)),
        (Choose(((Compare(TWO, Sign.EQUAL, TWO), TWO), (Compare(TWO, Sign.EQUAL, TWO), THREE)), THREE), Fraction(2)),
    ],
)
def test_what_a_node_comes_to(node: Expression, value: Fraction | Reason | None) -> None:
    """Each kind of node gives its number, its reason, or nothing; never a float."""
    found = value_of(node, STATE)
    assert found == value
    assert not isinstance(found, float)


TRUE, FALSE = Compare(TWO, Sign.EQUAL, TWO), Compare(TWO, Sign.ABOVE, TWO)


@pytest.mark.parametrize(
    ("test", "truth"),
    [
        (Compare(TWO, Sign.AT_LEAST, TWO), True),
        (Compare(TWO, Sign.AT_LEAST, THREE), False),
        (Compare(THREE, Sign.ABOVE, TWO), True),
        (FALSE, False),
        (TRUE, True),
        (Every((TRUE, FALSE)), False),
        (Every((TRUE, TRUE)), True),
        (Some((FALSE, TRUE)), True),
        (Some((FALSE, FALSE)), False),
        (Not(TRUE), False),
        # What cannot be said is equal to nothing, not even to what else cannot be said.
        (Compare(Unknown(), Sign.EQUAL, Unknown()), False),
        (Compare(NoScore(Reason.OVER_ZERO), Sign.EQUAL, NoScore(Reason.OVER_ZERO)), False),
        (Compare(Unknown(), Sign.AT_LEAST, TWO), False),
    ],
)
def test_whether_a_test_holds(test: Test, truth: bool) -> None:
    """Comparisons are exact, and what is unknown stands in no relation."""
    assert holds(test, STATE) is truth


def test_the_terms_of_nodes_are_found_wherever_they_stand() -> None:
    """Totals in tests and in cases, and leasts, are each found once."""
    other = Term(Shape.ONE)
    node = Choose(((Not(Compare(Total(other), Sign.EQUAL, TWO)), Total(POINTS)),), Least(POINTS))
    assert terms(node, Total(other)) == ((other, POINTS), (POINTS,), False)
    assert Total(other) in set(parts(node))
