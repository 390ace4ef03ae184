"""A checklist: items, scores and criteria that belong together, checked against each other when it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.certification import Certification
from fidelity.model.consistency import checklist_problems
from fidelity.model.criterion import Criterion
from fidelity.model.figure import Figure
from fidelity.model.identifier import identifier_problems
from fidelity.model.item import Item
from fidelity.model.members import chosen
from fidelity.model.number import plain
from fidelity.model.period import Period
from fidelity.model.score import Members, Score
from fidelity.model.status import STRICT, Effect, Status
from fidelity.model.unit import Unit
from fidelity.problems import Problem


class Measures(Enum):
    """What a checklist measures: the five areas of treatment fidelity."""

    DESIGN = "design"
    TRAINING = "training"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    ENACTMENT = "enactment"


@attrs.frozen
class Sampling:
    """How much is to be observed.

    Attributes:
        n: How many observations in each period.
        every: The period, such as ``1 month``; None where none is named.
        double_rated: What share is to be rated twice, 0 to 1.
    """

    n: int = 1
    every: Period | None = None
    double_rated: Fraction = Fraction(0)

    def __attrs_post_init__(self) -> None:
        """Refuse a number of observations of no period, and a share that is none."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        if self.n < 1 or (self.n > 1 and self.every is None):
            message = f"{self.n} observations are no plan without a period to make them in"
            yield Problem("bad-sampling", message, "write `per_practitioner: {every: 1 month, n: 2}`", ())
        if not 0 <= self.double_rated <= 1:
            message = f"`double_rated` is a share of the observations, 0 to 1, and is {plain(self.double_rated)}"
            yield Problem("bad-sampling", message, "write 20% or 0.2", ("double_rated",))


@attrs.frozen
class Reliability:
    """How well two raters must agree.

    Attributes:
        statistic: The coefficient: ``ac2``, ``alpha``, ``icc``, ``percent``.
        at_least: The lowest acceptable value.
    """

    statistic: str
    at_least: Fraction


@attrs.frozen
class Checklist:
    """What is rated, and what is made of it.

    Attributes:
        id: Its name within the definition.
        items: What is rated, in the order of the form.
        scores: What is computed.
        criteria: What is judged.
        title: Its name for people.
        measures: Which area of fidelity it measures.
        rated_by: Who may fill it in.
        unit: What one filled-in checklist speaks about.
        effects: What each status does, unless a score says otherwise.
        status_codes: Codes that stand for a status in every item, such as ``NA``.
        minutes: How long filling it in takes; None where nobody measured it.
        n_items: How many items its publication states, without those that only help to score another one; None where it
            states no number.
        sampling: How much is to be observed.
        reliability: How well raters must agree.
        certification: What a rater must reach against master ratings; None where nothing is asked.
        figures: What is taken over many observations.
        off: Items that a profile leaves out, by id: they stay on the list, with the status *off by design*.
        profile: The profile that made this variant, by id; empty for the checklist as published.
    """

    id: str
    items: tuple[Item, ...]
    scores: tuple[Score, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    title: str = ""
    measures: Measures = Measures.DELIVERY
    rated_by: tuple[str, ...] = ()
    unit: Unit = Unit.SESSION
    effects: Mapping[Status, Effect] = attrs.field(factory=dict, hash=False)
    status_codes: Mapping[str, Status] = attrs.field(factory=dict, hash=False)
    minutes: int | None = None
    n_items: int | None = None
    sampling: Sampling | None = None
    reliability: Reliability | None = None
    certification: Certification | None = None
    figures: tuple[Figure, ...] = ()
    off: frozenset[str] = frozenset()
    profile: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a checklist whose parts name what is not there."""
        problems = (
            *identifier_problems(self.id),
            *checklist_problems(
                self.items, self.scores, self.criteria, self.effects, off=self.off, figures=self.figures
            ),
        )
        if problems:
            raise InvalidRecord(problems)

    @property
    def name(self) -> str:
        """Its name for people: the title, or the id where there is none."""
        return self.title or self.id

    @cached_property
    def item(self) -> Mapping[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def score(self) -> Mapping[str, Score]:
        """The scores by id."""
        return {score.id: score for score in self.scores}

    def members(self, of: Members) -> tuple[str, ...]:
        """The ids that a choice of members stands for, in the order of the checklist."""
        return chosen(of, self.items)

    def effect(self, score: Score, status: Status) -> Effect:
        """What a status does in a score: what the score says, else the checklist, else the strict reading."""
        return score.effects.get(status) or self.effects.get(status) or STRICT[status]

    def criteria_on(self, day: date | None) -> tuple[Criterion, ...]:
        """The criteria that hold on a day."""
        return tuple(criterion for criterion in self.criteria if criterion.in_force(day))
