"""Whether golden cases show what becomes of a division by nothing, or by too little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from fidelity.conformance.check import owed
from fidelity.conformance.engine import Results, Row
from fidelity.conformance.golden.tried import tried_cases
from fidelity.conformance.subject import Subject, Variant
from fidelity.model.rule import Rate, Ratio
from fidelity.model.score import Score
from fidelity.problems import Problem

_WORDS: Mapping[str, str] = {
    "zero_over_zero": "divides nothing by nothing",
    "over_zero": "divides something by nothing",
    "too_few_opportunities": "divides by less than the score asks for",
}


def divisions(subject: Subject) -> Iterator[Problem]:
    """For every ratio and rate there is a case of each division that cannot be made and can come up."""
    for variant in subject.variants:
        if variant.checklist.profile:
            continue
        cases = tried_cases(subject, variant)
        for score in variant.scores:
            if not isinstance(score.rule, Ratio | Rate) or score.reverse:
                continue
            can = {_kind(variant, score, *each) for each in zip(variant.rows, variant.results, strict=True)}
            shown = {_kind(variant, score, each.row, each.results) for each in cases}
            for kind in (name for name in _WORDS if name in can - shown):
                yield owed(
                    "golden-divisions",
                    f"in no golden case score `{score.id}` {_WORDS[kind]}",
                    "add one, with what must come of it",
                    variant.at(score),
                )


def _kind(variant: Variant, score: Score, row: Row, results: Results) -> str:
    """How a ratio cannot be divided in one observation; empty where it can, or where it is not all rated."""
    rule = score.rule
    assert isinstance(rule, Ratio | Rate)
    to = rule.to if isinstance(rule, Ratio) else (rule.per,)
    least = rule.to_at_least if isinstance(rule, Ratio) else rule.per_at_least
    above = _sum(variant, variant.checklist.members(score.of), row, results)
    below = _sum(variant, to, row, results)
    if above is None or below is None:
        return ""
    if least is not None and below < least:
        return "too_few_opportunities"
    if below:
        return ""
    return "over_zero" if above else "zero_over_zero"


def _sum(variant: Variant, names: Sequence[str], row: Row, results: Results) -> Fraction | None:
    """What the members add up to; None where one of them has no number."""
    numbers = []
    for name in names:
        item = variant.checklist.item.get(name)
        number = results[name].value if item is None else row[name].value
        if number is None:
            return None
        numbers.append(number if item is None else item.points_of(number))
    return sum(numbers, Fraction(0))
