"""Checklists and tables of answers, made up by Hypothesis: valid ones of every shape that the language can say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TypeVar

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.answer import Answer, answers, unrated
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest, ScoreTest
from fidelity.model.declared import DeclaredRange
from fidelity.model.item import Item, Step, Use
from fidelity.model.missing import MissingRule, Then
from fidelity.model.profile import Profile, Replacement, with_profile
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from fidelity.plan.lowering import lower

T = TypeVar("T")
Rows = list[dict[str, Answer]]

POINTS = tuple(Fraction(number) for number in ("-2", "-1", "0", "1/3", "1/2", "1", "1.5", "2", "2.7", "3", "5", "10"))
OPEN = (
    Status.NOT_APPLICABLE,
    Status.NOT_OBSERVED,
    Status.NO_OPPORTUNITY,
    Status.NOT_ASSESSABLE,
    Status.INSUFFICIENT_DATA,
)
ENDLESS = (Effect.EXCLUDED, Effect.MISSING, Effect.FORBIDDEN)
"""Effects that need no end of a range."""
EFFECTS = (*ENDLESS, Effect.EXCLUDED, Effect.LOWEST, Effect.HIGHEST)
SHARES = (Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(3, 4))


@attrs.frozen
class Thing:
    """An item or a score that a score can be made of.

    Attributes:
        id: Its id.
        low: The lowest that it can have; None where there is no limit.
        high: The highest that it can have; None where there is no limit.
        is_score: Whether it is a score.
    """

    id: str
    low: Fraction | None
    high: Fraction | None
    is_score: bool = False

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def positive(self) -> bool:
        """Whether it never falls below 0."""
        return self.low is not None and self.low >= 0

    @property
    def earns(self) -> bool:
        """Whether its points can be put as a percentage of what could be had."""
        return self.low is not None and self.low >= 0 and self.high is not None and self.high > self.low


@attrs.frozen
class Draw:
    """What is drawn from; a short way to write it.

    Attributes:
        data: What Hypothesis draws with.
    """

    data: st.DrawFn

    def one(self, choices: Sequence[T]) -> T:
        """One of several things; simpler ones come first."""
        return self.data(st.sampled_from(choices))

    def some(self, choices: Sequence[T], least: int = 1, most: int = 8) -> list[T]:
        """Several different things."""
        if not choices:
            return []
        size = min(most, len(choices))
        return self.data(st.lists(st.sampled_from(choices), min_size=least, max_size=size, unique=True))

    def number(self, low: int, high: int) -> int:
        """A whole number."""
        return self.data(st.integers(low, high))

    def chance(self, of: int) -> bool:
        """Whether something unusual is to happen: once in so many times."""
        return self.number(1, of) == of


# Scales and items.


def _scale(draw: Draw, name: str) -> Scale:
    codes = {"9": Status.INSUFFICIENT_DATA} if draw.chance(4) else {}
    if not draw.chance(4):
        worth = draw.some(POINTS, 2, 6)
        if draw.chance(2):
            worth = [Fraction(each) for each in range(draw.number(2, 5))]
        return Scale(name, tuple(Point(f"c{n}", each) for n, each in enumerate(worth)), status_codes=codes)
    kind = draw.one((Kind.COUNT, Kind.COUNT, Kind.COUNT, Kind.PERCENT, Kind.NUMBER))
    if kind is Kind.NUMBER:
        return Scale(name, kind=kind, status_codes=codes)
    end = draw.one((Fraction(3), Fraction(4), None)) if kind is Kind.COUNT else Fraction(100)
    return Scale(name, kind=kind, lowest=Fraction(0), highest=end, status_codes=codes)


def _item(draw: Draw, name: str, scale: Scale) -> Item:
    allows = frozenset(draw.some(OPEN, 0, 3))
    steps: tuple[Step, ...] = ()
    if scale.is_measure and draw.chance(2):
        cut = Fraction(draw.number(1, 3)) + (Fraction(1, 2) if draw.chance(3) else 0)
        low, high = draw.some(POINTS, 2, 2)
        steps = (Step(Range(below=cut), low), Step(Range(at_least=cut), high))
    use = Use.UNSCORED if draw.chance(8) else Use.SCORED
    return Item(name, "text", scale, allows=allows, steps=steps, use=use, dimension=draw.one(("", "dose", "quality")))


def _thing(item: Item) -> Thing:
    return Thing(item.id, item.lowest, item.highest)


# Rules. Each gives the members of the score beside the rule, or None where nothing fits.

Chosen = tuple[rules.Rule, list[Thing]]


def _any_rule(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    choices: tuple[rules.Rule, ...] = (rules.Sum(), rules.Mean(), rules.Weighted(), rules.Minimum())
    return draw.one(choices), draw.some(things)


def _percentage(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    start = draw.one((rules.CountedFrom.ZERO, rules.CountedFrom.LOWEST))
    choices: tuple[rules.Rule, ...] = (rules.PercentOfPossible(start), rules.MeanOfPercentages(start))
    if start is rules.CountedFrom.LOWEST:
        ranged = [
            thing for thing in things if thing.low is not None and thing.high is not None and thing.high > thing.low
        ]
        return draw.one(choices), draw.some(ranged)
    return draw.one(choices), draw.some([thing for thing in things if thing.earns])


def _threshold(draw: Draw, members: Sequence[Thing]) -> Fraction | None:
    highs = [thing.high for thing in members if thing.high is not None]
    if len(highs) == len(members) and draw.chance(2):
        return None
    return draw.one([each for each in POINTS if not highs or each <= min(highs)] or [min(highs)])


def _reaching(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    members = draw.some(things)
    threshold, form = _threshold(draw, members), draw.one((rules.Form.PROPORTION, rules.Form.PERCENT))
    choices: tuple[rules.Rule, ...] = (
        rules.ProportionAtOrAbove(threshold, form),
        rules.Opportunity(threshold, form),
        rules.Count(threshold),
        rules.AllOrNothing(threshold),
    )
    return draw.one(choices), members


def _ratio(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    """A ratio of which the bounds are exact: nothing above the line is below it, or all of it is."""
    positive = [thing for thing in things if thing.positive]
    if len(positive) < 2:
        return None
    to = draw.some(positive, 1, len(positive) - 1)
    above = draw.some(to if draw.chance(3) else [thing for thing in positive if thing not in to])
    nothings: tuple[rules.Over | Fraction, ...] = (rules.Over.NONE, Fraction(0), Fraction(1))
    overs: tuple[rules.Over | Fraction, ...] = (rules.Over.NONE, rules.Over.HIGHEST, Fraction(7))
    ids = tuple(thing.id for thing in to)
    return rules.Ratio(
        ids,
        draw.one(nothings),
        draw.one(overs),
        draw.one((Fraction(1), Fraction(100))),
        Fraction(50),
        draw.one((None, None, Fraction(2))),
    ), above


def _rate(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    lengths = [thing for thing in things if thing.positive and not thing.is_score]
    if len(lengths) < 2:
        return None
    per = draw.one(lengths)
    above = draw.some([thing for thing in things if thing.positive and thing != per])
    return rules.Rate(per.id, draw.one((Fraction(1), Fraction(60))), draw.one((None, Fraction(1)))), above


def _first(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    """The first that applies of some, in an order that is not that of the checklist."""
    members = draw.some(things, 1, 3)
    return rules.FirstApplicable(), members[::-1] if draw.chance(2) else members


def _look_up(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    cut = draw.one((Fraction(1, 2), Fraction(1), Fraction(2)))
    low, middle, high = (draw.one(POINTS) for _ in range(3))
    return rules.LookUp(
        (
            rules.Rung(Range(below=cut), low),
            rules.Rung(Range(at_least=cut, at_most=cut + 1), middle),
            rules.Rung(Range(above=cut + 1), high),
        )
    ), [draw.one(things)]


def _ladder(draw: Draw, things: Sequence[Thing]) -> Chosen | None:
    """A ladder of which the bounds are exact: what must not be there is asked of other members than what must."""
    members = draw.some(things, 1, 5)
    unwanted = [thing for thing in members if draw.chance(4)]
    wanted = [thing for thing in members if thing not in unwanted]
    steps = []
    for number in range(draw.number(1, 3)):
        none = bool(unwanted) and (not wanted or draw.chance(3))
        of = draw.some(unwanted if none else wanted)
        share = draw.one((Fraction(1), Fraction(1, 2)))
        need = rules.Need(tuple(thing.id for thing in of), share, none, _threshold(draw, of))
        steps.append(rules.LadderStep(Fraction(2 + number), (need,)))
    return rules.Ladder(Fraction(1), tuple(steps)), members


RULES = (_any_rule, _percentage, _reaching, _ratio, _rate, _first, _look_up, _ladder)
WEIGHTED = (
    rules.Sum,
    rules.Weighted,
    rules.PercentOfPossible,
    rules.MeanOfPercentages,
    rules.ProportionAtOrAbove,
    rules.Opportunity,
    rules.Count,
    rules.AllOrNothing,
)


# Scores.


def _score(draw: Draw, name: str, things: Sequence[Thing]) -> Score | None:
    chosen = draw.one(RULES)(draw, things)
    if chosen is None or not chosen[1]:
        return None
    rule, above = chosen
    read = {thing.id for thing in above}
    if isinstance(rule, rules.Ratio):
        read |= set(rule.to)
    if isinstance(rule, rules.Rate):
        read.add(rule.per)
    members = [thing for thing in things if thing.id in read]
    weights = _weights(draw, rule, above)
    heavy = [thing for thing in members if weights.get(thing.id, 1)]
    closed = all(thing.closed for thing in members)
    return Score(
        name,
        rule,
        Members(tuple(thing.id for thing in above)),
        _missing(draw, rule, heavy),
        effects=_effects(draw, closed),
        reverse=frozenset(thing.id for thing in members if thing.closed and draw.chance(3)),
        weights=weights,
    )


def _weights(draw: Draw, rule: rules.Rule, members: Sequence[Thing]) -> dict[str, Fraction]:
    if not isinstance(rule, WEIGHTED) or not (isinstance(rule, rules.Weighted) or draw.chance(4)):
        return {}
    weights = {thing.id: draw.one((Fraction(1), Fraction(2), Fraction(1, 3), Fraction(0))) for thing in members}
    return weights if any(weights.values()) else {members[0].id: Fraction(2)}


def _effects(draw: Draw, closed: bool) -> dict[Status, Effect]:
    choices = EFFECTS if closed else ENDLESS
    effects = {status: draw.one(choices) for status in OPEN if draw.chance(2)}
    return {Status.NOT_APPLICABLE: draw.one(choices), **effects}


def _missing(draw: Draw, rule: rules.Rule, members: Sequence[Thing]) -> MissingRule:
    n = len(members)
    enough = draw.number(0, n) if draw.chance(5) else 0
    if n < 2 or draw.chance(3):
        return MissingRule(rated_at_least=enough, unless_decided=draw.chance(2))
    if isinstance(rule, rules.Ratio | rules.Rate | rules.FirstApplicable):
        return MissingRule(rated_at_least=enough, unless_decided=draw.chance(2))
    thens: list[Then | None] = [None, Then.LEAVE_OUT]
    if isinstance(rule, rules.Minimum | rules.AllOrNothing | rules.Ladder):
        thens = []
    if isinstance(rule, rules.Sum | rules.Count):
        alike = len({(thing.low, thing.high) for thing in members}) == 1 and members[0].closed
        thens = [Then.PRORATE] if alike else []
    if all(thing.low is not None for thing in members):
        thens.append(Then.LOWEST)
    if not thens:
        return MissingRule()
    then = draw.one(thens)
    if draw.chance(2):
        return MissingRule(None, draw.one(SHARES), enough, then)
    return MissingRule(draw.number(1, n - 1), None, enough, then)


def _banded(draw: Draw, score: Score) -> Score:
    cuts = sorted(draw.some(POINTS, 1, 3))
    ends = [None, *cuts, None]
    ranges = [Range(at_least=low, below=high) for low, high in pairwise(ends)]
    return attrs.evolve(score, bands=tuple(Band(f"b{n}", each) for n, each in enumerate(ranges)))


def _declared(checklist: Checklist, low: Fraction | None, high: Fraction | None) -> Checklist:
    """The checklist with a published range of its last score, where that can be anything between two ends."""
    if low is None or high is None or low == high:
        return checklist
    *others, last = checklist.scores
    published = attrs.evolve(last, declared=DeclaredRange(low, high))
    return attrs.evolve(checklist, scores=(*others, published))


def _with_scores(draw: Draw, checklist: Checklist) -> Checklist:
    """The checklist with scores of items, then scores of these, of both, and of those again."""
    things = [_thing(item) for item in checklist.items if item.scale.kind is not Kind.PERSONS]
    for number in range(draw.number(1, 5)):
        score = _score(draw, f"s{number}", things)
        if score is None:
            continue
        if draw.chance(3):
            score = _banded(draw, score)
        checklist = attrs.evolve(checklist, scores=(*checklist.scores, score))
        range_ = lower(checklist).scores[score.id].range
        if draw.chance(3):
            checklist = _declared(checklist, *range_)
        things = [Thing(score.id, *range_, is_score=True), *things]
    return checklist


# Criteria and profiles.


def _condition(draw: Draw, checklist: Checklist, depth: int) -> Condition:
    kinds = ["item"] + ["score"] * bool(checklist.scores) + ["all", "any"] * (depth > 0)
    kind = draw.one(kinds)
    range_ = draw.one((Range(at_least=draw.one(POINTS)), Range(below=draw.one(POINTS)), Range(above=draw.one(POINTS))))
    if kind == "item":
        ids = draw.some([item.id for item in checklist.items if item.scale.kind is not Kind.PERSONS], 1, 3)
        return ItemTest(Members(tuple(ids)), range_)
    if kind == "score":
        score = draw.one(checklist.scores)
        if score.bands:
            return BandTest(score.id, tuple(draw.some([band.id for band in score.bands])))
        return ScoreTest(score.id, range_)
    parts = tuple(_condition(draw, checklist, depth - 1) for _ in range(draw.number(1, 3)))
    return All(parts) if kind == "all" else Any(parts)


def _criterion(draw: Draw, checklist: Checklist, name: str) -> Criterion:
    start, end = (date(2024, 1, 1), date(2025, 1, 1)) if draw.chance(3) else (None, None)
    return Criterion(name, _condition(draw, checklist, 2), valid_from=start, valid_until=end)


def _profiled(draw: Draw, checklist: Checklist, least: int) -> Checklist:
    old = draw.one(checklist.items)
    swap = (Replacement(old.id, attrs.evolve(old, id="swapped", text="another")),) if draw.chance(2) else ()
    gone = tuple(draw.some([item.id for item in checklist.items if item is not old], least or not swap, 2))
    return with_profile(checklist, Profile("local", checklist.id, replacements=swap, leaves_out=gone))


@st.composite
def checklists(data: st.DrawFn, profiled: bool = False) -> Checklist:
    """A valid checklist.

    Args:
        data: What is drawn from.
        profiled: Whether a profile leaves at least one item out.
    """
    draw = Draw(data)
    scales = [_scale(draw, f"scale{n}") for n in range(draw.number(1, 3))]
    items = [_item(draw, f"i{n}", draw.one(scales)) for n in range(draw.number(2, 8))]
    scores: tuple[Score, ...] = ()
    if draw.chance(4):
        persons = Scale("persons", kind=Kind.PERSONS)
        items.append(Item("people", "text", persons, allows=frozenset({Status.NOT_OBSERVED}), use=Use.UNSCORED))
        effects = {Status.NOT_OBSERVED: draw.one(EFFECTS)}
        rule = rules.ShareOfPersons(Fraction(2, 3), draw.one((rules.Form.PERCENT, rules.Form.PROPORTION)))
        scores = (Score("who", rule, Members(("people",)), MissingRule(), effects=effects),)
    checklist = Checklist(
        "made_up",
        tuple(items),
        scores,
        unit=draw.one(tuple(Unit)),
        effects={Status.NOT_ASSESSABLE: draw.one(ENDLESS)},
        n_items=draw.one((None, len(items))),
    )
    try:
        checklist = _with_scores(draw, checklist)
        criteria = tuple(_criterion(draw, checklist, f"k{n}") for n in range(draw.number(0, 3)))
        checklist = attrs.evolve(checklist, criteria=criteria)
        checklist = _profiled(draw, checklist, int(profiled)) if profiled or draw.chance(4) else checklist
        lower(checklist)
    except InvalidRecord:
        reject()
    return checklist


# Answers.


def levels_of(checklist: Checklist) -> dict[str, tuple[Answer, ...]]:
    """Every answer that each item can have; for raw numbers, a few."""
    levels = {}
    for item in checklist.items:
        off = item.id in checklist.off
        if item.scale.points:
            levels[item.id] = answers(item, off)
        else:
            levels[item.id] = (*(_rated(item.scale)), *unrated(item, off))
    return levels


def _rated(scale: Scale) -> list[Answer]:
    if scale.kind is Kind.PERSONS:
        shares = ((Fraction(1),), (Fraction(0), Fraction(2, 3)), (Fraction(1, 2), Fraction(1), Fraction(1)))
        return [Answer(Status.RATED, "persons", None, each) for each in shares]
    numbers = [Fraction(number) for number in range(4)]
    if scale.kind is not Kind.COUNT:
        numbers += [Fraction(5, 2), Fraction(1, 3)]
    if scale.kind is Kind.NUMBER:
        numbers.append(Fraction(-2))
    return [Answer(Status.RATED, str(number), number) for number in numbers]


def rows_of(checklist: Checklist, seed: int, n: int) -> Rows:
    """Answers to a checklist: mostly ratings, with all statuses among them.

    Args:
        checklist: The checklist.
        seed: What they are drawn by.
        n: How many observations.
    """
    random = Random(seed)
    levels = levels_of(checklist)
    rated = {name: [each for each in of if each.status is Status.RATED] for name, of in levels.items()}
    rows = []
    for _ in range(n):
        share = random.choice((1.0, 0.9, 0.7, 0.3))
        rows.append(
            {name: random.choice(rated[name] if random.random() < share else of) for name, of in levels.items()}
        )
    return rows


seeds = st.integers(0, 2**32)
"""What rows are drawn by."""
