"""What a missing rating does that is tolerated: what the score says of it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fidelity.conformance.engine import Row
from fidelity.conformance.limits import own_items, tolerated
from fidelity.conformance.properties.removal import removed
from fidelity.conformance.sample import rated
from fidelity.conformance.smallest import word
from fidelity.conformance.subject import Subject, Variant
from fidelity.model.answer import MISSING
from fidelity.model.item import Item
from fidelity.model.missing import Then
from fidelity.model.number import plain
from fidelity.model.rule import Opportunity
from fidelity.model.score import Score
from fidelity.problems import Problem

_FEW = 4
"""How many observations are tried for each item: what a missing rating does hardly depends on the others."""


def effects(subject: Subject) -> Iterator[Problem]:
    """A missing rating is left out, stretched over, or counted as the lowest: whichever the score says."""
    for variant in subject.variants:
        for score in variant.scores:
            if tolerated(score, len(variant.plan.scores[score.id].members)):
                found = next(_problems(variant.only(score), score), None)
                if found is not None:
                    yield found


def _problems(variant: Variant, score: Score) -> Iterator[Problem]:
    rows = [row for row in variant.few_rows if _complete(variant, score, row)][:_FEW]
    for name in own_items(variant, score):
        without = removed(variant, score, name)
        for row in rows:
            value = variant.score({**row, name: MISSING})[score.id].value
            wanted, how = _wanted(variant, without, score, name, row)
            if value is not None and wanted is not None and value != wanted:
                yield Problem(
                    "missing-effect",
                    f"score `{score.id}` is {plain(value)} with `{name}` missing, and {plain(wanted)} {how}",
                    "a missing rating is no nought: a rule is given which members are there, and takes those",
                    variant.at(score),
                )


def _complete(variant: Variant, score: Score, row: Row) -> bool:
    result = variant.score(row)[score.id]
    return result.n_rated == result.n_expected


def _always(rule: Opportunity, item: Item) -> bool:
    """Whether even the lowest rating of an item reaches the threshold."""
    return rule.at_least is not None and item.lowest is not None and item.lowest >= rule.at_least


def _wanted(
    variant: Variant, without: Variant | None, score: Score, name: str, row: Row
) -> tuple[Fraction | None, str]:
    """What the score must come to, and by what it is known; None where that cannot be said."""
    if isinstance(score.rule, Opportunity) and _always(score.rule, variant.checklist.item[name]):
        return None, ""  # a missing rating is an opportunity that was not taken, and none other can be
    if score.missing.then is Then.LOWEST or isinstance(score.rule, Opportunity):
        item, backwards = variant.checklist.item[name], name in score.reverse
        answer = rated(item)[-1 if backwards else 0]
        if item.points_of(answer.value or Fraction(0)) != (item.highest if backwards else item.lowest):
            return None, ""  # points that no number earns: another check's to tell
        return variant.score({**row, name: answer})[score.id].value, f"with {word(answer)} in its place"
    value = without.score(row)[score.id].value if without else None
    if score.missing.then is Then.PRORATE and value is not None:
        members = variant.plan.scores[score.id].members
        n_members = sum(not member.off for member in members)
        even = len({member.weight for member in members}) == 1
        return (value * n_members / (n_members - 1) if even else None), "without it, stretched to all"
    return value, "without it"
