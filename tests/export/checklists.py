"""Checklists in which everything occurs that the language can say: every rule, scale, status and kind of condition."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import attrs

from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest, ScoreTest
from fidelity.model.item import Item, Step
from fidelity.model.missing import MissingRule, Then
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from tests.oracle.build import bands, score

OPEN = frozenset(
    {
        Status.NOT_APPLICABLE,
        Status.NOT_OBSERVED,
        Status.NO_OPPORTUNITY,
        Status.NOT_ASSESSABLE,
        Status.INSUFFICIENT_DATA,
    }
)
EFFECTS = {
    Status.NOT_APPLICABLE: Effect.EXCLUDED,
    Status.NOT_OBSERVED: Effect.MISSING,
    Status.NO_OPPORTUNITY: Effect.LOWEST,
    Status.NOT_ASSESSABLE: Effect.HIGHEST,
    Status.INSUFFICIENT_DATA: Effect.FORBIDDEN,
}
"""Every effect once."""
LEFT_OUT = dict.fromkeys(OPEN, Effect.EXCLUDED)
"""For members that have no ends which a status could count as."""
DECIDED = MissingRule(unless_decided=True)
TWO = Fraction(2)

STEPS = Scale(
    "steps", tuple(Point(code, Fraction(code)) for code in ("0", "1", "2")), status_codes={"9": Status.MISSING}
)
BELOW = Scale("below", tuple(Point(code, Fraction(code)) for code in ("-1.5", "0", "3.25")))
ODD = Scale(
    "odd",
    (
        Point("</script><!--", Fraction(1)),
        Point("__proto__", Fraction(2)),
        Point("not_applicable", Fraction(1, 3)),
        Point("1", Fraction(5)),
        Point("1.0", Fraction(0)),
        Point("É\u2028&'\"", Fraction(7)),
        Point("\U0001f600", Fraction(-4)),
    ),
    status_codes={"-8": Status.NOT_OBSERVED, "missing": Status.MISSING},
)


def _measure(name: str, kind: Kind, low: int | None = None, high: int | None = None) -> Scale:
    lowest, highest = (None if end is None else Fraction(end) for end in (low, high))
    return Scale(name, (), kind, lowest, highest, status_codes={"77": Status.NOT_ASSESSABLE})


ITEMS = (
    *(Item(name, "text", STEPS, allows=OPEN) for name in ("a", "b", "c", "constructor")),
    *(Item(name, "text", BELOW, allows=OPEN) for name in ("low", "lower")),
    Item("odd", "text", ODD, allows=OPEN),
    Item("strict", "text", STEPS, allows=frozenset({Status.OFF_BY_DESIGN})),
    Item("words", "text", Scale("words", (Point("yes", Fraction(1)), Point("no", Fraction(0))))),
    Item("visits", "text", _measure("visits", Kind.COUNT, 0), allows=OPEN),
    Item("planned", "text", _measure("planned", Kind.COUNT, 1, 40), allows=OPEN),
    Item("change", "text", _measure("change", Kind.NUMBER), allows=OPEN),
    Item("cold", "text", _measure("cold", Kind.NUMBER, None, 5), allows=OPEN),
    Item("minutes", "text", _measure("minutes", Kind.NUMBER, 0, 120), allows=OPEN),
    Item("share", "text", _measure("share", Kind.PERCENT, 10), allows=OPEN),
    Item("people", "text", _measure("people", Kind.PERSONS), allows=OPEN),
    Item(
        "caseload",
        "text",
        _measure("caseload", Kind.COUNT, 0),
        allows=OPEN,
        steps=(Step(Range(above=Fraction(20)), Fraction(1)), Step(Range(at_most=Fraction(20)), Fraction(5))),
    ),
    Item("gone", "text", STEPS, allows=OPEN),
)


def _sums() -> tuple[Score, ...]:
    prorate, lowest = MissingRule(2, then=Then.PRORATE), MissingRule(2, then=Then.LOWEST)
    three = ("a", "b", "c")
    return (
        score(rules.Sum(), *three, missing=prorate, name="stretched", effects=EFFECTS, decimals=1),
        score(
            rules.Sum(), *three, "low", missing=lowest, name="summed", effects=EFFECTS, reverse=frozenset({"low", "a"})
        ),
        score(
            rules.Mean(),
            *three,
            "gone",
            missing=MissingRule(1),
            name="mean",
            effects=EFFECTS,
            bands=bands("0.5", 1, "5/3"),
        ),
        score(
            rules.Weighted(),
            *("a", "low", "odd"),
            missing=MissingRule(None, Fraction(1, 3), 2),
            name="weighted",
            effects=EFFECTS,
            weights={"a": Fraction(1, 3), "low": TWO},
            decimals=0,
        ),
        score(rules.Mean(), "visits", "a", missing=MissingRule(1), name="open_above", effects=LEFT_OUT),
        score(rules.Mean(), "cold", "strict", missing=MissingRule(1), name="open_below", effects=LEFT_OUT),
        score(rules.Sum(), "visits", "change", name="endless", effects=LEFT_OUT, decimals=3),
    )


def _shares() -> tuple[Score, ...]:
    from_lowest = rules.CountedFrom.LOWEST
    percent, tolerant = rules.Form.PERCENT, MissingRule(1)
    four = ("a", "b", "c", "constructor")
    return (
        score(rules.PercentOfPossible(), *four, missing=tolerant, name="percent", effects=EFFECTS, decimals=1),
        score(rules.PercentOfPossible(from_lowest), "low", "a", missing=tolerant, name="reach", effects=EFFECTS),
        score(rules.MeanOfPercentages(from_lowest), "low", "odd", "a", missing=tolerant, name="each", effects=EFFECTS),
        score(rules.ProportionAtOrAbove(Fraction(1), percent), *four, missing=tolerant, name="met", effects=EFFECTS),
        score(rules.Opportunity(None), *four, missing=tolerant, name="taken", effects=EFFECTS, decimals=4),
        score(rules.Count(TWO), *four, missing=MissingRule(1, then=Then.LOWEST), name="counted", effects=EFFECTS),
        score(rules.Minimum(), "a", "low", missing=MissingRule(1, then=Then.LOWEST), name="least", effects=EFFECTS),
        score(rules.Minimum(), "a", "b", missing=DECIDED, name="least_decided", effects=EFFECTS),
        score(rules.AllOrNothing(TWO), *four, missing=DECIDED, name="all_met", effects=EFFECTS),
        score(rules.ShareOfPersons(Fraction(2, 3)), "people", name="persons", effects=EFFECTS, decimals=1),
    )


def _divisions() -> tuple[Score, ...]:
    capped = rules.Ratio(("planned",), Fraction(1), rules.Over.HIGHEST, Fraction(100), Fraction(150))
    shared = rules.Ratio(("visits", "caseload"), rules.Over.NONE, Fraction(7), to_at_least=Fraction(2))
    rungs = ((Range(below=Fraction(0)), 5), (Range(at_least=Fraction(0), at_most=TWO), 1), (Range(above=TWO), 3))
    ladder = rules.Ladder(
        Fraction(1),
        (
            rules.LadderStep(Fraction(3), (rules.Need(("a", "b"), Fraction(1, 2), at_least=Fraction(1)),)),
            rules.LadderStep(Fraction(2), (rules.Need(("c",), none=True), rules.Need(("a",)))),
        ),
    )
    return (
        score(capped, "visits", missing=DECIDED, name="ratio", effects=LEFT_OUT, decimals=0),
        score(rules.Ratio(("change",)), "visits", name="ratio_below_0", effects=LEFT_OUT),
        score(shared, "caseload", missing=DECIDED, name="ratio_shared", effects=LEFT_OUT),
        score(rules.Rate("minutes", Fraction(60), Fraction(10)), "visits", "a", name="rate", effects=LEFT_OUT),
        score(rules.FirstApplicable(), "planned", "low", "a", missing=DECIDED, name="first", effects=EFFECTS),
        score(
            rules.LookUp(tuple(rules.Rung(r, Fraction(v)) for r, v in rungs)),
            "change",
            name="looked_up",
            effects=LEFT_OUT,
        ),
        score(ladder, "a", "b", "c", missing=MissingRule(1, then=Then.LOWEST), name="ladder", effects=EFFECTS),
    )


def _of_scores() -> tuple[Score, ...]:
    excluded = {**EFFECTS, Status.NOT_APPLICABLE: Effect.EXCLUDED}
    highest = {Status.NOT_APPLICABLE: Effect.HIGHEST}
    backwards = frozenset({"reach"})
    return (
        score(
            rules.Mean(), "percent", "reach", name="both", missing=MissingRule(1), effects=excluded, reverse=backwards
        ),
        score(rules.Minimum(), "least", "mean", "first", name="of_least", effects=highest),
        score(rules.Sum(), "ratio", "endless", name="of_endless", effects=LEFT_OUT, missing=DECIDED),
        score(
            rules.Mean(), "both", "met", "ladder", name="of_both", missing=MissingRule(2), effects=LEFT_OUT, decimals=5
        ),
    )


def _criteria() -> tuple[Criterion, ...]:
    cut = ScoreTest("percent", Range(at_least=Fraction(80)))
    floor = ItemTest(Members(("a", "b", "gone")), Range(at_least=Fraction(1)))
    conditions: dict[str, Condition] = {
        "cut": cut,
        "floor": floor,
        "people": ItemTest(Members(("people",)), Range(below=Fraction(1))),
        "banded": BandTest("mean", ("b1", "b3")),
        "all_of": All((cut, floor, ScoreTest("weighted", Range(above=Fraction(1, 3), below=TWO)))),
        "any_of": Any((ItemTest(Members(("c",)), Range(at_most=Fraction(1))), All((floor, BandTest("mean", ("b0",)))))),
        "nested": All((Any((ItemTest(Members(("c",)), Range(above=Fraction(0))),)), Any((cut, floor)))),
    }
    first, second = date(2025, 1, 1), date(2026, 11, 20)
    return (
        *(Criterion(name, condition) for name, condition in conditions.items()),
        Criterion("dated", cut, valid_until=first),
        Criterion("dated", floor, valid_from=first, valid_until=second),
        Criterion("dated", conditions["banded"], valid_from=date(2027, 1, 1)),
        Criterion("later", conditions["any_of"], valid_from=second),
        Criterion("past", cut, valid_until=first),
    )


def everything() -> Checklist:
    """A checklist in which everything occurs, a profile that leaves an item out included."""
    scores = (*_sums(), *_shares(), *_divisions(), *_of_scores())
    codes = {"NA": Status.NOT_APPLICABLE, "NO": Status.NO_OPPORTUNITY, "99": Status.INSUFFICIENT_DATA}
    effects = {Status.NO_OPPORTUNITY: Effect.MISSING}
    made = Checklist("everything", ITEMS, scores, _criteria(), effects=effects, status_codes=codes)
    return with_profile(made, Profile("local", "everything", leaves_out=("gone",)))


def varied(checklist: Checklist, seed: int) -> Checklist:
    """The same with other digits shown, and with criteria that change from a day on."""
    drawn = Random(seed)
    scores = tuple(attrs.evolve(each, decimals=drawn.randrange(6)) for each in checklist.scores)
    later = (
        attrs.evolve(
            each, condition=drawn.choice(checklist.criteria).condition, valid_from=each.valid_until, valid_until=None
        )
        for each in checklist.criteria
        if each.valid_until
    )
    return attrs.evolve(checklist, scores=scores, criteria=(*checklist.criteria, *later))
