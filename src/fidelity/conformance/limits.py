"""How many ratings of a score may be missing, and which of its members are items."""

from __future__ import annotations

from math import floor

from fidelity.conformance.climb import items_read
from fidelity.conformance.subject import Variant
from fidelity.model.score import Score


def tolerated(score: Score, n_members: int) -> int:
    """How many of a score's members may be missing, read from its rule.

    Args:
        score: The score.
        n_members: How many members it has, all of which apply.
    """
    rule = score.missing
    limit = floor(rule.share_at_most * n_members) if rule.share_at_most else rule.at_most or 0
    return max(min(limit, n_members - max(rule.rated_at_least, 1)), 0)


def direct_items(variant: Variant, score: Score) -> list[str]:
    """The members of a score that are items, without those that a profile leaves out."""
    checklist = variant.checklist
    members = variant.plan.scores[score.id].members
    return [each.id for each in members if each.id in checklist.item and each.id not in checklist.off]


def own_items(variant: Variant, score: Score) -> list[str]:
    """Its items that no score reads which it is made of, so that what becomes of them is seen once."""
    checklist = variant.checklist
    inner = (checklist.score[each.id] for each in variant.plan.scores[score.id].members if each.is_score)
    read = {name for each in inner for name in items_read(checklist, each)}
    return [name for name in direct_items(variant, score) if name not in read]
