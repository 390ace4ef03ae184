"""A checklist: items, scores and criteria that belong together, checked against each other when it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.criterion import BandTest, Criterion, ItemTest, leaves
from fidelity.model.identifier import identifier_problems
from fidelity.model.item import Item, Use
from fidelity.model.rule import Ladder, Rate, Ratio, ShareOfPersons
from fidelity.model.scale import Kind
from fidelity.model.score import Members, Score
from fidelity.model.status import STRICT, Effect, Status
from fidelity.problems import Path, Problem, nearest, twice


class Measures(Enum):
    """What a checklist measures: the five areas of treatment fidelity."""

    DESIGN = "design"
    TRAINING = "training"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    ENACTMENT = "enactment"


class Unit(Enum):
    """What one filled-in checklist speaks about."""

    SESSION = "session"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    SITE = "site"


@attrs.frozen
class Sampling:
    """How much is to be observed.

    Attributes:
        n: How many observations in each period.
        every: The period, such as ``1 month``.
        double_rated: What share is to be rated twice, 0 to 1.
    """

    n: int = 1
    every: str = ""
    double_rated: Fraction = Fraction(0)


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
        sampling: How much is to be observed.
        reliability: How well raters must agree.
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
    sampling: Sampling | None = None
    reliability: Reliability | None = None
    off: frozenset[str] = frozenset()
    profile: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a checklist whose parts name what is not there."""
        problems = (
            *identifier_problems(self.id),
            *checklist_problems(self.items, self.scores, self.criteria, self.effects, off=self.off),
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


def chosen(of: Members, items: Sequence[Item]) -> tuple[str, ...]:
    """The ids that a choice of members stands for, in the order of the items."""
    if of.ids:
        return of.ids
    return tuple(
        item.id
        for item in items
        if item.use is Use.SCORED
        and (
            of.every
            or (of.component and item.component == of.component)
            or (of.dimension and item.dimension == of.dimension)
        )
    )


def members_read(score: Score, items: Sequence[Item]) -> tuple[tuple[Path, str], ...]:
    """Every item or score that a score reads, with the path to where it names it."""
    if score.of.ids:
        named: list[tuple[Path, str]] = [(("of", place), member) for place, member in enumerate(score.of.ids)]
    else:
        named = [(("of",), member) for member in chosen(score.of, items)]
    rule = score.rule
    if isinstance(rule, Ratio):
        named += [(("to", place), member) for place, member in enumerate(rule.to)]
    if isinstance(rule, Rate):
        named.append((("per",), rule.per))
    if isinstance(rule, Ladder):
        named += [
            (("steps", step, "needs", need, "of", place), member)
            for step, each in enumerate(rule.steps)
            for need, one in enumerate(each.needs)
            for place, member in enumerate(one.of)
        ]
    return tuple(named)


def checklist_problems(
    items: Sequence[Item],
    scores: Sequence[Score],
    criteria: Sequence[Criterion],
    effects: Mapping[Status, Effect],
    off: Iterable[str] = (),
    also_known: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Where the parts of a checklist do not fit each other.

    Args:
        items: The items.
        scores: The scores.
        criteria: The criteria.
        effects: What each status does, unless a score says otherwise.
        off: Items that a profile leaves out.
        also_known: Ids of parts that are wrong in themselves and already reported: naming them is no second mistake.
    """
    if not items and not also_known:
        yield Problem("no-items", "the checklist has no items", "add at least one under `items`", ("items",))
    names = [(("items", place, "id"), item.id) for place, item in enumerate(items)]
    names += [(("scores", place, "id"), score.id) for place, score in enumerate(scores)]
    yield from twice(names, "id-twice", "item or score")
    item_ids = {item.id for item in items}
    score_ids = {score.id for score in scores}
    for place, score in enumerate(scores):
        for problem in _score_problems(score, items, item_ids | score_ids | also_known, effects):
            yield problem.under("scores", place)
    yield from _circles(scores, items)
    for place, criterion in enumerate(criteria):
        for problem in _criterion_problems(criterion, items, scores, also_known):
            yield problem.under("criteria", place)
    yield from _overlapping(criteria)
    for name in off:
        if name not in item_ids | also_known:
            yield Problem(
                "unknown-item",
                f"there is no item `{name}`",
                nearest(name, item_ids),
                ("leaves_out",),
            )


def _score_problems(
    score: Score,
    items: Sequence[Item],
    known: set[str] | frozenset[str],
    effects: Mapping[Status, Effect],
) -> Iterator[Problem]:
    read = members_read(score, items)
    if not read and not (score.of.every and not items):
        choice = score.of.component or score.of.dimension
        yield Problem(
            "no-members",
            f"score `{score.id}` has no members" + (f": nothing is marked `{choice}`" if choice else ""),
            nearest(choice, {each.dimension or each.component for each in items} - {""}) if choice else "",
            ("of",),
        )
    for path, member in read:
        if member not in known:
            yield Problem(
                "unknown-member",
                f"there is no item or score `{member}`",
                nearest(member, known),
                path,
            )
    if not isinstance(score.rule, Ladder):
        yield from twice((pair for pair in read if pair[0][0] == "of"), "member-twice", "member")
    members = {member for _, member in read}
    for field, names in (("reverse", score.reverse), ("weights", score.weights)):
        for name in sorted(names):
            if name not in members:
                yield Problem(
                    "unknown-member",
                    f"`{name}` is no member of score `{score.id}`",
                    nearest(name, members),
                    (field, name) if field == "weights" else (field,),
                )
    of_score = [item for item in items if item.id in members]
    yield from _scale_problems(score, of_score)
    if Status.NOT_APPLICABLE not in {*score.effects, *effects}:
        allowing = [item.id for item in of_score if Status.NOT_APPLICABLE in item.allows]
        if allowing:
            yield Problem(
                "status-without-effect",
                f"`{allowing[0]}` may be not applicable, and score `{score.id}` does not say what that does",
                "add `not_applicable: excluded`, `counts_as_met` or `not_permitted`",
            )


def _scale_problems(score: Score, members: Sequence[Item]) -> Iterator[Problem]:
    for item in members:
        persons = item.scale.kind is Kind.PERSONS
        if persons is not isinstance(score.rule, ShareOfPersons):
            yield Problem(
                "wrong-measure",
                f"item `{item.id}` holds results of persons"
                if persons
                else f"item `{item.id}` does not hold results of persons",
                "results of persons and rule `share_of_persons` go together",
                ("of",),
            )


def _circles(scores: Sequence[Score], items: Sequence[Item]) -> Iterator[Problem]:
    reads = {score.id: {member for _, member in members_read(score, items)} for score in scores}
    place = {score.id: number for number, score in enumerate(scores)}
    settled: set[str] = set()
    while True:
        ready = {name for name in reads if name not in settled and not (reads[name] & reads.keys()) - settled}
        if not ready:
            break
        settled |= ready
    for name in reads:
        if name not in settled and name in _reached(name, reads):
            yield Problem(
                "score-circle",
                f"score `{name}` is made of itself",
                "take one score out",
                ("scores", place[name], "of"),
            )
            return


def _reached(start: str, reads: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    fresh = reads[start] & reads.keys()
    while fresh:
        found |= fresh
        fresh = {name for each in fresh for name in reads[each] & reads.keys()} - found
    return found


def _criterion_problems(
    criterion: Criterion, items: Sequence[Item], scores: Sequence[Score], also_known: frozenset[str]
) -> Iterator[Problem]:
    item_ids = {item.id for item in items}
    by_id = {score.id: score for score in scores}
    for steps, leaf in leaves(criterion.condition):
        if isinstance(leaf, ItemTest):
            for name in chosen(leaf.items, items):
                if name not in item_ids | also_known:
                    yield Problem(
                        "unknown-item",
                        f"there is no item `{name}`",
                        nearest(name, item_ids),
                        (*steps, "item"),
                    )
            continue
        if leaf.score not in by_id:
            if leaf.score not in also_known:
                known = nearest(leaf.score, by_id)
                yield Problem("unknown-score", f"there is no score `{leaf.score}`", known, (*steps, "score"))
        elif isinstance(leaf, BandTest):
            bands = {band.id for band in by_id[leaf.score].bands}
            for name in leaf.bands:
                if name not in bands:
                    message = f"score `{leaf.score}` has no band `{name}`"
                    yield Problem("unknown-band", message, nearest(name, bands), (*steps, "band"))


def _overlapping(criteria: Sequence[Criterion]) -> Iterator[Problem]:
    for place, later in enumerate(criteria):
        for earlier in criteria[:place]:
            if later.id == earlier.id and _share_a_day(later, earlier):
                yield Problem(
                    "criterion-twice",
                    f"criterion `{later.id}` is defined twice for the same days",
                    "give it another id, or `from` and `until` that do not overlap",
                    ("criteria", place, "id"),
                )


def _share_a_day(one: Criterion, other: Criterion) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_until or date.max, other.valid_until or date.max)
    return begins < ends
