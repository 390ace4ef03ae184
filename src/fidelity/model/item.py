"""Items: what a rater looks at, and what each answer is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.identifier import identifier_problems
from fidelity.model.number import plain
from fidelity.model.range import Range, cover_problems
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import FIXED, Status
from fidelity.problems import Problem, nearest


class Use(Enum):
    """What an item is for."""

    SCORED = "scored"
    """Part of every score that takes all items."""
    UNSCORED = "unscored"
    """Recorded, and part of a score only where the score names it."""


@attrs.frozen
class Step:
    """What raw numbers in one range are worth.

    Attributes:
        range: The raw numbers.
        points: What each of them is worth.
    """

    range: Range
    points: Fraction


@attrs.frozen
class Item:
    """One thing that is rated.

    Attributes:
        id: Its name within the checklist, and its column in a table of ratings.
        text: What is rated, in words that the licence allows.
        scale: Its answers.
        component: The core component that it shows, by id; empty where it shows none.
        dimension: What is judged: ``adherence``, ``quality``, ``dose``, or a subscale's name.
        guidance: How to decide, for the rater.
        anchors: What practice looks like, by code, where the scale's own anchors are not enough.
        evidence: Where the rater looks: ``observation``, ``interview``, ``record``.
        allows: The statuses that may stand instead of a rating.
        critical: Whether failing this item matters whatever the total is.
        use: Whether scores that take all items take it.
        steps: For a raw number: what it is worth, by range; empty where the number itself counts.
        source: Where this item comes from, when it differs from the rest.
    """

    id: str
    text: str
    scale: Scale
    component: str = ""
    dimension: str = ""
    guidance: str = ""
    anchors: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    evidence: tuple[str, ...] = ()
    allows: frozenset[Status] = frozenset()
    critical: bool = False
    use: Use = Use.SCORED
    steps: tuple[Step, ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an item whose anchors, statuses or steps do not fit its scale."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        yield from identifier_problems(self.id)
        codes = [point.code for point in self.scale.points]
        for code in self.anchors:
            if code not in codes:
                yield Problem(
                    "unknown-code",
                    f"scale `{self.scale.id}` has no code `{code}`",
                    nearest(code, codes),
                    ("anchors", code),
                )
        for status in sorted(self.allows & FIXED.keys() - {Status.OFF_BY_DESIGN}, key=lambda each: each.value):
            yield Problem(
                "bad-status",
                f"`{status.value}` is not something that an item can allow",
                "allow not_applicable, not_observed, no_opportunity, not_assessable or insufficient_data",
                ("allows",),
            )
        yield from self._step_problems()

    def _step_problems(self) -> Iterator[Problem]:
        if not self.steps:
            return
        scale = self.scale
        if scale.kind in (None, Kind.PERSONS):
            yield Problem(
                "steps-without-number",
                f"item `{self.id}` turns raw numbers into points, and scale `{scale.id}` has none",
                "give it a scale with `measure: count`, `number` or `percent`, or leave `points` out",
                ("points",),
            )
            return
        low, high = scale.lowest, scale.highest
        beyond = max(abs(end) for step in self.steps for end in (step.range.low, step.range.high) if end is not None)
        low = -beyond - 1 if low is None else low
        high = beyond + 1 + abs(low) if high is None else high
        ranges = [step.range for step in self.steps]
        for problem in cover_problems(ranges, low, high, scale.step, f"ranges of item `{self.id}`"):
            yield problem.under("points")

    @property
    def lowest(self) -> Fraction | None:
        """The lowest points that the item can earn; None where a raw number has no limit."""
        worth = self.worths
        return min(worth) if worth else self.scale.lowest

    @property
    def highest(self) -> Fraction | None:
        """The highest points that the item can earn; None where a raw number has no limit."""
        worth = self.worths
        return max(worth) if worth else self.scale.highest

    @property
    def worths(self) -> tuple[Fraction, ...]:
        """The points that the item can earn, where they are finitely many; else empty."""
        if self.steps:
            return tuple(step.points for step in self.steps)
        return tuple(point.points for point in self.scale.points)

    def anchor(self, code: str) -> str:
        """What practice looks like that earns a code; empty where nothing says so."""
        own = self.anchors.get(code)
        if own is not None:
            return own
        return next((point.anchor for point in self.scale.points if point.code == code), "")

    def points_of(self, raw: Fraction) -> Fraction:
        """What a raw number is worth.

        Args:
            raw: A number that the scale can have.
        """
        if not self.steps:
            return raw
        for step in self.steps:
            if step.range.holds(raw):
                return step.points
        raise ValueError(f"{plain(raw)} lies in no range of item {self.id}")
