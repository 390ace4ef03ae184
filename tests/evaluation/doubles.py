"""Visits that several raters rated, made for tests: random ones, and ones that are written out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd

from fidelity.intake.gathered import Gathered
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist, Reliability
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from fidelity.ratings.table import Column, Ratings
from fidelity.records.observation import Edition
from tests.evaluation.editions import definition
from tests.oracle import build

NA = Status.NOT_APPLICABLE
FOUR, YES_NO = build.scale(0, 1, 2, 3), build.scale(0, 1)
ITEMS = (
    Item("asks", "Asks", FOUR, component="talk", allows=frozenset({NA})),
    Item("listens", "Listens", FOUR, component="talk", allows=frozenset({NA})),
    Item("plans", "Plans", YES_NO, component="plan"),
    Item("minutes", "Minutes", build.count(), component="plan"),
)
CHECKLIST = build.checklist(
    ITEMS,
    Score("total", rules.Sum(), Members(("asks", "listens", "plans")), MissingRule(), effects={NA: Effect.EXCLUDED}),
    criteria=(Criterion("good", ScoreTest("total", Range(at_least=Fraction(4)))),),
)


@attrs.frozen
class Record:
    """One record.

    Attributes:
        visit: The visit.
        rater: The rater.
        answers: The answers to the items, as `tests.oracle.build.row` takes them.
        role: Whose eyes.
        site: The site.
        quarter: The quarter.
        made_at: When it was handed in.
    """

    visit: str
    rater: str
    answers: tuple[build.Given, ...]
    role: str = "coach"
    site: str = "S1"
    quarter: str = "2026-Q1"
    made_at: str = ""


def gathered(records: Sequence[Record], of: Checklist = CHECKLIST, version: str = "1.0") -> Gathered:
    """Records of one edition, as they are gathered."""
    codes, levels = build.coded(of, [build.row(of, *record.answers) for record in records])
    names = ("rater", "role", "site", "quarter", "made_at")
    frame = pd.DataFrame({name: [getattr(record, name) for record in records] for name in names}, dtype=object)
    frame["practitioner"] = ""
    frame.index = pd.Index([record.visit for record in records], name="observation")
    ratings = Ratings(of, {name: Column(codes[name], levels[name]) for name in codes}, frame)
    made = definition(of)
    return Gathered(Edition("trial", version, of.id, "", made.plan.hash), made, ratings)


def with_target(statistic: str, at_least: str) -> Checklist:
    """The checklist, asking for so much agreement."""
    return attrs.evolve(CHECKLIST, reliability=Reliability(statistic, Fraction(at_least)))


def visits(n: int, seed: int, *, most: int = 3, right: float = 0.7) -> list[Record]:
    """Random visits of two sites and quarters, each rated by one to three of five raters, some items by a status.

    Args:
        n: How many visits.
        seed: Where the random numbers begin.
        most: How many raters a visit has at most.
        right: How often a rater sees what is there.
    """
    rng = np.random.default_rng(seed)
    found = []
    for place in range(n):
        site, quarter = rng.choice(["S1", "S2"]), rng.choice(["2026-Q1", "2026-Q2"])
        truth = (*rng.integers(0, 4, 2), rng.integers(0, 2), rng.integers(5, 60))
        for rater in rng.choice(["R1", "R2", "R3", "R4", "R5"], rng.integers(1, most + 1), replace=False):
            answers = [_seen(int(each), item, rng, right) for each, item in zip(truth, ITEMS, strict=True)]
            found.append(Record(f"V{place}", str(rater), tuple(answers), site=str(site), quarter=str(quarter)))
    return found


def _seen(truth: int, item: Item, rng: np.random.Generator, right: float) -> build.Given:
    chance = rng.random()
    if chance < 0.05:
        return Status.MISSING
    if chance < 0.15 and item.allows:
        return NA
    if rng.random() < right:
        return truth
    return int(rng.integers(0, len(item.scale.points))) if item.scale.points else truth + int(rng.integers(-3, 4))
