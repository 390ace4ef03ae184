"""Directions: a better rating never lowers a score, and counting backwards is done within the item's own range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from fidelity.conformance.limits import own_items
from fidelity.conformance.sample import rated, whole
from fidelity.conformance.smallest import word
from fidelity.conformance.subject import Subject, Variant
from fidelity.errors import FidelityError
from fidelity.model.answer import Answer
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.rule import Ladder, LookUp, Rate, Ratio, ShareOfPersons
from fidelity.model.score import Members, Score
from fidelity.problems import Problem

_EITHER = (Ratio, Rate, Ladder, LookUp, ShareOfPersons)
"""Rules that may fall where a member rises, and say so themselves."""

_LEVELS = 6
"""About how many ratings of an item are tried one after another."""


def monotone(subject: Subject) -> Iterator[Problem]:
    """Raising an item that counts forwards never lowers a score; raising one that counts backwards never lifts it."""
    for variant in subject.variants:
        for score in variant.scores:
            if not isinstance(score.rule, _EITHER):
                found = next(_falls(variant.only(score), score), None)
                if found:
                    yield attrs.evolve(found, path=variant.at(score))


def _falls(variant: Variant, score: Score) -> Iterator[Problem]:
    checklist = variant.checklist
    names = own_items(variant, score)
    for start in (whole(checklist), whole(checklist, worst=True)):
        for name in names:
            values = [
                (answer, variant.score({**start, name: answer})[score.id].value)
                for answer in _few(rated(checklist.item[name]))
            ]
            known = [(answer, value) for answer, value in values if value is not None]
            for (low, before), (high, after) in pairwise(known):
                if (after > before) if name in score.reverse else (after < before):
                    yield Problem(
                        "monotone",
                        f"score `{score.id}` goes from {plain(before)} to {plain(after)} as `{name}` goes from "
                        f"{word(low)} to {word(high)}",
                        "if the item is to count backwards, name it under `reverse`; if it is meant so, exempt this "
                        "check and say why",
                    )


def _few(levels: Sequence[Answer]) -> list[Answer]:
    """The ratings of an item, or some of them from end to end where there are many."""
    every = max(len(levels) // _LEVELS, 1)
    return [*levels[:-1:every], levels[-1]]


def reversal(subject: Subject) -> Iterator[Problem]:
    """Counting backwards is the same as turning the item's points round within their range, and twice is not at all."""
    for variant in subject.variants:
        for score in variant.scores:
            for name in sorted(score.reverse & {*own_items(variant, score)}):
                turned = _turned(variant, score, name)
                for row in variant.rows if turned else ():
                    assert turned is not None
                    twin = {**row, name: _same_code(turned.checklist.item[name], row[name])}
                    if variant.score(row)[score.id].value != turned.score(twin)[score.id].value:
                        message = f"score `{score.id}` does not count `{name}` backwards within its own range"
                        yield Problem("reversal", message, "", variant.at(score))
                        break


def _turned(variant: Variant, score: Score, name: str) -> Variant | None:
    """The same with one item's points turned round and counted forwards; None where points are raw numbers."""
    checklist, item = variant.checklist, variant.checklist.item[name]
    if item.lowest is None or item.highest is None or not (item.scale.points or item.steps):
        return None
    ends = item.lowest + item.highest
    steps = tuple(attrs.evolve(step, points=ends - step.points) for step in item.steps)
    points = tuple(attrs.evolve(point, points=ends - point.points) for point in item.scale.points)
    other = attrs.evolve(item, steps=steps, scale=attrs.evolve(item.scale, points=points))
    try:
        items = tuple(other if each.id == name else each for each in checklist.items)
        alone = attrs.evolve(score, reverse=score.reverse - {name}, of=Members(checklist.members(score.of)))
        scores = tuple(alone if each.id == score.id else each for each in checklist.scores)
        made = variant.with_checklist(attrs.evolve(checklist, items=items, scores=scores))
    except FidelityError:
        return None
    return made.only(alone) if made else None


def _same_code(item: Item, answer: Answer) -> Answer:
    """The same code of an item whose points were changed."""
    points: dict[str, Fraction] = {point.code: point.points for point in item.scale.points}
    return attrs.evolve(answer, value=points[answer.code]) if answer.code in points else answer
