"""Items as a facet, from records: Brennan's printed figures, items fixed and at random, and what items cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from fidelity.agreement.decision_study import decision
from fidelity.agreement.generalizability import study_design
from fidelity.agreement.mixed_model import mixed_components
from fidelity.errors import UsageError
from fidelity.evaluation.generalize_figures import generalize_figures
from fidelity.evaluation.generalize_plans import Planning
from fidelity.evaluation.rated_apart import RatedApart, rated_apart
from fidelity.evaluation.study_designs import COMPONENTS
from fidelity.model import rule as rules
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from tests.agreement.tables import BRENNAN_1, BRENNAN_2, Floats
from tests.evaluation.doubles import Record, gathered
from tests.oracle import build

NA = Status.NOT_APPLICABLE


def rated(rows: Sequence[tuple[str, str, str, Sequence[build.Given]]], *most: int) -> RatedApart:
    """Records of practitioner, session, rater and answers, to items of points from 0 up to so many each."""
    items = [
        Item(f"i{place}", "text", build.scale(*range(top + 1)), allows=frozenset({NA}))
        for place, top in enumerate(most)
    ]
    every = tuple(item.id for item in items)
    total, lowest = (
        Score(name, rule, Members(every), MissingRule(), effects={NA: Effect.EXCLUDED})
        for name, rule in (("total", rules.Sum()), ("lowest", rules.Minimum()))
    )
    made = build.checklist(items, total, lowest)
    part = gathered([Record(session, rater, tuple(answers)) for _, session, rater, answers in rows], made)
    part.ratings.descriptors["practitioner"] = [practitioner for practitioner, *_ in rows]
    return rated_apart([part], ["practitioner"])


def figures(of: RatedApart, planning: Planning) -> pd.DataFrame:
    """The rows of the total."""
    return generalize_figures([of], planning, ["total"])[0]


def parts(frame: pd.DataFrame, part: str) -> pd.DataFrame:
    """The rows of one part."""
    return frame[frame["part"] == part]


def components(frame: pd.DataFrame) -> dict[str, float]:
    """The components by name."""
    return dict(zip(parts(frame, "component")["what"], parts(frame, "component")["value"].round(4), strict=True))


def once() -> RatedApart:
    """Brennan (2001), synthetic data set 1: ten persons by twelve items."""
    return rated([(f"P{p}", f"V{p}", "R1", [*map(int, row)]) for p, row in enumerate(BRENNAN_1)], *[1] * 12)


def twice() -> RatedApart:
    """Brennan's set 3: ten persons by two occasions, which are raters here, by four items."""
    table = BRENNAN_2.reshape(10, 2, 4)
    rows = [(f"P{p}", f"V{p}", f"R{r}", [*map(int, table[p, r])]) for p in range(10) for r in range(2)]
    return rated(rows, *[9] * 4)


def test_practitioners_and_items() -> None:
    """He prints .0574, .0754 and .1269 (table 2.2), E rho² .844 and Phi .773; 15 items bring Phi to .81."""
    found = figures(once(), Planning(items="random", most_items=30))
    assert {*found["design"]} == {"p x i"}
    assert [*components(found).values()] == [0.0574, 0.0754, 0.1269]
    assert parts(found, "done")["value"].round(3).tolist() == [0.844, 0.773]
    assert parts(found, "done")["method"].tolist() == ["feldt", "drawn"]
    (plan,) = parts(found, "plan").query("smallest == 'yes'").to_dict("records")
    assert (plan["n_items"], round(plan["value"], 4)) == (15, 0.8098)
    assert plan["price"] == 15 / 12
    assert "one_session" in found["cautions"].iloc[0]


def test_practitioners_raters_and_items() -> None:
    """He prints all seven components (table 3.4), and .64 and .55 for items at random."""
    found = figures(twice(), Planning(items="random", most_raters=6, most_items=40))
    assert components(found) == {
        "practitioner_and_session": 0.5528,
        "rater": 0.0074,
        "rater_and_practitioner": 0.1009,
        "item": 0.4417,
        "item_and_practitioner": 0.5750,
        "item_and_rater": 0.1565,
        "rest_of_items": 0.9352,
    }
    assert parts(found, "done")["value"].round(2).tolist() == [0.64, 0.55]
    assert parts(found, "component")["why_no_interval"].tolist()[1] == "too_few_levels"


def test_items_that_are_all_there_are() -> None:
    """He prints .81 and .79 for fixed items; plans have these four, and no more."""
    found = figures(twice(), Planning(items="fixed", most_raters=6))
    assert parts(found, "done")["value"].round(2).tolist() == [0.81, 0.79]
    assert {*parts(found, "plan")["n_items"]} == {4}
    assert "few_items" not in found["cautions"].iloc[0]
    nothing = figures(once(), Planning(items="fixed"))
    assert nothing["why_no_value"].tolist() == ["all_fixed"]
    assert nothing["value"].isna().all()


