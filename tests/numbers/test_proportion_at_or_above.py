"""Shares of members at or above a threshold, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.rule import Form, ProportionAtOrAbove
from fidelity.model.status import Effect
from tests.oracle.build import NA, bands, checklist, items, result, scale, score


@pytest.mark.parametrize(("effect", "percent"), [(Effect.EXCLUDED, Fraction(7800, 89)), (Effect.LOWEST, Fraction(78))])
def test_what_does_not_apply_in_or_out_of_the_denominator(effect: Effect, percent: Fraction) -> None:
    """Team observation: 78 yes, 11 no, 11 not applicable is 78 % of all and 87.6 % of what applies."""
    made = checklist(items(100, scale(0, 1), NA), score(ProportionAtOrAbove(form=Form.PERCENT), effects={NA: effect}))
    assert result(made, *[1] * 78, *[0] * 11, *[NA] * 11).value == percent


def test_the_published_share_of_what_applies_is_87_6_percent() -> None:
    """78 of 89 prints as 87.6."""
    assert round(float(Fraction(7800, 89)), 1) == 87.6


def test_half_of_ten_practitioners_reach_an_inclusive_half() -> None:
    """5 of 10 at fidelity is 50 %, which reaches 50 %; 4 of 10 does not."""
    made = checklist(items(10, scale(0, 1)), score(ProportionAtOrAbove(), bands=bands("1/2")))
    assert result(made, *[1] * 5, *[0] * 5).band == 1
    assert result(made, *[1] * 4, *[0] * 6).band == 0


def test_at_or_above_includes_the_threshold() -> None:
    """Of 3, 4, 5 and 2 on 1 to 5, two are 4 or more: 1/2."""
    made = checklist(items(4, scale(1, 2, 3, 4, 5)), score(ProportionAtOrAbove(Fraction(4))))
    assert result(made, 3, 4, 5, 2).value == Fraction(1, 2)


def test_nine_of_ten_indicators() -> None:
    """Nine yes and one no of ten indicators is 90 %."""
    made = checklist(items(10, scale(0, 1)), score(ProportionAtOrAbove(form=Form.PERCENT)))
    assert result(made, *[1] * 9, 0).value == 90
