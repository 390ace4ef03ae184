"""Stored ratings by another edition, both results side by side."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from fidelity.evaluation.comparability import Comparability
from fidelity.evaluation.crosswalk import Fate, cross
from fidelity.evaluation.rescoring import rescore
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.plan.definition import Definition
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason, Result
from tests.difference.pairs import pairs
from tests.evaluation.editions import TODAY, definition, published, rated, records, rescored
from tests.oracle.build import bands, checklist, items, scale, score
from tests.oracle.strategies import rows_of, seeds

SAME, COMPARABLE, LINKED, APART = Comparability
STEPS = scale(0, 1, 2)
TFI = "fidelity-tfi/src/fidelity_tfi/tfi_2_1.yaml"
TFI_3 = "fidelity-tfi/src/fidelity_tfi/tfi_3_0.yaml"
DACTS = "fidelity-dacts/src/fidelity_dacts/intervention.yaml"
HIGHEST_OF_TIER_1 = 30


def with_points(of: Checklist, points: int) -> list[int]:
    """Ratings of 15 items of 0 to 2 that come to so many points."""
    n_full, n_partly = divmod(points, 2)
    return [2] * n_full + [1] * n_partly + [0] * (len(of.items) - n_full - n_partly)


def open_(of: Result | None) -> tuple[object, ...]:
    """Value, reason and bounds of a result that is there."""
    assert of is not None
    return of.value, of.reason, of.lowest, of.highest


def test_the_recommended_cut_of_the_tfi_moved() -> None:
    """Of eleven schools with 20 to 30 of 30 points, ten were at criterion by the 70 % of then, and six by 83.3 %."""
    # TFI 2.1 asks for 70 %: 21 points of tier 1. A standard setting of 2024 (doi 10.1177/10983007241276536) recommends
    # 83.3 %, which 25 of 30 points reach, being 83.333… %. So 21, 22, 23 and 24 points were at criterion and would not
    # be; 20 points never were; 25 to 30 points were and would be.
    old = published(TFI, "tier_1")
    (cut,) = old.checklist.criteria
    moved = date(2024, 9, 1)
    higher = ScoreTest("tier_1", Range(at_least=Fraction("83.3")))
    cuts = (
        attrs.evolve(cut, valid_until=moved),
        attrs.evolve(cut, condition=higher, valid_from=moved, source="Standard setting, 2024"),
    )
    both = Definition(old.intervention, lower(attrs.evolve(old.checklist, criteria=cuts)))
    points = range(20, HIGHEST_OF_TIER_1 + 1)
    rows = [with_points(old.checklist, each) for each in points]
    found = rescore(both, both, rated(both.checklist, *rows, dates=["2024-05-01"] * 11), TODAY)
    (moves,) = found.verdicts
    assert moves.n == {("not_met", "not_met"): 1, ("met", "not_met"): 4, ("met", "met"): 6}
    assert (moves.n_then("met"), moves.n_now("met"), moves.n_records) == (10, 6, 11)
    assert [found.said(row, "at_criterion") for row in (0, 1, 4, 5)] == [
        ("not_met", "not_met"),
        ("met", "not_met"),
        ("met", "not_met"),
        ("met", "met"),
    ]
    # The scores did not move at all, and that is proved.
    assert {statement.comparability for statement in found.scores} == {SAME}
    assert [values.n_equal for values in found.values] == [11] * 4
    (said,) = found.criteria
    assert said.comparability is COMPARABLE
    assert said.why == ("it asks for `tier_1` at least 83.3 (then: `tier_1` at least 70)",)
    # A visit of the days since is judged by the same cut then and now.
    later = rescore(both, both, rated(both.checklist, rows[4], dates=["2024-09-01"]), TODAY)
    assert later.verdicts[0].n == {("not_met", "not_met"): 1}


def test_version_3_of_the_tfi_is_not_comparable() -> None:
    """Its rubric has five points: no rating is carried, no score is made up, and no verdict is said to have moved."""
    old, new = published(TFI, "tier_1"), published(TFI_3, "tier_1")
    rows = [with_points(old.checklist, points) for points in (18, 21, 30)]
    found = rescore(old, new, rated(old.checklist, *rows), TODAY)
    said = {statement.id: statement for statement in found.scores}
    assert {statement.comparability for statement in (*found.scores, *found.criteria)} == {APART}
    assert (said["tier_1"].n_carried, said["tier_1"].n_items) == (0, 20)
    assert said["teams"].why == ("the old version only has it",)
    fates = [crossing.fate for crossing in found.crossings]
    assert (fates.count(Fate.NOT_CARRIED), fates.count(Fate.ADDED), len(fates)) == (15, 5, 20)
    for row, points in enumerate((18, 21, 30)):
        was, now = found.results(row, "tier_1")
        assert open_(was)[0] == Fraction(100 * points, HIGHEST_OF_TIER_1)
        assert open_(now) == (None, Reason.NOTHING_RATED, 0, 100)
        assert found.results(row, "teams")[1] is None
    assert found.verdicts[0].n == {("not_met", "cannot_tell"): 1, ("met", "cannot_tell"): 2}


def test_a_profile_swaps_an_item() -> None:
    """Oregon rates ST8 in the place of S10: the sum is open, with its bounds; what does not ask for it is the same."""
    old, new = published(DACTS, "ratings"), published(DACTS, "ratings", "oregon_ratings")
    found = rescore(old, new, rated(old.checklist, [5], [4]), TODAY)
    said = {statement.id: statement for statement in found.scores}
    assert (said["total"].comparability, said["total"].n_carried, said["total"].n_items) == (LINKED, 27, 28)
    assert said["total"].why == ("`st8` was not rated before", "`s10` was part of it before")
    assert said["human_resources"].comparability is SAME
    was, now = found.results(1, "total")
    # 28 fours are 112; of the 27 that are carried 108 are sure, and ST8 adds 1 to 5.
    assert open_(was) == (112, None, 112, 112)
    assert open_(now) == (None, Reason.TOO_MANY_MISSING, 109, 113)
    assert found.said(0, "certified") == ("not_asked", "cannot_tell")
    assert (found.then.plan.hash, found.now.plan.hash) == (old.plan.hash, new.plan.hash)


def test_a_version_adds_an_item_and_moves_a_cut() -> None:
    """Five items instead of four: where one may be missing there is a score, and it is linked only."""

    def version(n: int, cut: int, at_most: int) -> Checklist:
        made = score(rules.PercentOfPossible(), missing=MissingRule(at_most), bands=bands(cut))
        good = Criterion("good", ScoreTest("s", Range(at_least=Fraction(cut))))
        half = score(rules.Sum(), "i1", "i2", name="half")
        return checklist(items(n, STEPS), made, half, criteria=(good,))

    found = rescored(version(4, 60, 0), version(5, 80, 1), [2, 2, 1, 0], [2, 2, 2, 2], [1, 1, 1, 0])
    values = [[each and each.value for each in found.results(row, "s")] for row in range(3)]
    assert values == [[Fraction(125, 2)] * 2, [100, 100], [Fraction(75, 2)] * 2]
    assert [open_(each)[2:] for each in found.results(1, "s")] == [(100, 100), (80, 100)]
    assert [(each.comparability, each.n_carried, each.n_items) for each in found.scores] == [
        (LINKED, 4, 5),
        (SAME, 2, 2),
    ]
    assert found.criteria[0].comparability is LINKED
    assert found.verdicts[0].n == {("met", "not_met"): 1, ("met", "met"): 1, ("not_met", "not_met"): 1}
    assert found.bands[0].n == {("b1", "b0"): 1, ("b1", "b1"): 1, ("b0", "b0"): 1}
    strict = rescored(version(4, 60, 0), version(5, 80, 0), [2, 2, 1, 0])
    assert open_(strict.results(0, "s")[1]) == (None, Reason.TOO_MANY_MISSING, 50, 70)
    assert strict.values[0].n_lost == 1


@pytest.mark.parametrize("n", [0, 1])
def test_few_records_are_rescored(n: int) -> None:
    """None at all are no error."""
    made = checklist(items(2, STEPS), score(rules.Sum()))
    found = rescored(made, made, *[[2]] * n)
    assert (len(found), found.values[0].n_both) == (n, n)


@given(pairs(), seeds)
@settings(max_examples=8)
def test_it_is_the_exact_engine_on_what_is_carried(pair: tuple[Checklist, Checklist], seed: int) -> None:
    """Each record by itself gives the same results; and what is said to be the same is the same in every record."""
    old, new = pair
    rows = rows_of(old, seed, 8)
    found = rescore(definition(old), definition(new), records(old, rows), TODAY)
    plans = lower(old), lower(new)
    carried, _ = cross(records(old, rows), new)
    for place, row in enumerate(rows):
        taken = {name: column.answer(place) for name, column in carried.columns.items()}
        alone = score_one(plans[0], row), score_one(plans[1], taken)
        for statement in found.scores:
            name = statement.id
            assert found.results(place, name) == (alone[0].get(name), alone[1].get(name))
            if statement.comparability is SAME:
                then, now = (attrs.evolve(each[name], band=None) for each in alone)
                assert then == now
                assert _band(old, name, alone[0][name].band) == _band(new, name, alone[1][name].band)
    for said in found.criteria:
        if said.comparability is SAME:
            assert all(then == now for row in range(8) for then, now in [found.said(row, said.id)])


def _band(of: Checklist, name: str, place: int | None) -> str:
    return "" if place is None else of.score[name].bands[place].id
