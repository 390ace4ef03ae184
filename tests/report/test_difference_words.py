"""What a comparison found, in sentences."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.difference.record import CriterionExample, Sample, ScoreDifference, ScoreExample
from fidelity.difference.verdict import Aspect, Base, Proof, Verdict
from fidelity.model.criterion import Truth
from fidelity.plan.result import Reason, Result
from fidelity.report.difference_words import (
    criterion_example_words,
    known_by,
    sample_words,
    score_example_words,
    score_remarks,
    tried_words,
)

F = Fraction
SIX = Sample(Base.HIGHEST, {f"i{n}": "2" for n in range(6)}, ())


def result(value: Fraction | None, reason: Reason | None = None) -> Result:
    """A result of which only this matters."""
    return Result(value, reason, 6, 6, 6, 0, 6, value, value)


def example(aspect: Aspect, old: Result, new: Result, sample: Sample = SIX) -> ScoreExample:
    """An example of a score."""
    return ScoreExample(aspect, sample, old, new, "", "high" if new.value else "")


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (Sample(Base.HIGHEST, {"a": "2", "b": ""}, ("b",)), "`a` 2 and `b` not recorded"),
        (SIX, "every item at its highest"),
        (attrs.evolve(SIX, has_ends=False), "every item at its highest (10 where numbers have no end)"),
        (
            Sample(Base.NOTHING, {**SIX.ratings, "i0": "1"}, ("i0",), has_ends=False),
            "nothing recorded, but `i0` 1",
        ),
        (Sample(Base.LOWEST, {**SIX.ratings, "i0": ""}, ("i0",)), "every item at its lowest, but `i0` not recorded"),
    ],
)
def test_few_ratings_are_told_one_by_one(sample: Sample, words: str) -> None:
    """And many by the plain ones that they depart from."""
    assert sample_words(sample) == words


def test_a_score_is_told_before_and_now() -> None:
    """With its band, its reason, its bounds or its counts, whichever differs."""
    moved = example(Aspect.VALUE, result(F(200, 3)), result(F(75)))
    assert score_example_words(moved, 1) == (
        "With every item at its highest. Before: about 66.7. Now: 75 (band `high`)."
    )
    gone = example(Aspect.PRESENCE, result(F(1)), result(None, Reason.TOO_MANY_MISSING))
    assert score_example_words(gone, 1).endswith("Now: no score, because too many ratings are missing.")
    wide = attrs.evolve(result(F(1)), lowest=F(0), highest=None)
    bounds = example(Aspect.BOUNDS, result(F(1)), wide)
    assert score_example_words(bounds, 1).endswith("Now: 1 (band `high`), and it could still be 0 to without limit.")
    counts = example(Aspect.COUNTS, result(F(1)), attrs.evolve(result(F(1)), n_expected=7))
    assert "Now: 7 expected, 6 apply, 6 rated, 0 missing, 6 used." in score_example_words(counts, 1)


def test_what_differs_beyond_the_digits_is_told_exactly() -> None:
    """Two numbers that look alike are no example."""
    near = ScoreExample(Aspect.VALUE, SIX, result(F(2, 3)), result(F(667, 1000)), "", "")
    assert score_example_words(near, 1) == "With every item at its highest. Before: 2/3. Now: 0.667."


def test_a_criterion_is_told_before_and_now() -> None:
    """With the day, where there is one."""
    told = CriterionExample(Aspect.VERDICT, SIX, date(2024, 1, 1), Truth.MET, None)
    assert criterion_example_words(told) == (
        "With every item at its highest, on 2024-01-01. Before: met. Now: not in force."
    )
    undated = CriterionExample(Aspect.DECIDED, SIX, None, Truth.CANNOT_TELL, Truth.NOT_MET)
    assert criterion_example_words(undated) == ("With every item at its highest. Before: cannot be told. Now: not met.")


def test_what_else_differs_and_what_cannot_is_told() -> None:
    """The latter only where all states were tried."""
    both = (
        example(Aspect.BAND, result(F(1)), result(F(1))),
        example(Aspect.BOUNDS, result(F(1)), result(F(1))),
    )
    found = ScoreDifference("s", "S", Verdict.MOVES, Proof.EXAMPLE, ("x",), both, 10, 1, tried_all=True)
    assert score_remarks(found) == [
        "Also seen to differ: its bounds.",
        "All states were tried: its value and whether it has a value cannot move.",
    ]
    assert score_remarks(attrs.evolve(found, examples=both[:1], tried_all=False)) == []


@pytest.mark.parametrize(
    ("proof", "known", "tried"),
    [
        (None, "", ""),
        (Proof.SAME_PLAN, "computed in the same way", ""),
        (Proof.EXAMPLE, "there is an example", ""),
        (
            Proof.EVERY_STATE,
            "all states were tried",
            "The plans differ, and in no state that can occur does it matter: all were tried.",
        ),
        (
            Proof.NONE,
            "no example among 12 tried",
            "The plans differ, and 12 observations that were tried did not show it.",
        ),
    ],
)
def test_how_it_is_known_is_told(proof: Proof | None, known: str, tried: str) -> None:
    """In a table, and in a sentence."""
    assert known_by(proof, 12) == known
    assert tried_words(ScoreDifference("s", "S", Verdict.MAY_MOVE, proof, ("x",), (), 12)) == tried
    assert known_by(Proof.NONE, 0) == "not known"