def test_every_plan_with_other_items_is_as_small_as_can_be() -> None:
    """With an item less each that was told misses; and one rater less, or one item, would too."""
    found = figures(twice(), Planning(0.75, items="random", most_raters=6, most_items=40))
    of = components(found)

    def reached(raters: int, items: int) -> float:
        error = (of["rater"] + of["rater_and_practitioner"]) / raters
        error += (of["item"] + of["item_and_practitioner"]) / items
        error += (of["item_and_rater"] + of["rest_of_items"]) / raters / items
        return of["practitioner_and_session"] / (of["practitioner_and_session"] + error)

    plans = parts(found, "plan").query("smallest == 'yes'").to_dict("records")
    assert len(plans) > 2
    for plan in plans:
        raters, items = int(plan["n_raters"]), int(plan["n_items"])
        assert plan["value"] == pytest.approx(reached(raters, items), abs=2e-4)
        assert plan["price"] == pytest.approx(raters * items / 4)
        assert max(reached(raters - 1, items) if raters > 1 else 0, reached(raters, items - 1)) < 0.75
    short = parts(figures(twice(), Planning(0.99, items="random", most_items=9)), "plan")
    assert (short["reaches"] == "no").all()
    assert short.iloc[-1][["n_raters", "n_items"]].tolist() == [4, 9]


def uneven(assigned: Sequence[Sequence[int]], seed: int = 3) -> tuple[RatedApart, dict[str, np.ndarray], Floats]:
    """Twelve practitioners in sessions, rated by these raters; every ninth answer is not applicable."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[str, str, str, list[build.Given]]] = []
    cells: list[tuple[int, int, int, int, build.Given]] = []
    for person in range(12):
        level, lift = rng.choice([0.8, 2.0, 3.2]), rng.normal(0, 0.5, 4)
        for session, raters in enumerate(assigned):
            day = rng.normal(0, 0.5)
            for rater in raters:
                points = np.clip(np.rint(level + lift + day + 0.3 * rater + rng.normal(0, 0.8, 4)), 0, 4).astype(int)
                given: list[build.Given] = [*map(int, points)]
                if len(rows) % 9 == 0:
                    given[len(rows) % 4] = NA
                rows.append((f"P{person:02}", f"V{person:02}-{session}", f"R{rater}", given))
                cells += [
                    (person, session, rater, item, each)
                    for item, each in enumerate(given)
                    if not isinstance(each, Status)
                ]
    p, s, r, i, value = np.array(cells).T
    return rated(rows, *[4] * 4), {"p": p, "s": s, "r": r, "i": i}, value.astype(np.float64)


@pytest.mark.parametrize(
    ("assigned", "design"),
    [
        ([[0], [0]], "i x (s:p)"),
        ([[0, 1, 2]], "i x r x p"),
        ([[0, 1], [1, 2], [2]], "i x r x (s:p)"),
    ],
)
def test_items_that_do_not_apply(assigned: list[list[int]], design: str) -> None:
    """Then REML of what is there, with intervals; and what it is called."""
    of, levels, value = uneven(assigned)
    found = figures(of, Planning(items="random", most_sessions=3, most_raters=2))
    direct = mixed_components(levels, value, study_design(design))
    variance = dict(zip((effect.name for effect in direct.design.effects), direct.variance[0], strict=True))
    assert {*found["design"]} == {design}
    assert {*found["is_balanced"]} == {"no"}
    assert found["n_all_items"].iloc[0] == 4
    assert found["n_ratings"].iloc[0] == len(value)
    expected = [variance[effect] for effect in COMPONENTS[design]]
    assert parts(found, "component")["value"].tolist() == pytest.approx(expected, rel=1e-9, abs=1e-9)
    sizes = {"s": len(assigned), "r": 3 if design == "i x r x p" else 2, "i": 4}
    made = decision(direct, {facet: sizes[facet] for facet in direct.design.facets if facet != "p"})
    done = parts(found, "done")
    assert done["value"].tolist() == pytest.approx([made.relative.value[0], made.absolute.value[0]], rel=1e-9)
    assert done["low"].tolist() == pytest.approx([made.relative.low[0], made.absolute.low[0]], abs=1e-9)


def test_raters_of_their_own() -> None:
    """Each practitioner has two of their own, with one session and with several."""
    rng = np.random.default_rng(1)
    for sessions, design in ((1, "i x (r:p)"), (2, "i x ((r x s):p)")):
        rows = [
            (f"P{p}", f"V{p}-{s}", f"R{p}-{r}", [*map(int, rng.integers(p % 3, p % 3 + 3, 4))])
            for p in range(8)
            for s in range(sessions)
            for r in range(2)
        ]
        found = figures(rated(rows, *[4] * 4), Planning(items="random"))
        assert {*found["design"]} == {design}
        assert parts(found, "component")["what"].tolist() == [*COMPONENTS[design].values()]
        assert found["cautions"].str.contains("own_raters").all()


def test_scores_that_do_not_add_items_up() -> None:
    """The least of the items is no sum of them: a reason, and no number."""
    found, _ = generalize_figures([twice()], Planning(items="random"), ["lowest"])
    (row,) = found.to_dict("records")
    assert row["why_no_value"] == "adds_no_items"
    assert np.isnan(row["value"])


def test_items_of_different_ranges_are_told() -> None:
    """One counts to nine, the others to four."""
    rows = [(f"P{p}", f"V{p}", "R1", [p % 5, p % 3, p % 4, p]) for p in range(10)]
    assert "uneven_items" in figures(rated(rows, 4, 4, 4, 9), Planning(items="random"))["cautions"].iloc[0]
    assert "uneven_items" not in figures(rated(rows, 9, 9, 9, 9), Planning(items="random"))["cautions"].iloc[0]


def test_what_makes_no_sense_is_refused() -> None:
    """Items are a sample or all there are, and only of a sample can one ask how many."""
    with pytest.raises(UsageError, match="randm"):
        Planning(items="randm")
    for items in ("", "fixed"):
        with pytest.raises(UsageError, match="sample"):
            Planning(items=items, most_items=12)
