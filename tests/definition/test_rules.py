"""Rules: a name and its parameters become one of the rules' records."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model import rule as rules
from fidelity.model.range import Range
from tests.definition.documents import FULL, read

CHECKLIST = read(FULL).checklist()


@pytest.mark.parametrize(
    ("score", "rule"),
    [
        ("total", rules.PercentOfPossible()),
        ("adherence", rules.Weighted()),
        ("added", rules.Sum()),
        ("both", rules.Mean()),
        ("lowest", rules.Minimum()),
        ("parts", rules.MeanOfPercentages(rules.CountedFrom.LOWEST)),
        ("reached", rules.ProportionAtOrAbove(Fraction(1), rules.Form.PERCENT)),
        ("taken", rules.Opportunity()),
        ("counted", rules.Count(Fraction(1, 2))),
        ("whole", rules.AllOrNothing()),
        (
            "quotient",
            rules.Ratio(("length",), rules.Over.NONE, rules.Over.HIGHEST, Fraction(100), Fraction(10), Fraction(4)),
        ),
        ("hourly", rules.Rate("length", Fraction(60), Fraction(5))),
        ("fallen_back", rules.FirstApplicable()),
        (
            "graded",
            rules.LookUp(
                (
                    rules.Rung(Range(below=Fraction(50)), Fraction(1)),
                    rules.Rung(Range(at_least=Fraction(50)), Fraction(2)),
                )
            ),
        ),
        (
            "climbed",
            rules.Ladder(
                Fraction(1),
                (
                    rules.LadderStep(Fraction(2), (rules.Need(("asks_open",), at_least=Fraction(1)),)),
                    rules.LadderStep(
                        Fraction(3),
                        (
                            rules.Need(("uses_plain_words", "asks_open"), Fraction(1, 2)),
                            rules.Need(("asks_open",), none=True),
                        ),
                    ),
                ),
            ),
        ),
        ("share", rules.ShareOfPersons(Fraction(2, 3), rules.Form.PROPORTION)),
        ("coded", rules.Python("teach_back.best_two", Fraction(0), Fraction(4))),
    ],
)
def test_each_rule_is_read_with_its_parameters(score: str, rule: rules.Rule) -> None:
    """Numbers are exact, and what is not written is what it is when left out."""
    assert CHECKLIST.score[score].rule == rule


def test_every_rule_is_among_them() -> None:
    """The definition with every key has every rule."""
    assert {type(score.rule) for score in CHECKLIST.scores} == set(rules.NAMES.values())


@pytest.mark.parametrize(("written", "over"), [("3/4", Fraction(3, 4)), ("none", rules.Over.NONE), ("0", Fraction(0))])
def test_a_division_by_nothing_has_an_answer(written: str, over: object) -> None:
    """It is a number, or none."""
    text = FULL.replace("zero_over_zero: none", f"zero_over_zero: {written}")
    rule = read(text).checklist().score["quotient"].rule
    assert isinstance(rule, rules.Ratio)
    assert rule.zero_over_zero == over
