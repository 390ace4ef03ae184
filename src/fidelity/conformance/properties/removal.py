"""A score without one of its items: what remains when an item is truly taken out of the list."""

from __future__ import annotations

import attrs

from fidelity.conformance.subject import Variant
from fidelity.errors import FidelityError
from fidelity.model.missing import MissingRule
from fidelity.model.rule import Ladder, Rate, Ratio
from fidelity.model.score import Members, Score


def removed(variant: Variant, score: Score, item_id: str) -> Variant | None:
    """The same with one score only, which does without an item; None where the score cannot do without it.

    Args:
        variant: The checklist.
        score: The score.
        item_id: The item.
    """
    checklist = variant.checklist
    members = tuple(name for name in checklist.members(score.of) if name != item_id)
    if not members or isinstance(score.rule, Ladder | Ratio | Rate):
        return None
    try:
        less = attrs.evolve(
            score,
            of=Members(members),
            weights={name: weight for name, weight in score.weights.items() if name != item_id},
            reverse=score.reverse - {item_id},
            missing=_fitting(score.missing, len(members)),
            bands=(),
        )
        scores = tuple(less if each.id == score.id else attrs.evolve(each, bands=()) for each in checklist.scores)
        bare = variant.with_checklist(attrs.evolve(checklist, scores=scores, criteria=(), figures=()))
    except FidelityError:
        return None
    return bare.only(less) if bare else None


def _fitting(missing: MissingRule, n_members: int) -> MissingRule:
    """The same limit for fewer members: all of them can be missing from no score."""
    return missing if missing.at_most is None else attrs.evolve(missing, at_most=min(missing.at_most, n_members - 1))
