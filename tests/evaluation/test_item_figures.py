"""Figures of items: worked by hand, against the analysis itself, and where there is nothing to tell."""

from __future__ import annotations

import attrs
import numpy as np
import pandas as pd
import pytest

from fidelity.agreement.item_analysis import item_analysis
from fidelity.evaluation.item_answers import added, item_answers
from fidelity.evaluation.item_columns import ALWAYS, COLUMNS
from fidelity.evaluation.item_figures import item_figures
from fidelity.model import rule as rules
from fidelity.model.missing import MissingRule
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from tests.evaluation.doubles import CHECKLIST, ITEMS, NA, Record, gathered, visits

HAND = [
    Record("V1", "R1", (3, 3, 1, 30)),
    Record("V2", "R1", (2, NA, 1, 40)),
    Record("V3", "R1", (0, 1, 0, Status.MISSING)),
    Record("V4", "R1", (1, 2, 1, 20), site="S2"),
    Record("V4", "R2", (3, 3, 1, 20), site="S2"),
]


def figures(records: list[Record], *by: str) -> pd.DataFrame:
    """The table of some records."""
    return item_figures([item_answers([gathered(records)], by)], by)


def one(frame: pd.DataFrame, item: str, statistic: str, within: str = "", **cells: str) -> pd.Series:
    """The one row."""
    said = {"item": item, "statistic": statistic, "within": within, **cells}
    kept = frame[np.logical_and.reduce([frame[name] == text for name, text in said.items()])]
    assert len(kept) == 1
    return kept.iloc[0]


def test_by_hand() -> None:
    """Four visits, the second rating of the last not counted: asks 3 2 0 1, listens 3 - 1 2, plans 1 1 0 1."""
    found = figures(HAND)
    assert list(found.columns) == [*ALWAYS, *COLUMNS]
    asks = {name: one(found, "asks", name)["value"] for name in ("mean", "sd", "difficulty", "floor", "ceiling")}
    # Squares from the mean of 1.5: 2.25 + 0.25 + 2.25 + 0.25 = 5, over 3.
    assert asks == pytest.approx({"mean": 1.5, "sd": (5 / 3) ** 0.5, "difficulty": 0.5, "floor": 0.25, "ceiling": 0.25})
    assert one(found, "listens", "share_not_applicable")["value"] == 0.25
    assert one(found, "listens", "share_rated")["value"] == 0.75
    assert one(found, "minutes", "share_missing")["value"] == 0.25
    assert one(found, "plans", "ceiling")[["value", "n", "n_visits"]].tolist() == [0.75, 4, 4]
    assert one(found, "plans", "ceiling")["cautions"] == "most_at_an_end"
    # Without limits there is a mean, and no end: 30, 40 and 20.
    assert one(found, "minutes", "mean")["value"] == 30
    assert one(found, "minutes", "ceiling")["why_no_value"] == "no_range"
    # Complete: (3, 3, 1), (0, 1, 0), (1, 2, 1): variances 7/3, 1, 1/3, sums 7 1 4 with 9; alpha 3/2 (1 - 11/27) = 8/9.
    alpha = one(found, "", "alpha", "total")
    assert alpha["value"] == pytest.approx(8 / 9, abs=1e-12)
    assert alpha["n"] == 3
    # asks 3 0 1 with the rest 4 1 3: covariance 13/6, variances 7/3 and 7/3.
    assert one(found, "asks", "item_rest", "total")["value"] == pytest.approx(13 / 14, abs=1e-12)


def test_against_the_analysis() -> None:
    """Every figure of a larger table is what the statistics say of the points of the first raters."""
    records = visits(80, 3, most=1)
    found = figures(records)
    answers = item_answers([gathered(records)])
    table = np.column_stack([answers.points[name] for name in ("asks", "listens", "plans")])
    direct = item_analysis(table, [0, 0, 0], [3, 3, 1])
    alpha = one(found, "", "alpha", "total")
    assert alpha[["value", "low", "high"]].tolist() == [
        direct.alpha.value[0],
        direct.alpha.low[0],
        direct.alpha.high[0],
    ]
    assert one(found, "", "omega", "total")["value"] == direct.omega.value[0]
    for place, item in enumerate(("asks", "listens", "plans")):
        assert one(found, item, "item_rest", "total")["value"] == direct.item_rest.value[place]
        assert one(found, item, "alpha_without", "total")["value"] == direct.alpha_without.value[place]
        assert one(found, item, "sd")["value"] == pytest.approx(direct.sd.value[place], abs=1e-12)


def test_groups_with_totals() -> None:
    """A site has its own figures, and the total is taken anew."""
    found = figures(HAND, "site")
    assert one(found, "asks", "mean", site="S1", grouped_by="site")["value"] == pytest.approx(5 / 3)
    assert one(found, "asks", "mean", site="S2", grouped_by="site")["value"] == 1
    assert one(found, "asks", "mean", site="", grouped_by="")["value"] == 1.5
    assert one(found, "asks", "sd", site="S2")["why_no_value"] == "one_subject"


def test_what_practitioners_rated_stands_apart() -> None:
    """Self-ratings are no observations."""
    found = figures([*HAND, Record("V1", "P1", (0, 0, 0, 0), role="self")])
    assert one(found, "asks", "mean", source="observed")["value"] == 1.5
    assert one(found, "asks", "mean", source="self")["value"] == 0


def test_visits_of_one_practitioner_are_not_independent() -> None:
    """Alpha then carries a caution, and otherwise none."""
    part = gathered(HAND)
    for people, expected in ((["P1", "P1", "P2", "P3", "P3"], True), (["P1", "P2", "P3", "P4", "P4"], False)):
        part.ratings.descriptors["practitioner"] = people
        cautions = one(item_figures([item_answers([part])]), "", "alpha", "total")["cautions"]
        assert ("not_independent" in cautions) is expected
    assert one(item_figures([item_answers([part])]), "", "alpha", "total")["n_practitioners"] == 4


def test_what_an_item_adds_to_a_score() -> None:
    """Turned where it counts backwards, 0 or 1 where a threshold is asked for, a share or weighted where that is so."""
    points = np.array([0.0, 2.0, 3.0, np.nan])
    of = Members(("asks", "listens"))
    plain = Score("s", rules.Sum(), of, MissingRule())
    turned = attrs.evolve(plain, reverse=frozenset({"asks"}))
    counted = Score("s", rules.Count(), of, MissingRule())
    shares = Score("s", rules.MeanOfPercentages(), of, MissingRule())
    for score, values, ends in (
        (plain, [0, 2, 3], (0, 3)),
        (turned, [3, 1, 0], (0, 3)),
        (counted, [0, 0, 1], (0, 1)),
        (shares, [0, 2 / 3, 1], (0, 1)),
    ):
        found, *limits = added(score, ITEMS[0], points)
        assert found[:3] == pytest.approx(values)
        assert np.isnan(found[3])
        assert tuple(limits) == ends


def test_scores_that_add_nothing_up() -> None:
    """A lowest, a ratio and a sum with an item without limits say nothing of how items go together."""
    lowest = Score("low", rules.Minimum(), Members(("asks", "listens")), MissingRule(), effects={NA: Effect.EXCLUDED})
    endless = Score("long", rules.Sum(), Members(("plans", "minutes")), MissingRule())
    of = attrs.evolve(CHECKLIST, scores=(*CHECKLIST.scores, lowest, endless))
    found = item_figures([item_answers([gathered(HAND, of)])])
    assert {*found["within"]} == {"", "total"}
