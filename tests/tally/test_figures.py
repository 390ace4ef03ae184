"""Figures over many observations, against published arithmetic worked out by hand and against a loop over rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from random import Random

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.model import rule as rules
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest, Truth
from fidelity.model.figure import Figure, Goal, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.item import Item, Step
from fidelity.model.missing import MissingRule
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from fidelity.plan.dense import ADDRESSABLE
from fidelity.plan.lowering import lower
from fidelity.plan.result import Result
from fidelity.plan.table import Table
from fidelity.ratings.table import Column, Ratings
from fidelity.scoring import Scores, score
from fidelity.tally import groups
from fidelity.tally.figures import figures, figures_by
from fidelity.tally.result import FigureResult, NoFigure, Without
from tests.oracle import build
from tests.oracle.strategies import levels_of
from tests.tally.naive import Naive, naive

OPEN = (Status.NOT_APPLICABLE, Status.NOT_OBSERVED, Status.NO_OPPORTUNITY, Status.NOT_ASSESSABLE)
EFFECTS = (Effect.EXCLUDED, Effect.MISSING, Effect.LOWEST, Effect.HIGHEST)
CHANGE = date(2024, 1, 1)
HALVES = (Step(Range(below=Fraction(2)), Fraction(1, 3)), Step(Range(at_least=Fraction(2)), Fraction(5, 2)))
ITEMS = (
    Item("i1", "text", build.scale(0, 1, 2), allows=frozenset(OPEN), dimension="dose"),
    Item("i2", "text", build.scale(1, 2, 3, 4, 5), allows=frozenset(OPEN)),
    Item("i3", "text", build.count(3), allows=frozenset(OPEN), dimension="dose"),
    Item("i4", "text", build.count(), allows=frozenset(OPEN), steps=HALVES),
)
EVERY = Members(every=True)


def figure(name: str, rule: ShareMeeting | MeanOfScore | MeanOfItemPercentages, **rest: object) -> Figure:
    """A figure of a site."""
    return Figure(name, rule, Unit.SITE, **rest)  # type: ignore[arg-type]


FIGURES = (
    figure("share", ShareMeeting("k"), goal=Goal(at_least=Fraction(50))),
    figure("mean", MeanOfScore("s"), goal=Goal(at_most=Fraction(1)), n_at_least=2),
    figure("items", MeanOfItemPercentages(EVERY), goal=Goal(at_least=Fraction(60)), n_at_least=3),
    figure("dose", MeanOfItemPercentages(Members(dimension="dose"))),
    figure("two", MeanOfItemPercentages(Members(("i4", "i2"))), goal=Goal(at_most=Fraction(60))),
)


def checklist(effects: dict[Status, Effect]) -> Checklist:
    """Four items on four scales, a mean, a criterion that changes with the year, and a figure of each kind."""
    mean = build.score(
        rules.Mean(), "i1", "i2", missing=MissingRule(at_most=1), effects={Status.NOT_APPLICABLE: Effect.EXCLUDED}
    )
    criteria = (
        Criterion("k", ScoreTest("s", Range(at_least=Fraction(1))), valid_until=CHANGE),
        Criterion("k", ScoreTest("s", Range(at_least=Fraction(2))), valid_from=CHANGE, valid_until=date(2025, 1, 1)),
    )
    return build.checklist(ITEMS, mean, criteria=criteria, effects=effects, figures=FIGURES)


def rated(made: Checklist, rows: Sequence[dict[str, Answer]], **descriptors: list[str]) -> tuple[Scores, Ratings]:
    """Scores and ratings of rows of answers."""
    codes, levels = build.coded(made, list(rows))
    index = pd.RangeIndex(1, len(rows) + 1, name="observation")
    columns = {name: Column(codes[name], levels[name]) for name in codes}
    ratings = Ratings(made, columns, pd.DataFrame(descriptors, index=index))
    return score(lower(made), ratings), ratings


def plain(result: FigureResult) -> Naive:
    """A result in the words of the naive one."""
    return Naive(
        result.value,
        result.reason.value if result.reason else "",
        result.n_used,
        {why.value: n for why, n in result.n_without.items()},
        result.goal.name.lower() if result.goal is not None else "",
        {item.item: item.value for item in result.items},
        result.n_missing,
    )


@settings(deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(0, 14),
    st.fixed_dictionaries({status: st.sampled_from(EFFECTS) for status in OPEN[:2]}),
    st.sampled_from((*EFFECTS, Effect.FORBIDDEN)),
    st.sampled_from([(), ("i3",), ("i1", "i2")]),
    st.sampled_from([ADDRESSABLE, 0]),
)
def test_figures_are_what_a_loop_over_rows_gives(
    seed: int, n: int, effects: dict[Status, Effect], other: Effect, off: tuple[str, ...], addressable: int
) -> None:
    """Whatever is rated, each figure of each group and of all has the value, reason and counts of a naive loop."""
    made = checklist({**effects, Status.NO_OPPORTUNITY: other})
    made = with_profile(made, Profile("less", "made", leaves_out=off)) if off else made
    random = Random(seed)
    levels = levels_of(made)
    lively = [{name: random.choice(of) for name, of in levels.items()} for _ in range(n)]
    sites = [random.choice(("north", "south", "", "all")) for _ in range(n)]
    days = [random.choice(("2023-06-01", "2024-06-01", "2025-06-01", "")) for _ in range(n)]
    scores, ratings = rated(made, lively, site=sites, date=days)
    whole = figures(scores, ratings)
    assert [plain(each) for each in whole] == [naive(each, scores, lively, range(n)) for each in made.figures]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "ADDRESSABLE", addressable)
        split = figures_by(scores, ratings, "site")
    assert split.whole == whole
    assert [group.value for group in split.groups] == list(dict.fromkeys(sites))
    for group in split.groups:
        rows = [row for row, site in enumerate(sites) if site == group.value]
        assert [plain(each) for each in group.results] == [naive(each, scores, lively, rows) for each in made.figures]
        assert {each.n_observations for each in group.results} == {len(rows)}
    for each in (*whole, *(result for group in split.groups for result in group.results)):
        assert each.n_observations == each.n_used + sum(each.n_without.values())


NA = Status.NOT_APPLICABLE
TEAM = build.checklist(
    build.items(3, build.scale(0, 1), NA, Status.NOT_OBSERVED),
    build.score(rules.PercentOfPossible(), effects=build.EXCLUDED),
    effects={NA: Effect.EXCLUDED},
    criteria=(Criterion("good", ScoreTest("s", Range(at_least=Fraction(100)))),),
    figures=(
        figure("items", MeanOfItemPercentages(EVERY), goal=Goal(at_least=Fraction(500, 9))),
        figure("mean", MeanOfScore("s"), goal=Goal(at_least=Fraction(50))),
        figure("share", ShareMeeting("good"), goal=Goal(at_most=Fraction(25))),
    ),
)


def team(*rows: tuple[int | Status, ...]) -> tuple[FigureResult, ...]:
    """The figures of rows of a checklist of three items."""
    return figures(*rated(TEAM, [build.row(TEAM, *row) for row in rows]))


def test_three_figures_of_one_table_are_three_numbers() -> None:
    """Denominators differ by what applies, so the mean over items is not the mean over observations."""
    # By hand: item 1 has 2 of 3, item 2 has 1 of 1, item 3 has 0 of 3: 200/3, 100 and 0, with a mean of 500/9.
    # The rows have 2 of 3, 1 of 2 and 0 of 2: 200/3, 50 and 0, with a mean of 350/9. No row has all.
    items, mean, share = team((1, 1, 0), (1, NA, 0), (0, NA, 0))
    assert (items.value, mean.value, share.value) == (Fraction(500, 9), Fraction(350, 9), Fraction(0))
    assert (items.goal, mean.goal, share.goal) == (Truth.MET, Truth.NOT_MET, Truth.MET)
    assert [(each.n_used, each.n_excluded, each.n_missing) for each in items.items] == [(3, 0, 0), (1, 2, 0), (3, 0, 0)]


def test_an_item_that_was_never_rated_is_left_out_and_counted() -> None:
    """The mean is over the items that have a percentage, and says over how many."""
    items, _, _ = team((1, NA, 0), (1, NA, Status.NOT_OBSERVED))
    assert (items.value, items.n_items, items.n_items_used, items.n_missing) == (Fraction(50), 3, 2, 1)
    assert items.items[1].value is None


def test_what_cannot_be_used_is_counted_by_what_it_lacks() -> None:
    """An observation without a rating has no share in any figure, and each figure says why."""
    items, mean, share = team((1, 1, 1), (NA, NA, NA), (Status.MISSING, 1, 1))
    assert (items.n_used, dict(items.n_without)) == (2, {Without.NO_RATING: 1})
    assert (mean.n_used, dict(mean.n_without)) == (1, {Without.NO_SCORE: 2})
    assert (share.value, share.n_used, dict(share.n_without)) == (Fraction(100), 1, {Without.CANNOT_TELL: 2})
    assert share.goal is Truth.NOT_MET


@pytest.mark.parametrize("rows", [[], [(NA, NA, NA)], [(Status.MISSING,) * 3, (NA, NA, NA)]])
def test_where_nothing_can_be_used_there_is_no_figure(rows: list[tuple[Status, ...]]) -> None:
    """No table, no rating and nothing that applies make no number, and no goal can be told."""
    for each in team(*rows):
        assert (each.value, each.reason, each.goal) == (None, NoFigure.NOTHING_TO_USE, Truth.CANNOT_TELL)
        assert each.n_observations == len(rows)


def test_too_few_observations_make_no_figure() -> None:
    """One short of what is asked for there is none, and from there on there is one."""
    least = tuple(attrs.evolve(each, n_at_least=2) for each in TEAM.figures)
    made = attrs.evolve(TEAM, figures=least)
    one = figures(*rated(made, [build.row(made, 1), build.row(made, NA)]))
    assert {(each.value, each.reason, each.n_used) for each in one} == {(None, NoFigure.TOO_FEW_OBSERVATIONS, 1)}
    two = figures(*rated(made, [build.row(made, 1), build.row(made, 1)]))
    assert {(each.value, each.n_used) for each in two} == {(Fraction(100), 2)}


def test_a_status_that_is_not_permitted_makes_no_figure_of_items() -> None:
    """What the checklist does not accept is not passed over in silence, whatever a score says of it."""
    strict = attrs.evolve(TEAM, effects={NA: Effect.FORBIDDEN})
    items, mean, _ = figures(*rated(strict, [build.row(strict, 1, 1, 1), build.row(strict, 1, NA, 1)]))
    assert (items.value, items.reason, items.goal) == (None, NoFigure.STATUS_NOT_PERMITTED, Truth.CANNOT_TELL)
    assert mean.value == 100


@pytest.mark.parametrize(("effect", "value"), [(Effect.HIGHEST, Fraction(75)), (Effect.LOWEST, Fraction(25))])
def test_a_status_that_counts_does(effect: Effect, value: Fraction) -> None:
    """Beside a real rating, what counts as met or as lowest is in numerator and denominator."""
    made = attrs.evolve(TEAM, effects={NA: effect})
    rows = [build.row(made, 1), build.row(made, 0), build.row(made, NA), build.row(made, NA)]
    assert figures(*rated(made, rows))[0].value == value


def test_an_undated_observation_is_judged_by_what_has_no_end() -> None:
    """Where every criterion of a name has an end, an observation without a day is not in force, and is counted so."""
    scores, ratings = rated(checklist({NA: Effect.EXCLUDED}), [build.row(checklist({NA: Effect.EXCLUDED}), 2)] * 3)
    share = figures(scores, ratings)[0]
    assert (share.value, dict(share.n_without)) == (None, {Without.NOT_IN_FORCE: 3})


def test_a_group_may_have_any_name() -> None:
    """The whole stands apart, so that a site called *all* is a site, and one that is not named is a group too."""
    rows = [build.row(TEAM, 1), build.row(TEAM, 0), build.row(TEAM, 1)]
    split = figures_by(*rated(TEAM, rows, site=["all", "", "all"]), "site")
    assert [(group.value, group.results[0].value) for group in split.groups] == [
        ("all", Fraction(100)),
        ("", Fraction(0)),
    ]
    assert (split.column, split.whole[0].value) == ("site", Fraction(200, 3))


def test_what_is_not_there_is_an_empty_name() -> None:
    """Holes of every kind in a column are one group."""
    scores, ratings = rated(TEAM, [build.row(TEAM, 1)] * 4)
    column = pd.Series(["a", None, "", float("nan")], index=ratings.descriptors.index, dtype=object)
    ratings = attrs.evolve(ratings, descriptors=ratings.descriptors.assign(site=column))
    split = figures_by(scores, ratings, "site")
    assert [(group.value, group.results[0].n_observations) for group in split.groups] == [("a", 1), ("", 3)]


def test_observations_may_be_grouped_by_name() -> None:
    """Two raters of one observation are a group, and a column that is not there is told with the nearest."""
    scores, ratings = rated(TEAM, [build.row(TEAM, 1), build.row(TEAM, 0)], rater=["ann", "ben"])
    ratings = attrs.evolve(ratings, descriptors=ratings.descriptors.set_axis(["x", "x"]).rename_axis("observation"))
    assert [group.value for group in figures_by(scores, ratings, "observation").groups] == ["x"]
    with pytest.raises(UsageError, match="no column `ratr`") as raised:
        figures_by(scores, ratings, "ratr")
    assert raised.value.problems[0].help == "did you mean `rater`?"


def test_a_large_table_is_counted_in_columns() -> None:
    """Of two hundred thousand observations each state is looked at once, and no row by itself."""
    n = 200_000
    codes = {item.id: np.tile(np.array([0, 1, 2, 0], np.uint8), n // 4) for item in TEAM.items}
    levels = levels_of(TEAM)
    columns = {name: Column(codes[name], levels[name]) for name in codes}
    ratings = Ratings(TEAM, columns, pd.DataFrame(index=pd.RangeIndex(1, n + 1, name="observation")))
    scores = score(lower(TEAM), ratings)
    calls: list[int] = []

    class Watched(Table):
        """A table that remembers what it was asked for."""

        def result(self, number: int) -> Result:
            """What a state means."""
            calls.append(number)
            return super().result(number)

    states = scores.columns["s"].states
    same = {each.name: getattr(states.table, each.name) for each in attrs.fields(Table)}
    watched = attrs.evolve(states, table=Watched(**same))
    scores = attrs.evolve(scores, columns={"s": attrs.evolve(scores.columns["s"], states=watched)})
    items, mean, _ = figures(scores, ratings)
    assert (items.n_observations, mean.n_used) == (n, 150_000)
    assert len(calls) == len(set(calls)) == 3
