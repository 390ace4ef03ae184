"""A small checklist in memory, and scores of it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.rule import Mean, Sum
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.plan.lowering import lower
from fidelity.ratings.table import from_codes
from fidelity.scoring import Provenance, Scores, score

SCALE = Scale("steps", tuple(Point(str(each), Fraction(each)) for each in (0, 1, 2)))
ITEMS = tuple(Item(name, name.title(), SCALE) for name in ("greets", "asks", "listens"))
CHECKLIST = Checklist(
    "delivery",
    ITEMS,
    (
        Score(
            "mean",
            Mean(),
            Members(every=True),
            MissingRule(at_most=1),
            bands=(
                Band("low", Range(below=Fraction("1.2")), "Low"),
                Band("high", Range(at_least=Fraction("1.2")), "High"),
            ),
        ),
        Score("total", Sum(), Members(every=True), MissingRule(), decimals=0),
    ),
    (
        Criterion("good", ScoreTest("mean", Range(at_least=Fraction("1.5")))),
        Criterion("fair", ScoreTest("mean", Range(at_least=Fraction(1)))),
    ),
)
PROVENANCE = Provenance("visit", "1", "delivery", "", f"sha256:{'a' * 64}", f"sha256:{'b' * 64}", "0.1.0", "visit.yaml")


def scores(rows: list[tuple[int, int, int]], descriptors: pd.DataFrame | None = None) -> Scores:
    """The scores of rows of codes: 0 to 2 is that code, 3 is missing."""
    columns = np.array(rows, np.uint8).reshape(-1, len(ITEMS))
    codes = {item.id: columns[:, place].copy() for place, item in enumerate(ITEMS)}
    return score(lower(CHECKLIST), from_codes(CHECKLIST, codes, descriptors))
