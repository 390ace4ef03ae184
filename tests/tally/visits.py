"""Made visits: a small checklist with bands, criteria, components and a ratio, and random records of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import attrs
import numpy as np
import pandas as pd

from fidelity.model import rule as rules
from fidelity.model.answer import Answer
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.score import Band, Members, Score
from fidelity.model.status import Effect, Status
from fidelity.plan.lowering import lower
from fidelity.ratings.table import Column, Ratings
from fidelity.scoring import Scores, score
from fidelity.tally.cube import Cube, Made, ScoredBy
from fidelity.tally.taking import taken
from tests.oracle import build

NOT_THERE = frozenset({Status.NOT_APPLICABLE})
ITEMS = (
    Item("a", "Asks", build.scale(0, 1, 2), component="talk", allows=NOT_THERE),
    Item("b", "Listens", build.scale(1, 2, 3, 4, 5), component="talk", allows=NOT_THERE),
    Item("c", "Plans", build.scale(0, 1), component="plan", allows=NOT_THERE),
    Item("done", "Done", build.count(), allows=NOT_THERE),
    Item("due", "Due", build.count(), allows=NOT_THERE),
)
EXCLUDED = {Status.NOT_APPLICABLE: Effect.EXCLUDED}
CHECKLIST = build.checklist(
    ITEMS,
    Score(
        "total",
        rules.PercentOfPossible(),
        Members(("a", "b", "c")),
        MissingRule(at_most=1),
        effects=EXCLUDED,
        bands=(
            Band("low", Range(below=Fraction(50))),
            Band("middle", Range(at_least=Fraction(50), below=Fraction(80))),
            Band("high", Range(at_least=Fraction(80))),
        ),
    ),
    Score("mean", rules.Mean(), Members(("a", "b", "c")), MissingRule(at_most=1), effects=EXCLUDED),
    Score("reached", rules.Ratio(("due",)), Members(("done",)), MissingRule(), effects=EXCLUDED),
    criteria=(
        Criterion("good", ScoreTest("total", Range(at_least=Fraction(60)))),
        Criterion("old", ScoreTest("total", Range(at_least=Fraction(40))), valid_until=date(2026, 3, 1)),
    ),
)
PLAN = lower(CHECKLIST)
MADE = Made("visits", "made", "", PLAN.hash, (ScoredBy("1.0"),))


@attrs.frozen
class Visit:
    """One record.

    Attributes:
        answers: The answers, item by item.
        facts: What else is known.
    """

    answers: tuple[Answer, ...]
    facts: Mapping[str, str]


def visits(n: int, seed: int, *, unnamed: float = 0.1) -> list[Visit]:
    """Random records: practitioners of one site each, some records without a practitioner, some without a date.

    Args:
        n: How many.
        seed: Where the random numbers begin.
        unnamed: Which share has no practitioner, and which no date.
    """
    rng = Random(seed)
    found = []
    for _ in range(n):
        site = rng.choice(["S1", "S2", "S10"])
        practitioner = "" if rng.random() < unnamed else f"{site}-P{rng.randrange(4)}"
        on = "" if rng.random() < unnamed else str(date(2026, 1, 1) + timedelta(days=rng.randrange(180)))
        facts = {
            "practitioner": practitioner,
            "site": site,
            "date": on,
            "quarter": rng.choice(["2026-Q1", "2026-Q2"]),
            "source": rng.choice(["observed", "observed", "self"]),
        }
        found.append(Visit(tuple(_answer(item, rng) for item in ITEMS), facts))
    return found


def _answer(item: Item, rng: Random) -> Answer:
    chance = rng.random()
    if chance < 0.05:
        return Answer(Status.MISSING)
    if chance < 0.1:
        return Answer(Status.NOT_APPLICABLE)
    if item.scale.is_measure:
        return Answer(Status.RATED, value=Fraction(rng.randrange(0, 200)))
    point = rng.choice(item.scale.points)
    return Answer(Status.RATED, point.code, point.points)


def ratings(of: Sequence[Visit]) -> Ratings:
    """The records as a table of ratings."""
    columns = {}
    for place, item in enumerate(ITEMS):
        levels = tuple(dict.fromkeys(visit.answers[place] for visit in of)) or (Answer(Status.MISSING),)
        codes = np.array([levels.index(visit.answers[place]) for visit in of], np.uint16)
        columns[item.id] = Column(codes, levels)
    names = ("practitioner", "site", "date", "quarter", "source")
    table = pd.DataFrame({name: [visit.facts[name] for visit in of] for name in names}, dtype=object)
    table.index = pd.Index([f"V{number}" for number in range(len(of))], name="observation")
    return Ratings(CHECKLIST, columns, table)


def scored(of: Sequence[Visit]) -> tuple[Scores, Ratings]:
    """The records, scored."""
    table = ratings(of)
    return score(PLAN, table), table


def cube(of: Sequence[Visit], keys: Sequence[str] = ("source", "site", "quarter", "practitioner")) -> Cube:
    """The counts of the records."""
    scores, table = scored(of)
    return taken(scores, table, {name: table.descriptors[name] for name in keys}, MADE)
