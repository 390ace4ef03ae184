"""Weights: none is as if the item were not there, and of a normalised score only the proportions matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from fidelity.conformance.properties.alone import value
from fidelity.conformance.properties.removal import removed
from fidelity.conformance.subject import Subject, Variant
from fidelity.errors import FidelityError
from fidelity.model.rule import MeanOfPercentages, Opportunity, PercentOfPossible, ProportionAtOrAbove, Sum, Weighted
from fidelity.model.score import Score
from fidelity.problems import Problem

NORMALISED = (Weighted, PercentOfPossible, MeanOfPercentages, ProportionAtOrAbove, Opportunity)
"""Rules that divide by the weights, so that a common factor is nothing."""


def weights(subject: Subject) -> Iterator[Problem]:
    """A weight of 0 leaves an item out, and a common factor changes no normalised score."""
    for variant in subject.variants:
        for score in variant.scores:
            if isinstance(score.rule, NORMALISED) and score.weights:
                members = variant.checklist.members(score.of)
                thrice = {name: 3 * score.weights.get(name, Fraction(1)) for name in members}
                yield from _unlike(variant, score, _weighed(variant, score, thrice), "with all weights times 3")
            if isinstance(score.rule, (*NORMALISED, Sum)):
                last = variant.checklist.members(score.of)[-1]
                none = _weighed(variant, score, {**score.weights, last: Fraction(0)})
                bare = removed(variant, score, last)
                if none and bare:
                    yield from _unlike(none, score, bare, f"without `{last}` instead of with a weight of 0")


def _weighed(variant: Variant, score: Score, by: Mapping[str, Fraction]) -> Variant | None:
    """The same with other weights of one score, and without bands, which another range would not suit."""
    scores = variant.checklist.scores
    try:
        heavy = attrs.evolve(score, weights=by, bands=())
        changed = tuple(heavy if each.id == score.id else attrs.evolve(each, bands=()) for each in scores)
        made = variant.with_checklist(attrs.evolve(variant.checklist, scores=changed, criteria=(), figures=()))
    except FidelityError:
        return None
    return made.only(heavy) if made else None


def _unlike(one: Variant, score: Score, other: Variant | None, how: str) -> Iterator[Problem]:
    for row in one.rows if other else ():
        assert other is not None
        before, after = one.score(row)[score.id], other.score(row)[score.id]
        if before.value != after.value:
            message = f"score `{score.id}` is {value(before)}, and {value(after)} {how}"
            yield Problem("weighing", message, "", one.at(score))
            return
