"""Rules as plain values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from fidelity.definition.rule_outline import number_outline, range_outline, rule_outline
from fidelity.model import rule as rules
from fidelity.model.range import Range


@pytest.mark.parametrize(
    ("number", "outline"), [(Fraction(4), 4), (Fraction(-1, 2), Decimal("-0.5")), (Fraction(2, 3), "2/3")]
)
def test_a_number_is_written_exactly(number: Fraction, outline: object) -> None:
    """Whole, decimal, or as a fraction where no decimal can hold it."""
    assert number_outline(number) == outline


def test_a_range_has_the_ends_that_it_has() -> None:
    """An open end is not written."""
    assert range_outline(Range(above=Fraction(0))) == {"above": 0}


@pytest.mark.parametrize("rule", [rules.Sum(), rules.PercentOfPossible(), rules.Count(), rules.Opportunity()])
def test_a_parameter_that_is_not_given_is_not_written(rule: rules.Rule) -> None:
    """The name says it all."""
    assert rule_outline(rule) == {"rule": rules.name_of(rule)}


def test_a_parameter_that_is_given_is_written() -> None:
    """Under the key of the definition."""
    assert rule_outline(rules.Count(Fraction(0))) == {"rule": "count", "threshold": 0}
    assert rule_outline(rules.PercentOfPossible(rules.CountedFrom.LOWEST)) == {
        "rule": "percent_of_possible",
        "from": "lowest",
    }


def test_a_number_that_no_definition_can_say_is_refused() -> None:
    """Forty digits can stand together: a longer one would not be read again."""
    assert number_outline(Fraction(1, 3**83)) == f"1/{3**83}"
    with pytest.raises(ValueError, match="too long"):
        number_outline(Fraction(1, 3**84))
