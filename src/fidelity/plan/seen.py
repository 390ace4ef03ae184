"""What a score sees of one member, and what the member adds to a total."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

import attrs

from fidelity.model.answer import Answer
from fidelity.model.item import Step
from fidelity.model.status import FIXED, Effect, Status
from fidelity.plan.result import Reason, Result

ZERO, ONE = Fraction(0), Fraction(1)


class Part(Enum):
    """What one member is to one score, once its status has had its effect."""

    USED = "used"
    MISSING = "missing"
    EXCLUDED = "excluded"
    FORBIDDEN = "forbidden"


@attrs.frozen
class Seen:
    """What a score sees of one member.

    Attributes:
        part: What it is to the score.
        rated: Whether there is a real rating behind it.
        points: What it is worth; None unless it is used.
        lowest: The lowest that it is or could be; None where there is no limit.
        highest: The highest that it is or could be; None where there is no limit.
        persons: For results of persons: what each one had, as a share from 0 to 1.
    """

    part: Part
    rated: bool = False
    points: Fraction | None = None
    lowest: Fraction | None = None
    highest: Fraction | None = None
    persons: tuple[Fraction, ...] = ()


EXCLUDED = Seen(Part.EXCLUDED)
FORBIDDEN = Seen(Part.FORBIDDEN)


@attrs.frozen
class Member:
    """One member of one score.

    Attributes:
        id: The item or score.
        lowest: The lowest points that it can have; None where there is no limit.
        highest: The highest points that it can have; None where there is no limit.
        effects: What each status does.
        weight: How much it weighs.
        reverse: Whether its points count backwards within its range.
        off: Whether a profile leaves it out.
        steps: What raw numbers are worth; empty where points are points.
        is_score: Whether it is a score.
    """

    id: str
    lowest: Fraction | None
    highest: Fraction | None
    effects: tuple[tuple[Status, Effect], ...]
    weight: Fraction = ONE
    reverse: bool = False
    off: bool = False
    steps: tuple[Step, ...] = ()
    is_score: bool = False

    def effect(self, status: Status) -> Effect:
        """What a status does."""
        return FIXED.get(status) or dict(self.effects)[status]

    def turned(self, points: Fraction | None) -> Fraction | None:
        """Points as the score counts them: backwards, where the member is reversed."""
        if points is None or not self.reverse:
            return points
        assert self.lowest is not None
        assert self.highest is not None
        return self.lowest + self.highest - points

    def worth(self, raw: Fraction) -> Fraction:
        """What a raw number is worth, before any reversal."""
        return next((step.points for step in self.steps if step.range.holds(raw)), raw)

    def see(self, answer: Answer) -> Seen:
        """What the score sees of an answer to an item."""
        if self.off:
            return EXCLUDED
        if answer.status is not Status.RATED:
            return self._unrated(self.effect(answer.status), self.lowest, self.highest)
        if answer.value is None and not answer.persons:
            return self._unrated(Effect.MISSING, self.lowest, self.highest)
        if answer.persons:
            return Seen(Part.USED, True, ZERO, ZERO, ONE, answer.persons)
        points = None if answer.value is None else self.turned(self.worth(answer.value))
        return Seen(Part.USED, True, points, points, points)

    def see_result(self, result: Result) -> Seen:
        """What the score sees of another score."""
        if result.value is not None:
            return Seen(Part.USED, True, self.turned(result.value), *self._ends(result))
        if result.reason is Reason.NOTHING_APPLICABLE:
            return self._unrated(self.effect(Status.NOT_APPLICABLE), self.lowest, self.highest)
        return Seen(Part.MISSING, False, None, *self._ends(result))

    def _ends(self, result: Result) -> tuple[Fraction | None, Fraction | None]:
        """What a score could still be; where nobody can say, whatever it can be at all."""
        lowest = self.lowest if result.lowest is None else result.lowest
        highest = self.highest if result.highest is None else result.highest
        ends = self.turned(lowest), self.turned(highest)
        return (ends[1], ends[0]) if self.reverse else ends

    def _unrated(self, effect: Effect, lowest: Fraction | None, highest: Fraction | None) -> Seen:
        if effect is Effect.EXCLUDED:
            return EXCLUDED
        if effect is Effect.FORBIDDEN:
            return FORBIDDEN
        if effect is Effect.MISSING:
            return Seen(Part.MISSING, lowest=lowest, highest=highest)
        points = lowest if effect is Effect.LOWEST else highest
        share = ZERO if effect is Effect.LOWEST else ONE
        return Seen(Part.USED, False, points, points, points, (share,))


class Shape(Enum):
    """What is counted of a member."""

    ONE = "one"
    """The member itself."""
    RATED = "rated"
    """The member, if there is a real rating behind it."""
    POINTS = "points"
    """Its points."""
    POSSIBLE = "possible"
    """The points that it could have had."""
    SHARE = "share"
    """Its points by the points that it could have had."""
    MET = "met"
    """1 where it reaches a threshold, else 0."""
    PERSONS = "persons"
    """How many persons it holds results of."""
    PERSONS_MET = "persons_met"
    """How many of these persons reach a threshold."""
    UNLIMITED = "unlimited"
    """1 where the quantity has no limit, else 0."""


class Quantity(Enum):
    """Which of a member's numbers is meant."""

    POINTS = "points"
    """What it is worth."""
    LOWEST = "lowest"
    """The lowest that it is or could be."""
    HIGHEST = "highest"
    """The highest that it is or could be."""


