"""The plan hash moves whenever a number can, and stays where only words do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs

from fidelity.conformance.climb import items_read, scores_read
from fidelity.conformance.subject import Subject, Variant
from fidelity.errors import FidelityError
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule, Then
from fidelity.model.rule import Mean, PercentOfPossible, Rule, Sum
from fidelity.model.scale import Scale
from fidelity.model.score import Score
from fidelity.model.status import Effect, Status
from fidelity.problems import Path, Problem


def hashes(subject: Subject) -> Iterator[Problem]:
    """No edit that changes a result keeps the hash, and no edit of words changes it."""
    for variant in subject.variants:
        reworded = variant.with_checklist(_reworded(variant.checklist))
        if reworded is None or reworded.plan.hash != variant.plan.hash:
            yield Problem("hash", "the plan hash changes with a title, a label or an anchor", "", variant.path)
        for score in variant.scores:
            alone = variant.with_checklist(_alone(variant, score))
            if alone:
                yield from _unmoved(alone, score, variant.at(score))


def _alone(variant: Variant, score: Score) -> Checklist:
    """The checklist with one score and those that it is made of: enough to see whether its hash moves."""
    kept = {each.id for each in scores_read(variant.checklist, score)}
    scores = tuple(each for each in variant.checklist.scores if each.id in kept)
    read = items_read(variant.checklist, score)
    items = tuple(item for item in variant.checklist.items if item.id in read)
    off = variant.checklist.off & {*read}
    return attrs.evolve(variant.checklist, items=items, scores=scores, criteria=(), figures=(), off=off)


def _unmoved(alone: Variant, score: Score, path: Path) -> Iterator[Problem]:
    """Edits of one score that change what it comes to, and not the hash."""
    for what, checklist in _edits(alone.checklist, score):
        edited = alone.with_checklist(checklist)
        if edited and edited.plan.hash == alone.plan.hash and _differ(alone, edited, score.id):
            message = f"with {what} score `{score.id}` comes out otherwise, and the plan hash stays the same"
            yield Problem("hash", message, "", path)


def _differ(one: Variant, other: Variant, score_id: str) -> bool:
    """Whether two variants score any of the made-up observations otherwise."""
    return any(
        before[score_id] != other.score(row)[score_id] for row, before in zip(one.rows, one.results, strict=True)
    )


def _reworded(checklist: Checklist) -> Checklist:
    """The same checklist in other words."""
    items = tuple(
        attrs.evolve(item, text=f"{item.text}, in other words", guidance="Look twice", scale=_relabelled(item))
        for item in checklist.items
    )
    scores = tuple(attrs.evolve(score, title="Another title", source="Another source") for score in checklist.scores)
    return attrs.evolve(checklist, title="Another title", items=items, scores=scores)


def _relabelled(item: Item) -> Scale:
    points = tuple(attrs.evolve(point, label="Another label", anchor="Other words") for point in item.scale.points)
    return attrs.evolve(item.scale, points=points)


def _edits(checklist: Checklist, score: Score) -> Iterator[tuple[str, Checklist]]:
    """The checklist with one thing changed, for each thing that could change a number of one score."""
    for what, edit in _score_edits(checklist, score):
        try:
            edited = edit()
            scores = tuple(edited if each.id == score.id else each for each in checklist.scores)
            yield what, attrs.evolve(checklist, scores=scores)
        except FidelityError:
            # Not every edit makes sense of every score.
            continue
    yield from _item_edits(checklist, score)


def _score_edits(checklist: Checklist, score: Score) -> Iterator[tuple[str, Callable[[], Score]]]:
    """The score with one thing changed, made only when it is asked for: it may be refused."""
    first = checklist.members(score.of)[0]
    other: Rule = Mean() if isinstance(score.rule, Sum) else Sum()
    yield "another rule", lambda: attrs.evolve(score, rule=other, bands=(), weights={})
    yield "another rule", lambda: attrs.evolve(score, rule=PercentOfPossible(), bands=())
    heavier = {**score.weights, first: score.weights.get(first, Fraction(1)) + 1}
    yield "another weight", lambda: attrs.evolve(score, weights=heavier)
    yield "an item counted backwards", lambda: attrs.evolve(score, reverse=score.reverse ^ {first})
    laxer = MissingRule((score.missing.at_most or 0) + 1, None, 0, Then.LOWEST)
    yield "another limit of what may be missing", lambda: attrs.evolve(score, missing=laxer)
    was = checklist.effect(score, Status.NOT_APPLICABLE)
    effects = {**score.effects, Status.NOT_APPLICABLE: Effect.LOWEST if was is Effect.EXCLUDED else Effect.EXCLUDED}
    yield "another effect of not applicable", lambda: attrs.evolve(score, effects=effects)
    ranges = [band.range for band in score.bands[::-1]]
    turned = tuple(attrs.evolve(band, range=range_) for band, range_ in zip(score.bands, ranges, strict=True))
    yield "other bands", lambda: attrs.evolve(score, bands=turned)


def _item_edits(checklist: Checklist, score: Score) -> Iterator[tuple[str, Checklist]]:
    """The points of the first item that a score takes, changed."""
    members = checklist.members(score.of)
    for place, item in enumerate(checklist.items):
        if item.id in members and item.scale.points:
            last = item.scale.points[-1]
            points = (*item.scale.points[:-1], attrs.evolve(last, points=last.points + Fraction(1, 2)))
            edited = attrs.evolve(item, scale=attrs.evolve(item.scale, points=points))
            items = (*checklist.items[:place], edited, *checklist.items[place + 1 :])
            yield f"other points for `{item.id}`", attrs.evolve(checklist, items=items)
            return
