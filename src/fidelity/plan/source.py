"""Which of the members' numbers a rule is read for: what is there, or the lowest or highest that all could still be."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.plan.algebra import Choose, Compare, Expression, Least, Lesser, Number, Plus, Sign, Test, Total
from fidelity.plan.seen import DUE, THERE, Part, Quantity, Shape, Term

MISSING = frozenset({Part.MISSING})
NOTHING = Number(Fraction(0))
WHOLE = Number(Fraction(1))
HUNDRED = Number(Fraction(100))


@attrs.frozen
class Source:
    """Which of the members' numbers a rule is read for.

    Attributes:
        reads: Which number of which members.
    """

    reads: tuple[tuple[Quantity, frozenset[Part]], ...]

    def total(
        self,
        shape: Shape,
        of: frozenset[str] | None = None,
        at_least: Fraction | None = None,
        from_lowest: bool = False,
        weighted: bool = True,
    ) -> Expression:
        """What the members add up to."""
        totals = [
            Total(Term(shape, _read(shape, quantity), when, of, at_least, from_lowest, weighted))
            for quantity, when in self.reads
        ]
        return totals[0] if len(totals) == 1 else Plus(*totals)

    def least(self) -> Expression:
        """The least of the members."""
        leasts = [Least(Term(Shape.POINTS, quantity, when)) for quantity, when in self.reads]
        if len(leasts) == 1:
            return leasts[0]
        return Choose(((some_missing(), Lesser(*leasts)),), leasts[0])


def _read(shape: Shape, quantity: Quantity) -> Quantity:
    """The quantity, where the shape depends on it: so that equal totals are one total."""
    return quantity if shape in (Shape.POINTS, Shape.SHARE, Shape.MET, Shape.UNLIMITED) else Quantity.POINTS


def some_missing() -> Test:
    """Whether any member is due and not there."""
    return Compare(Total(Term(Shape.ONE, when=MISSING)), Sign.ABOVE, NOTHING)


VALUE = Source(((Quantity.POINTS, THERE),))
VALUE_OR_LOWEST = Source(((Quantity.POINTS, THERE), (Quantity.LOWEST, MISSING)))
LOW = Source(((Quantity.LOWEST, DUE),))
HIGH = Source(((Quantity.HIGHEST, DUE),))
