"""One rater beside another: how often they agree, and who rates higher, in counts that add."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from fidelity.agreement.closeness import SILENT, Closeness, closeness
from fidelity.agreement.percent import NOTHING as NO_PAIRS
from fidelity.agreement.percent import Agreement, of_item
from fidelity.model.answer import Answer
from fidelity.model.certification import AgreementKind
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.raters.compare import Side, answer_in, compare


@attrs.frozen
class Beside:
    """How one rater's ratings stand beside those of another, who may be the master.

    Attributes:
        agreement: Of the pairs in which both said something, how many agree.
        n_near: How many of them are the same, or neighbours where the scale has neighbours.
        n_blank: How often the rater said nothing, and the other did.
        n_higher: How often the rater's rating is worth more.
        n_lower: How often it is worth less.
        n_rated: How often both gave a point of a scale.
        points: The sum of the differences of these, the rater's points less the other's.
    """

    agreement: Agreement = NO_PAIRS
    n_near: int = 0
    n_blank: int = 0
    n_higher: int = 0
    n_lower: int = 0
    n_rated: int = 0
    points: Fraction = Fraction(0)

    def __add__(self, other: Beside) -> Beside:
        """Both together."""
        counts = (getattr(self, field.name) + getattr(other, field.name) for field in attrs.fields(Beside))
        return Beside(*counts)

    @property
    def n(self) -> int:
        """How many answers of the other are held against the rater's, whether the rater said something or not."""
        return self.agreement.n_pairs + self.n_blank

    def n_agreeing(self, kind: AgreementKind) -> int:
        """How many of them the rater agrees with; what was left blank agrees with nothing.

        Args:
            kind: What counts as agreement.
        """
        return self.agreement.n_exact if kind is AgreementKind.EXACT else self.n_near

    def share(self, kind: AgreementKind) -> Fraction | None:
        """What share of them the rater agrees with, 0 to 1; None where there is none.

        Args:
            kind: What counts as agreement.
        """
        return Fraction(self.n_agreeing(kind), self.n) if self.n else None

    @property
    def difference(self) -> Fraction | None:
        """The mean difference in points, above 0 where the rater rates higher; None where no two points were given."""
        return self.points / self.n_rated if self.n_rated else None


NOTHING = Beside()
"""Nobody beside nobody, to which others are added."""


def by_item(mine: Side, other: Side) -> Mapping[str, Beside]:
    """A rater beside another on one visit, for each item that both were asked in the same way.

    Args:
        mine: The rater; one whose rating is independent.
        other: The other.
    """
    items = [each.item for each in compare((mine, other)).items]
    return {
        item.id: _beside(
            answer_in(mine.blind, item, mine.plan.checklist), answer_in(other.blind, item, other.plan.checklist), item
        )
        for item in items
    }


def _beside(mine: Answer, other: Answer, item: Item) -> Beside:
    if other.status in SILENT:
        return NOTHING
    if mine.status in SILENT:
        return Beside(n_blank=1)
    near = closeness(mine, other, item) in (Closeness.SAME, Closeness.BY_ONE)
    agreement = of_item((mine, other), item)
    if mine.value is None or other.value is None:
        return Beside(agreement, int(near))
    apart = mine.value - other.value
    found = Beside(agreement, int(near), n_higher=int(apart > 0), n_lower=int(apart < 0))
    # Minutes less minutes are no points, so of raw numbers only the direction is told.
    return found if item.scale.is_measure else attrs.evolve(found, n_rated=1, points=apart)


def direction(beside: Beside) -> str:
    """Which way a rater leans, in words: ``higher 3, lower 1``; empty where there is no difference."""
    told = {"higher": beside.n_higher, "lower": beside.n_lower}
    return ", ".join(f"{word} {n}" for word, n in told.items() if n)


def signed(number: Fraction, decimals: int = 2) -> str:
    """A difference with its sign: ``+0.25``, ``-1.00``, ``0.00``, rounded half away from 0."""
    scaled = abs(number) * 10**decimals
    whole = scaled.numerator // scaled.denominator + int((scaled % 1) * 2 >= 1)
    text = str(whole).rjust(decimals + 1, "0")
    sign = "" if not whole else "-" if number < 0 else "+"
    return f"{sign}{text[:-decimals]}.{text[-decimals:]}"


def exact_text(number: Fraction | None) -> str:
    """A share as exact text; empty where there is none."""
    return "" if number is None else plain(number)
