"""Ratios of counts, with nothing over nothing and something over nothing, by hand and from the MITI."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.item import Item
from fidelity.model.rule import Mean, Over, Ratio
from fidelity.plan.result import Reason
from tests.oracle.build import MISSING, bands, checklist, count, items, result, scale, score, scored

NAMES = ("simple", "complex", "questions")
MITI = checklist(
    (
        *(Item(name, "text", count()) for name in NAMES),
        *(Item(name, "text", scale(1, 2, 3, 4, 5)) for name in ("cultivating", "softening", "partnership", "empathy")),
    ),
    # Reflections to questions: fair from 1, good from 2.
    score(Ratio(("questions",)), "simple", "complex", name="to_questions", bands=bands(1, 2)),
    # Complex reflections, in per cent of all reflections: fair from 40, good from 50.
    score(Ratio(("simple", "complex"), times=Fraction(100)), "complex", name="complex_share", bands=bands(40, 50)),
    # Technical: fair from 3, good from 4. Relational: fair from 3.5, good from 4.
    score(Mean(), "cultivating", "softening", name="technical", bands=bands(3, 4)),
    score(Mean(), "partnership", "empathy", name="relational", bands=bands("3.5", 4)),
)


@pytest.mark.parametrize(
    ("simple", "complex_", "questions", "ratio", "ratio_band", "percent", "percent_band"),
    [
        # (12 + 8) / 20 = 1 is fair; 8 / 20 = 40 % is fair: both on the cut.
        (12, 8, 20, Fraction(1), 1, Fraction(40), 1),
        # (10 + 10) / 10 = 2 is good; 10 / 20 = 50 % is good: both on the cut.
        (10, 10, 10, Fraction(2), 2, Fraction(50), 2),
        # 19 / 20 is just below fair; 7 / 19 = 36.8 % is below fair.
        (12, 7, 20, Fraction(19, 20), 0, Fraction(700, 19), 0),
        # 33 / 12 = 2.75 is good; 16 / 33 = 48.5 % is fair (PMC9461167, table 3: good and fair).
        (17, 16, 12, Fraction(11, 4), 2, Fraction(1600, 33), 1),
    ],
)
def test_miti_behaviour_counts_at_the_boundaries_of_fair_and_good(
    simple: int, complex_: int, questions: int, ratio: Fraction, ratio_band: int, percent: Fraction, percent_band: int
) -> None:
    """A boundary belongs to the level above it, for ratios and percentages of counts."""
    found = scored(MITI, simple, complex_, questions, 3, 3, 4, 4)
    assert (found["to_questions"].value, found["to_questions"].band) == (ratio, ratio_band)
    assert (found["complex_share"].value, found["complex_share"].band) == (percent, percent_band)


@pytest.mark.parametrize(
    ("globals_", "technical_band", "relational_band"),
    [((3, 3, 4, 3), 1, 1), ((4, 4, 4, 4), 2, 2), ((3, 2, 3, 3), 0, 0), ((4, 3, 4, 3), 1, 1)],
)
def test_miti_global_scores_at_the_boundaries(
    globals_: tuple[int, int, int, int], technical_band: int, relational_band: int
) -> None:
    """Technical 3 and relational 3.5 are fair, 4 and 4 good; 2.5 and 3 are below."""
    found = scored(MITI, 1, 1, 1, *globals_)
    assert (found["technical"].band, found["relational"].band) == (technical_band, relational_band)


def test_miti_without_questions_or_reflections() -> None:
    """Reflections without a question are over zero; nothing of either is zero over zero; neither is a number."""
    some = scored(MITI, 3, 2, 0, 3, 3, 3, 3)["to_questions"]
    none = scored(MITI, 0, 0, 0, 3, 3, 3, 3)
    assert (some.value, some.reason) == (None, Reason.OVER_ZERO)
    assert (none["to_questions"].value, none["to_questions"].reason) == (None, Reason.ZERO_OVER_ZERO)
    assert (none["complex_share"].value, none["complex_share"].reason) == (None, Reason.ZERO_OVER_ZERO)


@pytest.mark.parametrize(
    ("above", "below", "value"), [(0, 0, Fraction(1)), (2, 0, Fraction(9)), (2, 4, Fraction(1, 2))]
)
def test_declared_answers_to_a_division_by_nothing(above: int, below: int, value: Fraction) -> None:
    """0/0 is what is declared for it, n/0 the declared highest, and anything else the ratio."""
    rule = Ratio(("i2",), zero_over_zero=Fraction(1), over_zero=Over.HIGHEST, highest=Fraction(9))
    assert result(checklist(items(2, count()), score(rule, "i1")), above, below).value == value


def test_a_share_has_the_bounds_of_its_one_missing_part() -> None:
    """2 of 2 + x with x from 0 to 4 lies between 2/6 and 2/2: the same number stands above and below the line."""
    rule = Ratio(("i1", "i2"))
    found = result(checklist(items(2, count(4)), score(rule, "i1")), 2, MISSING)
    assert (found.lowest, found.highest) == (Fraction(1, 3), Fraction(1))
    other = result(checklist(items(2, count(4)), score(rule, "i1")), MISSING, 2)
    # x of x + 2 with x from 0 to 4: 0 and 4/6.
    assert (other.lowest, other.highest) == (Fraction(0), Fraction(2, 3))


def test_a_ratio_that_could_divide_by_nothing_has_no_bounds() -> None:
    """3 over something from 0 to 4 can grow without end or be nothing at all."""
    found = result(checklist(items(2, count(4)), score(Ratio(("i2",)), "i1")), 3, MISSING)
    assert (found.reason, found.lowest, found.highest) == (Reason.TOO_MANY_MISSING, None, None)


@pytest.mark.parametrize(
    ("taken", "commands", "wanted"),
    [
        pytest.param(3, 4, Fraction(75), id="exactly enough"),
        pytest.param(3, 3, Reason.TOO_FEW_OPPORTUNITIES, id="one too few"),
        pytest.param(0, 0, Reason.TOO_FEW_OPPORTUNITIES, id="none at all"),
    ],
)
def test_a_ratio_of_too_few_opportunities_has_no_value(taken: int, commands: int, wanted: Fraction | Reason) -> None:
    """Three of three commands are no 100 %: as in parent–child interaction therapy, at least four must be given."""
    rule = Ratio(("i2",), times=Fraction(100), to_at_least=Fraction(4))
    found = result(checklist(items(2, count()), score(rule, "i1")), taken, commands)
    assert (found.value if found.reason is None else found.reason) == wanted
    assert (found.lowest, found.highest) == ((found.value,) * 2)


def test_bounds_of_a_ratio_are_not_said_where_opportunities_may_be_too_few() -> None:
    """While the denominator may still turn out too small, nobody can say what the ratio could be."""
    rule = Ratio(("i2",), to_at_least=Fraction(4))
    found = result(checklist(items(2, count(9)), score(rule, "i1")), 3, MISSING)
    assert (found.value, found.lowest, found.highest) == (None, None, None)


def test_a_highest_caps_the_ratio_whatever_something_over_nothing_is() -> None:
    """More visits than were expected are no more than all of them, and visits where none was expected are no score."""
    rule = Ratio(("i2",), times=Fraction(100), highest=Fraction(100))
    made = checklist(items(2, count()), score(rule, "i1"))
    assert result(made, 12, 10).value == 100
    assert result(made, 1, 0).reason is Reason.OVER_ZERO
