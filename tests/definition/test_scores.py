"""Scores: members, what may be missing, what each status does, and bands."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.declared import DeclaredRange
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.score import Band, Members
from fidelity.model.status import Effect, Status
from tests.definition.documents import FULL, problems, read

CHECKLIST = read(FULL).checklist()


def test_a_score_with_everything() -> None:
    """Every key of a score has its field."""
    total, adherence = CHECKLIST.score["total"], CHECKLIST.score["adherence"]
    assert (total.title, total.decimals, total.source) == ("Total", 1, "Page 4")
    assert total.bands == (
        Band("low", Range(below=Fraction(60)), "Low"),
        Band("high", Range(at_least=Fraction(60))),
    )
    assert total.declared == DeclaredRange(Fraction(0), Fraction(100))
    assert adherence.declared is None
    assert total.effects == {Status.NOT_APPLICABLE: Effect.EXCLUDED}
    assert adherence.effects == {Status.NOT_OBSERVED: Effect.FORBIDDEN}
    assert adherence.weights == {"asks_open": 2}
    assert adherence.reverse == {"asks_open"}
    assert adherence.decimals == 2


@pytest.mark.parametrize(
    ("score", "members"),
    [
        ("added", Members(every=True)),
        ("both", Members(("total", "adherence"))),
        ("adherence", Members(dimension="adherence")),
        ("lowest", Members(component="asking")),
    ],
)
def test_members_are_listed_or_chosen(score: str, members: Members) -> None:
    """All, some by id, or those of a component or dimension."""
    assert CHECKLIST.score[score].of == members


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("none", MissingRule()),
        ("none_unless_decided", MissingRule(unless_decided=True)),
        ("{at_most: 1, then: prorate}", MissingRule(1, then=Then.PRORATE)),
        ("{share_at_most: 25%, then: counts_as_lowest}", MissingRule(None, Fraction(1, 4), then=Then.LOWEST)),
        ("{at_most: 0, rated_at_least: 2}", MissingRule(0, rated_at_least=2)),
        ("{at_most: 2, then: prorate, unless_decided: true}", MissingRule(2, then=Then.PRORATE, unless_decided=True)),
    ],
)
def test_what_may_be_missing(written: str, rule: MissingRule) -> None:
    """A word or limits."""
    text = FULL.replace("missing: {at_most: 1, then: prorate}", f"missing: {written}")
    assert read(text).checklist().score["added"].missing == rule


def test_a_wrong_published_range_breaks_nothing_else() -> None:
    """Nothing refers to it, so the criteria of the score still have their score."""
    text = FULL.replace("range: {lowest: 0, highest: 100}", "range: {lowest: 100, highest: 0}")
    assert [problem.code for problem in problems(text)] == ["bad-range"]
