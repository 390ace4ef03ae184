"""Figures of a small checklist, by site, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import attrs
import numpy as np
import pandas as pd

from fidelity.model.figure import Figure, Goal, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.score import Members
from fidelity.model.unit import Unit
from fidelity.plan.lowering import lower
from fidelity.ratings.table import Ratings, from_codes
from fidelity.scoring import Scores, score
from fidelity.tally.figures import GroupedFigures, figures, figures_by
from tests.report.sample import CHECKLIST, ITEMS

FIGURED = attrs.evolve(
    CHECKLIST,
    figures=(
        Figure(
            "good_share",
            ShareMeeting("good"),
            Unit.SITE,
            "Good visits",
            Goal(at_least=Fraction(200, 3)),
            source="Manual, page 3",
        ),
        Figure("mean_mean", MeanOfScore("mean"), Unit.TEAM, goal=Goal(at_most=Fraction("1.001")), n_at_least=2),
        Figure("by_item", MeanOfItemPercentages(Members(every=True)), Unit.SITE),
    ),
)
PLAN = lower(FIGURED)
ROWS = [(2, 2, 2), (2, 2, 1), (0, 0, 3), (3, 3, 3)]
"""By hand: means are 2, 5/3, 0 (one missing is tolerated) and none, so two of three are good, with a mean of 11/9.

Items 1 and 2 have 4 of 6, item 3 has 3 of 4: 200/3, 200/3 and 75, with a mean of 625/9.
"""
SITES = ["all", "all", "", "=1+1"]


def made(rows: list[tuple[int, int, int]] | None = None) -> tuple[Scores, Ratings]:
    """Scores and ratings of some rows, each at its site."""
    rows = ROWS if rows is None else rows
    columns = np.array(rows, np.uint8).reshape(-1, len(ITEMS))
    codes = {item.id: columns[:, place].copy() for place, item in enumerate(ITEMS)}
    ratings = from_codes(FIGURED, codes, pd.DataFrame({"site": SITES[: len(rows)]}))
    return score(PLAN, ratings), ratings


def whole(rows: list[tuple[int, int, int]] | None = None) -> GroupedFigures:
    """The figures of all rows."""
    return GroupedFigures("", (), figures(*made(rows)))


def by_site() -> GroupedFigures:
    """The figures of each site, and of all rows."""
    return figures_by(*made(), "site")
