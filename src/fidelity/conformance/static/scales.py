"""Whether scales are whole: labels and anchors, points that count backwards, codes that are no points, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.model.item import Item
from fidelity.model.number import exact, plain
from fidelity.model.placeholder import placeholder
from fidelity.model.rule import LookUp
from fidelity.model.scale import Scale
from fidelity.model.source import Wording
from fidelity.problems import Path, Problem

RESERVED = frozenset(map(Fraction, (7, 8, 9, 77, 88, 99, 777, 888, 999, -1, -7, -8, -9, -77, -88, -99, -999)))
"""Numbers that many data sets write where there is no answer."""


def labelled(subject: Subject) -> Iterator[Problem]:
    """All points of a scale and all bands of a score have labels, or none has; something says what earns a point."""
    for scale, path in _scales(subject):
        labels = [(point.code, point.label) for point in scale.points]
        yield from _label_problems(labels, f"the points of scale `{scale.id}`", path)
        yield from _anchor_problems(f"scale `{scale.id}`", {point.code: point.anchor for point in scale.points}, path)
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        for place, score in enumerate(checklist.scores):
            way = ("assessable", "checklists", number, "scores", place, "bands")
            labels = [(band.id, band.label) for band in score.bands]
            yield from _label_problems(labels, f"the bands of score `{score.id}`", way)
    if subject.intervention.source.wording is Wording.CODES_ONLY:
        return
    for item, path in _items(subject):
        points = item.scale.points
        yield from _anchor_problems(f"item `{item.id}`", item.anchors, (*path, "anchors"))
        if points and not (item.anchor(points[0].code) and item.anchor(points[-1].code)):
            yield owed(
                "anchor-missing",
                f"nothing says what earns the highest and the lowest point of item `{item.id}`",
                f"add `anchor: …` to the points of scale `{item.scale.id}`, or `anchors: {{…}}` to the item",
                path,
            )


def _label_problems(labels: Sequence[tuple[str, str]], what: str, path: Path) -> Iterator[Problem]:
    """Names and labels of which some have none, or two have the same."""
    seen: set[str] = set()
    for place, (name, label) in enumerate(labels):
        if not label and any(other for _, other in labels):
            message = f"`{name}` of {what} has no label, and others have"
            yield Problem("label-missing", message, "add `label: …`", (*path, place))
        elif label and label in seen:
            message = f"two of {what} are called “{label}”"
            yield Problem("label-twice", message, "give each its own label", (*path, place))
        seen.add(label)


def _anchor_problems(what: str, anchors: Mapping[str, str], path: Path) -> Iterator[Problem]:
    """Two points that are earned by the same: nobody could tell them apart."""
    first: dict[str, str] = {}
    for code, anchor in anchors.items():
        if placeholder(anchor):
            continue
        other = first.setdefault(" ".join(anchor.casefold().split()) or code, code)
        if other != code:
            message = f"points `{other}` and `{code}` of {what} are earned by the same: “{anchor}”"
            yield Problem("anchor-twice", message, "say what makes the one better than the other", path)


def reversed_whole(subject: Subject) -> Iterator[Problem]:
    """A scale whose points fall as its codes rise spans the same numbers either way."""
    for scale, path in _scales(subject):
        codes = _numbers(scale)
        points = [point.points for point in scale.points]
        if codes and _falls(codes, points) and {*codes} != {*points}:
            yield Problem(
                "reversed-range",
                f"scale `{scale.id}` counts backwards from {plain(max(points))} to {plain(min(points))}, and its codes "
                f"run from {plain(min(codes))} to {plain(max(codes))}",
                "count over the range of the codes; or leave `points` out, and name the item under `reverse`",
                path,
            )


def reserved(subject: Subject) -> Iterator[Problem]:
    """A code such as 9 or 99 that stands apart from the other codes is a status and no points."""
    for scale, path in _scales(subject):
        codes = sorted(_numbers(scale))
        for code, others in ((codes[-1:], codes[:-1]), (codes[:1], codes[1:])):
            if len(others) > 1 and code[0] in RESERVED and _apart(code[0], others):
                yield Problem(
                    "reserved-code",
                    f"code `{plain(code[0])}` of scale `{scale.id}` stands apart, and earns points",
                    f"if it says why there is no rating, write `statuses: {{{plain(code[0])}: insufficient_data}}`",
                    path,
                )


def tables(subject: Subject) -> Iterator[Problem]:
    """Points rise all the way, or fall all the way, as the number rises that they are looked up from."""
    for scale, path in _scales(subject):
        codes = _numbers(scale)
        if codes:
            ordered = [point for _, point in sorted(zip(codes, (each.points for each in scale.points), strict=True))]
            yield from _turning(ordered, f"the points of scale `{scale.id}`", path)
    for item, path in _items(subject):
        steps = sorted(item.steps, key=lambda step: (step.range.low is not None, step.range.low or 0))
        yield from _turning([step.points for step in steps], f"the points of item `{item.id}`", (*path, "points"))
    for place, checklist in enumerate(subject.intervention.assessable.checklists):
        for number, score in enumerate(checklist.scores):
            if isinstance(score.rule, LookUp):
                rungs = sorted(score.rule.ranges, key=lambda rung: (rung.range.low is not None, rung.range.low or 0))
                way = ("assessable", "checklists", place, "scores", number, "ranges")
                yield from _turning([rung.value for rung in rungs], f"the ranges of score `{score.id}`", way)


def _turning(points: Sequence[Fraction], what: str, path: Path) -> Iterator[Problem]:
    steps = [later - earlier for earlier, later in pairwise(points)]
    if any(step > 0 for step in steps) and any(step < 0 for step in steps):
        told = ", ".join(plain(each) for each in points)
        yield Problem(
            "table-turns",
            f"{what} neither rise nor fall all the way: {told}",
            "mend the typing error; if it is meant, exempt this check under `expected_failures` and say why",
            path,
        )


def _scales(subject: Subject) -> Iterator[tuple[Scale, Path]]:
    """Each scale once, with the way to its points."""
    seen: set[str] = set()
    for item, _ in _items(subject):
        scale = item.scale
        if scale.points and scale.id not in seen:
            seen.add(scale.id)
            way: Path = ("assessable", "scales", scale.id)
            yield scale, (*way, "points") if subject.holds((*way, "points")) else way


def _items(subject: Subject) -> Iterator[tuple[Item, Path]]:
    """Each item of the checklists as published, with the way to it."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        for place, item in enumerate(checklist.items):
            yield item, ("assessable", "checklists", number, "items", place)


def _numbers(scale: Scale) -> list[Fraction]:
    """The codes as numbers, in the order of the scale; empty where one is none."""
    try:
        return [exact(point.code) for point in scale.points]
    except ValueError:
        return []


def _falls(codes: Sequence[Fraction], points: Sequence[Fraction]) -> bool:
    return all(
        later < earlier for earlier, later in pairwise(point for _, point in sorted(zip(codes, points, strict=True)))
    )


def _apart(code: Fraction, others: Sequence[Fraction]) -> bool:
    """Whether a code is further from its neighbour than any two others are from each other."""
    widest = max(later - earlier for earlier, later in pairwise(others))
    return min(abs(code - other) for other in others) > widest
