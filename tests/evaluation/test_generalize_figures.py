"""Generalizability of records: the designs that they have, what is worth what, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from fidelity.agreement.decision_study import decision
from fidelity.agreement.generalizability import study_design
from fidelity.agreement.variance_components import components_of_table
from fidelity.errors import UsageError
from fidelity.evaluation.generalize_columns import ALWAYS, COLUMNS
from fidelity.evaluation.generalize_figures import generalize_figures
from fidelity.evaluation.generalize_plans import Planning
from fidelity.evaluation.rated_apart import RatedApart, rated_apart
from fidelity.evaluation.study import Rated, design_of, study
from fidelity.evaluation.study_designs import COMPONENTS
from tests.evaluation.doubles import Record, gathered

Assigned = Callable[[int, int], list[int]]


def made(people: int, sessions: int, assigned: Assigned, seed: int = 1) -> tuple[RatedApart, np.ndarray]:
    """Visits of some practitioners, and their totals as an array by practitioner, session and rater."""
    rng = np.random.default_rng(seed)
    records, names, totals = [], [], np.full((people, sessions, 9), np.nan)
    for person in range(people):
        level = rng.choice([0.4, 1.5, 2.6])
        for session in range(sessions):
            for rater in assigned(person, session):
                points = np.clip(np.rint(level + 0.4 * (rater % 3 - 1) + rng.normal(0, 0.7, 2)), 0, 3).astype(int)
                plans = int(rng.integers(0, 2))
                records.append(Record(f"V{person:02}-{session}", f"R{rater}", (*map(int, points), plans, 10)))
                names.append(f"P{person:02}")
                totals[person, session, rater] = points.sum() + plans
    part = gathered(records)
    part.ratings.descriptors["practitioner"] = names
    return rated_apart([part], ["practitioner"]), totals


def parts(frame: pd.DataFrame, part: str) -> pd.DataFrame:
    """The rows of one part."""
    return frame[frame["part"] == part]


def test_a_full_design_is_the_analysis_of_variance() -> None:
    """Ten practitioners in three sessions by three raters: components, what was done and every plan, taken directly."""
    rated, totals = made(10, 3, lambda _p, _s: [0, 1, 2])
    found, unplaced = generalize_figures([rated], Planning(most_sessions=5, most_raters=3))
    assert list(found.columns) == [*ALWAYS, *COLUMNS]
    assert unplaced == 0
    design = study_design("r x (s:p)")
    direct = components_of_table(totals[:, :, :3].transpose(2, 1, 0), design)
    named = dict(zip((effect.name for effect in design.effects), direct.variance[0], strict=True))
    components = parts(found, "component")
    assert components["value"].tolist() == [named[name] for name in COMPONENTS["r x (s:p)"]]
    assert components["share"].sum() == pytest.approx(1)
    done = decision(direct, {"s": 3, "r": 3})
    assert parts(found, "done")[["value", "low", "high"]].to_numpy().tolist() == [
        [of.value[0], of.low[0], of.high[0]] for of in (done.relative, done.absolute)
    ]
    plans = parts(found, "plan")
    assert len(plans) == 15
    for row in plans.to_dict("records"):
        sizes = {"s": int(row["n_sessions"]), "r": int(row["n_raters"])}
        assert row["value"] == pytest.approx(decision(direct, sizes).absolute.value[0], abs=1e-12)
        assert row["reaches"] == ("yes" if row["value"] >= 0.8 else "no")
        assert row["price"] == sizes["s"] * sizes["r"]
    assert {*found["is_balanced"]} == {"yes"}


def test_a_plan_is_smallest_where_nothing_can_be_taken_away() -> None:
    """Of those marked, one session or one rater less would not reach; and each that reaches holds a marked one."""
    rated, _ = made(10, 3, lambda _p, _s: [0, 1, 2])
    for planning in (Planning(0.9), Planning(0.85, other_raters=True), Planning(0.9, relative=True)):
        plans = parts(generalize_figures([rated], planning)[0], "plan").to_dict("records")
        reaches = {(int(row["n_sessions"]), int(row["n_raters"])): row["reaches"] == "yes" for row in plans}
        smallest = [(int(row["n_sessions"]), int(row["n_raters"])) for row in plans if row["smallest"] == "yes"]
        assert smallest
        for sessions, raters in smallest:
            assert reaches[sessions, raters]
            assert not reaches.get((sessions - 1, raters), False)
            assert not reaches.get((sessions, raters - 1), False)
        for sessions, raters in (sizes for sizes, enough in reaches.items() if enough):
            assert any(s <= sessions and r <= raters for s, r in smallest)


def test_other_raters_at_each_session_share_out_what_raters_add() -> None:
    """By hand: rater, and rater and practitioner, are then divided by sessions too."""
    rated, _ = made(10, 3, lambda _p, _s: [0, 1, 2])
    found, _ = generalize_figures([rated], Planning(other_raters=True, most_sessions=4, most_raters=2))
    of = parts(found, "component").set_index("what")["value"]
    (row,) = (row for row in parts(found, "plan").to_dict("records") if (row["n_sessions"], row["n_raters"]) == (4, 2))
    error = of["session"] / 4 + (of["rater"] + of["rater_and_practitioner"] + of["rest"]) / 8
    assert row["value"] == pytest.approx(of["practitioner"] / (of["practitioner"] + error), abs=1e-12)


@pytest.mark.parametrize(
    ("people", "sessions", "assigned", "design", "balanced", "cautions"),
    [
        (12, 3, lambda p, s: [0, 1] if (p + s) % 2 else [2], "r x (s:p)", "no", ["few_raters"]),
        (12, 3, lambda p, _s: [p % 3, p % 3 + 3], "r x (s:p)", "no", []),
        (4, 3, lambda p, _s: [2 * p, 2 * p + 1], "(r x s):p", "yes", ["own_raters", "few_practitioners"]),
        (12, 3, lambda _p, _s: [0], "s:p", "yes", ["one_rating", "one_rater"]),
        (9, 3, lambda p, _s: [p], "s:p", "yes", ["one_rating", "one_rater_each", "few_practitioners"]),
        (12, 3, lambda _p, s: [s], "s:p", "yes", ["one_rating"]),
        (12, 1, lambda _p, _s: [0, 1, 2], "p x r", "yes", ["one_session", "few_raters"]),
        (4, 1, lambda p, _s: [2 * p, 2 * p + 1], "r:p", "yes", ["one_session", "own_raters", "few_practitioners"]),
    ],
)
def test_the_design_is_found_out(
    people: int, sessions: int, assigned: Assigned, design: str, balanced: str, cautions: list[str]
) -> None:
    """From who rated what; with what it cannot tell apart."""
    rated, _ = made(people, sessions, assigned)
    found, _ = generalize_figures([rated], Planning())
    first = found.iloc[0]
    assert (first["design"], first["is_balanced"]) == (design, balanced)
    assert [each for each in first["cautions"].split(", ") if each and each != "at_zero"] == cautions
    assert {*parts(found, "component")["what"]} <= {*COMPONENTS[design].values()}
    facets = {name for name in ("n_sessions", "n_raters") if parts(found, "plan")[name].notna().all()}
    assert facets == {"r:p": {"n_raters"}, "p x r": {"n_raters"}, "s:p": {"n_sessions"}}.get(
        design, {"n_sessions", "n_raters"}
    )


def test_a_rater_who_meets_nobody_twice() -> None:
    """What a rater makes of single practitioners is then counted with the rest, and that is said."""
    rated, _ = made(12, 2, lambda p, s: [(p + 2 * s) % 5, (p + 2 * s + 1) % 5])
    found, _ = generalize_figures([rated], Planning())
    assert "met_once" in found["cautions"].iloc[0]
    assert "rater_and_practitioner" not in {*found["what"]}
    assert parts(found, "component")["share"].sum() == pytest.approx(1)
    done = parts(found, "done")
    assert {*done["method"]} == {"implied"}
    assert ((done["low"] < done["value"]) & (done["value"] < done["high"])).all()


def test_one_rating_each_tells_nothing() -> None:
    """One session each, rated once: no figure, the reason, and both things that are lacking."""
    rated, _ = made(12, 1, lambda p, _s: [p % 4])
    found, _ = generalize_figures([rated], Planning())
    (row,) = found.to_dict("records")
    assert row["why_no_value"] == "not_separable"
    assert row["cautions"] == "one_session, one_rating"
    assert (row["n_practitioners"], row["n_all_raters"], row["n_rated_twice"]) == (12, 4, 0)


def test_ratings_of_nobody_are_left_out() -> None:
    """Without a practitioner a rating tells nothing of practitioners, and is counted."""
    rated, _ = made(6, 2, lambda _p, _s: [0, 1])
    part = gathered([Record("V1", "R1", (1, 1, 1, 1)), Record("V1", "R2", (2, 1, 1, 1))])
    found, unplaced = generalize_figures([rated, rated_apart([part], ["practitioner"])], Planning())
    assert unplaced == 2
    assert found.iloc[-1]["why_no_value"] == "nothing_rated"


def test_ratings_that_are_all_alike() -> None:
    """Nothing was there to be told apart, whether sessions are even or not."""
    for people in (np.repeat(range(4), 2), np.array([0, 0, 0, 1, 1, 2, 2, 3])):
        rated = Rated(people, np.arange(8), np.zeros(8, np.int64), np.full(8, 2.0), 0)
        assert design_of(rated) == "s:p"
        assert study(rated).why_none == "all_alike"


def test_what_makes_no_sense_is_refused() -> None:
    """A target that nothing reaches, plans of nothing, and a score that is not there."""
    with pytest.raises(UsageError) as caught:
        Planning(1.5, 0, 2, visit_price=-1)
    assert [problem.code for problem in caught.value.problems] == ["bad-plan"] * 3
    rated, _ = made(4, 2, lambda _p, _s: [0, 1])
    with pytest.raises(UsageError, match="totals"):
        generalize_figures([rated], Planning(), ["totals"])