THERE = frozenset({Part.USED})
DUE = frozenset({Part.USED, Part.MISSING})


@attrs.frozen(cache_hash=True)
class Term:
    """What one member adds to a total.

    Attributes:
        shape: What is counted.
        quantity: Of which of its numbers.
        when: For which members; the others add nothing.
        of: Only these members, by id; None for all.
        at_least: The threshold; None for the member's highest.
        from_lowest: Whether points are counted from the member's lowest instead of from 0.
        weighted: Whether the member's weight is multiplied in.
    """

    shape: Shape
    quantity: Quantity = Quantity.POINTS
    when: frozenset[Part] = THERE
    of: frozenset[str] | None = None
    at_least: Fraction | None = None
    from_lowest: bool = False
    weighted: bool = False

    def concerns(self, member: Member, seen: Seen) -> bool:
        """Whether a member adds anything."""
        return seen.part in self.when and (self.of is None or member.id in self.of)

    def of_member(self, member: Member, seen: Seen) -> Fraction:
        """What a member adds."""
        if not self.concerns(member, seen):
            return ZERO
        counted = self._counted(member, seen)
        return counted * member.weight if self.weighted else counted

    def quantity_of(self, seen: Seen) -> Fraction | None:
        """The number of a member that is meant."""
        if self.quantity is Quantity.LOWEST:
            return seen.lowest
        return seen.highest if self.quantity is Quantity.HIGHEST else seen.points

    def _counted(self, member: Member, seen: Seen) -> Fraction:
        shape = self.shape
        if shape is Shape.ONE:
            return ONE
        if shape is Shape.RATED:
            return Fraction(seen.rated)
        if shape in (Shape.PERSONS, Shape.PERSONS_MET):
            return self._persons(seen)
        floor = member.lowest if self.from_lowest and member.lowest is not None else ZERO
        possible = None if member.highest is None else member.highest - floor
        if shape is Shape.POSSIBLE:
            return possible or ZERO
        number = self.quantity_of(seen)
        if shape is Shape.UNLIMITED:
            return Fraction(number is None)
        if number is None:
            return ZERO
        if shape is Shape.MET:
            threshold = member.highest if self.at_least is None else self.at_least
            return Fraction(threshold is not None and number >= threshold)
        if shape is Shape.SHARE:
            return (number - floor) / possible if possible else ZERO
        return number - floor

    def _persons(self, seen: Seen) -> Fraction:
        if self.shape is Shape.PERSONS:
            return Fraction(len(seen.persons))
        return Fraction(sum(share >= (self.at_least or 0) for share in seen.persons))
