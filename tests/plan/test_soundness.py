"""What is refused although each part is right: every code, with the way to the place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.rule import CountedFrom, Rule
from fidelity.model.scale import Kind, Scale
from fidelity.model.score import Band, Score
from fidelity.model.status import Effect
from fidelity.plan.lowering import lower
from tests.oracle.build import NA, bands, checklist, count, items, scale, score

ENDLESS = items(2, count())
SOME = items(2, scale(0, 1, 2))


def refused(made: Checklist) -> set[tuple[str, tuple[str | int, ...]]]:
    """What lowering a checklist complains of: codes and paths."""
    with pytest.raises(InvalidRecord) as caught:
        lower(made)
    return {(problem.code, problem.path) for problem in caught.value.problems}


def rungs(*cuts: tuple[Range, int]) -> rules.LookUp:
    """A look-up by ranges."""
    return rules.LookUp(tuple(rules.Rung(range_, Fraction(value)) for range_, value in cuts))


UNEQUAL = (Item("i1", "text", scale(0, 1)), Item("i2", "text", scale(0, 1, 2)))
CASES: list[tuple[tuple[Item, ...], Score, str, tuple[str | int, ...]]] = [
    (ENDLESS, score(rules.Sum(), reverse=frozenset({"i1"})), "no-range", ("reverse",)),
    (ENDLESS, score(rules.PercentOfPossible()), "no-range", ("of",)),
    (ENDLESS, score(rules.MeanOfPercentages()), "no-range", ("of",)),
    (
        (Item("i1", "text", Scale("n", kind=Kind.NUMBER, highest=Fraction(4))),),
        score(rules.PercentOfPossible(CountedFrom.LOWEST)),
        "no-range",
        ("of",),
    ),
    (items(1, scale(-1, 1)), score(rules.PercentOfPossible()), "negative-points", ("of",)),
    (items(1, scale(0, 0)), score(rules.PercentOfPossible()), "no-possible-points", ("of",)),
    (items(1, scale(3, 3)), score(rules.MeanOfPercentages(CountedFrom.LOWEST)), "no-possible-points", ("of",)),
    (ENDLESS, score(rules.Count()), "no-threshold", ()),
    (SOME, score(rules.ProportionAtOrAbove(Fraction(3))), "threshold-out-of-reach", ("threshold",)),
    (SOME, score(rules.AllOrNothing(Fraction("2.1"))), "threshold-out-of-reach", ("threshold",)),
    (SOME, score(rules.Mean(), missing=MissingRule(2)), "bad-missing-rule", ("missing",)),
    (SOME, score(rules.Mean(), missing=MissingRule(0, rated_at_least=3)), "bad-missing-rule", ("missing",)),
    (UNEQUAL, score(rules.Sum(), missing=MissingRule(1, then=Then.PRORATE)), "prorate-unequal", ("missing", "then")),
    (ENDLESS, score(rules.Sum(), missing=MissingRule(1, then=Then.PRORATE)), "prorate-unequal", ("missing", "then")),
    (SOME, score(rungs((Range(below=Fraction(1)), 1)), "i1"), "ranges-gap", ("ranges", 0)),
    (
        SOME,
        score(rungs((Range(at_most=Fraction(1)), 1), (Range(at_least=Fraction(1)), 2)), "i1"),
        "ranges-overlap",
        ("ranges", 1),
    ),
    (items(2, scale(-1, 1)), score(rules.Ratio(("i2",)), "i1"), "negative-points", ("of",)),
    (items(2, scale(-1, 1)), score(rules.Rate("i2"), "i1"), "negative-points", ("of",)),
    (SOME, score(rules.Ratio(("i2",), times=Fraction(0)), "i1"), "out-of-range", ("times",)),
    (SOME, score(rules.Ratio(("i2",), times=Fraction(-1)), "i1"), "out-of-range", ("times",)),
    (SOME, score(rules.Ratio(("i2",), highest=Fraction(-5)), "i1"), "out-of-range", ("highest",)),
    (SOME, score(rules.Ratio(("i2",), to_at_least=Fraction(0)), "i1"), "out-of-range", ("to_at_least",)),
    (SOME, score(rules.Rate("i2", every=Fraction(0)), "i1"), "out-of-range", ("every",)),
    (SOME, score(rules.Rate("i2", per_at_least=Fraction(-3)), "i1"), "out-of-range", ("per_at_least",)),
    (
        items(2, count(), NA),
        score(rules.Sum(), effects={NA: Effect.HIGHEST}),
        "no-range",
        ("of",),
    ),
    (
        items(2, Scale("n", kind=Kind.NUMBER), NA),
        score(rules.Mean(), effects={NA: Effect.LOWEST}),
        "no-range",
        ("of",),
    ),
    (
        items(2, Scale("n", kind=Kind.NUMBER)),
        score(rules.Mean(), missing=MissingRule(1, then=Then.LOWEST)),
        "no-range",
        ("of",),
    ),
]


@pytest.mark.parametrize(("of", "one", "code", "path"), CASES, ids=[f"{n}-{case[2]}" for n, case in enumerate(CASES)])
def test_each_problem_has_its_code_and_its_place(
    of: tuple[Item, ...], one: Score, code: str, path: tuple[str | int, ...]
) -> None:
    """A score that could not always be computed is refused, with the way to what is wrong."""
    assert (code, ("scores", 0, *path)) in refused(checklist(of, one))


def test_every_problem_of_every_score_is_reported() -> None:
    """Two scores that are wrong are two problems, each at its own place."""
    made = checklist(
        ENDLESS,
        score(rules.Sum(), name="fine"),
        score(rules.Count(), name="a"),
        score(rules.PercentOfPossible(), name="b"),
    )
    assert {path[:2] for _, path in refused(made)} == {("scores", 1), ("scores", 2)}


def banded(rule: Rule, of: tuple[Item, ...], *ranges: Range) -> Checklist:
    """A score of all items with bands."""
    return checklist(of, score(rule, bands=tuple(Band(f"b{n}", each) for n, each in enumerate(ranges))))


def between(low: str, high: str) -> Range:
    """A range with both ends included."""
    return Range(at_least=Fraction(low), at_most=Fraction(high))


FIVE = items(13, scale(1, 2, 3, 4, 5))


def test_16_bands_with_a_hole_between_2_95_and_3_are_refused() -> None:
    """(16) Up to 2.95 and from 3: the mean of thirteen items can lie between, 2.96 being about 38.5/13."""
    assert refused(banded(rules.Mean(), FIVE, between("1", "2.95"), between("3", "5"))) == {
        ("ranges-gap", ("scores", 0, "bands", 0))
    }


def test_16_bands_on_whole_numbers_do_not_cover_a_mean() -> None:
    """(16) 1 to 2, 3 to 5 are whole numbers; a mean of 2.5 would be in neither."""
    assert refused(banded(rules.Mean(), FIVE, between("1", "2"), between("3", "5"))) == {
        ("ranges-gap", ("scores", 0, "bands", 0))
    }


def test_16_bands_on_whole_numbers_cover_a_sum_of_whole_numbers() -> None:
    """(16) 13 to 38 and 39 to 65 hold every sum of thirteen items of 1 to 5."""
    plan = lower(banded(rules.Sum(), FIVE, between("13", "38"), between("39", "65")))
    assert plan.scores["s"].range == (Fraction(13), Fraction(65))


def test_16_bands_on_whole_numbers_do_not_cover_a_sum_of_halves() -> None:
    """(16) With half points a sum of 1.5 would be in neither 0 to 1 nor 2 to 4."""
    of = items(2, scale(0, "0.5", 1, 2))
    assert refused(banded(rules.Sum(), of, between("0", "1"), between("2", "4"))) == {
        ("ranges-gap", ("scores", 0, "bands", 0))
    }


def test_16_bands_that_claim_a_number_twice_are_refused() -> None:
    """(16) 3 cannot be in two bands; the score itself is refused, and the problem is at the second of them."""
    with pytest.raises(InvalidRecord) as caught:
        banded(rules.Mean(), FIVE, between("1", "3"), between("3", "5"))
    assert [(each.code, each.path) for each in caught.value.problems] == [("ranges-overlap", ("bands", 1))]


@pytest.mark.parametrize(("low", "high", "place"), [("1.1", "5", ()), ("1", "4.9", (0,))])
def test_16_bands_that_stop_short_of_an_end_are_refused(low: str, high: str, place: tuple[int, ...]) -> None:
    """(16) The lowest and the highest value have a band, too; a hole is told at the band below it."""
    assert refused(banded(rules.Mean(), FIVE, between(low, high))) == {("ranges-gap", ("scores", 0, "bands", *place))}


def test_16_bands_of_a_score_without_limit_must_be_open() -> None:
    """(16) A count without a highest number needs a band without an upper end."""
    closed = refused(banded(rules.Sum(), ENDLESS, between("0", "10"), Range(above=Fraction(10), at_most=Fraction(99))))
    assert closed == {("ranges-gap", ("scores", 0, "bands", 1))}
    assert lower(banded(rules.Sum(), ENDLESS, between("0", "10"), Range(above=Fraction(10)))).scores["s"].bands


def test_16_bands_of_a_share_of_persons_run_from_0_to_100() -> None:
    """(16) A share of persons has both ends, although a list of persons has none."""
    persons = Scale("persons", kind=Kind.PERSONS)
    one = score(
        rules.ShareOfPersons(Fraction(2, 3)),
        "i1",
        bands=(
            Band("low", Range(at_least=Fraction(0), below=Fraction(50))),
            Band("high", Range(at_least=Fraction(50), at_most=Fraction(100))),
        ),
    )
    plan = lower(checklist((Item("i1", "text", persons),), one))
    assert plan.scores["s"].range == (Fraction(0), Fraction(100))


def test_half_open_bands_are_accepted() -> None:
    """(16) Below 3, from 3 below 4, from 4: nothing is left out and nothing is twice."""
    assert len(lower(checklist(FIVE, score(rules.Mean(), bands=bands(3, 4)))).scores["s"].bands) == 3
