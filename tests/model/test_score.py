"""Scores whose parameters contradict their rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.rule import NAMES, Rule, name_of
from fidelity.model.score import Band
from tests.oracle.build import score

TWICE = (Band("b", Range(below=Fraction(1))), Band("b", Range(at_least=Fraction(1))))


@pytest.mark.parametrize(
    ("rule", "rest", "code", "path"),
    [
        (rules.Sum(), {"missing": MissingRule(1)}, "missing-then", ("missing",)),
        (rules.Count(), {"missing": MissingRule(1, then=Then.LEAVE_OUT)}, "missing-then", ("missing",)),
        (rules.Mean(), {"missing": MissingRule(1, then=Then.PRORATE)}, "missing-then", ("missing", "then")),
        (rules.Weighted(), {}, "no-weights", ("weights",)),
        (rules.Mean(), {"weights": {"a": Fraction(1)}}, "weights-unused", ("weights",)),
        (rules.Sum(), {"weights": {"a": Fraction(-1)}}, "bad-weight", ("weights", "a")),
        (rules.Sum(), {"weights": {"a": Fraction(0)}}, "bad-weight", ("weights",)),
        (rules.LookUp(()), {}, "one-member", ("of",)),
        (rules.ShareOfPersons(Fraction(1)), {}, "one-member", ("of",)),
        (rules.Sum(), {"bands": TWICE}, "band-twice", ("bands", 1, "id")),
        (rules.Sum(), {"name": "Total"}, "bad-id", ("id",)),
    ],
)
def test_a_contradiction_is_refused(
    rule: Rule, rest: dict[str, object], code: str, path: tuple[str | int, ...]
) -> None:
    """Each contradiction has its code and its place."""
    with pytest.raises(InvalidRecord) as caught:
        score(rule, "a", "b", **rest)  # type: ignore[arg-type]
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [(code, path)]


def test_a_sum_that_says_what_becomes_of_missing_ratings_is_accepted() -> None:
    """Both answers are fine, and none is needed where nothing may be missing."""
    for then in (Then.PRORATE, Then.LOWEST):
        assert score(rules.Sum(), missing=MissingRule(1, then=then)).missing.tolerates
    assert not score(rules.Sum()).missing.tolerates


@pytest.mark.parametrize(
    ("at_most", "share"),
    [(None, None), (1, Fraction(1, 4)), (None, Fraction(1)), (None, Fraction(-1, 4))],
)
def test_a_limit_is_one_number_or_one_share_below_all(at_most: int | None, share: Fraction | None) -> None:
    """Neither, both, all of them, and less than none are no limits."""
    with pytest.raises(InvalidRecord) as caught:
        MissingRule(at_most, share)
    assert {problem.code for problem in caught.value.problems} == {"bad-missing-rule"}


def test_every_rule_has_one_name() -> None:
    """Names and records go together, one to one."""
    assert len(set(NAMES.values())) == len(NAMES)
    assert name_of(rules.Opportunity()) == "opportunity"
    assert name_of(rules.ProportionAtOrAbove()) == "proportion_at_or_above"
