"""The items of a checklist and the scales that they share, as a page tells them."""

from __future__ import annotations

from fidelity.model.answer import allowed
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.scale import Kind, Scale
from fidelity.plan.plan import Plan
from fidelity.plan.words import listed
from fidelity.ratings.measure import wanted
from fidelity.report.page.record import GroupPart, ItemPart, ScalePart, Table


def scale_parts(checklist: Checklist) -> tuple[ScalePart, ...]:
    """The scales whose points are told once: those that several items use without anchors of their own."""
    scales = {scale.id: scale for scale in _shared(checklist)}
    return tuple(
        ScalePart(scale.id, _points(scale, {point.code: point.anchor for point in scale.points}))
        for scale in scales.values()
    )


def _shared(checklist: Checklist) -> list[Scale]:
    plain_ones = [item.scale for item in checklist.items if item.scale.points and not item.anchors]
    return [scale for scale in plain_ones if plain_ones.count(scale) > 1]


def group_parts(plan: Plan, titles: dict[str, str]) -> tuple[GroupPart, ...]:
    """The items, by component where they show several, else by dimension, else all together.

    Args:
        plan: The plan of the checklist.
        titles: The titles of the components, by id.
    """
    checklist = plan.checklist
    read = {member.id for score in plan.scores.values() for member in score.members} | {*plan.floors}
    by_component = len({item.component for item in checklist.items} - {""}) > 1
    by_dimension = not by_component and len({item.dimension for item in checklist.items} - {""}) > 1
    groups: dict[str, list[ItemPart]] = {}
    for number, item in enumerate(checklist.items, 1):
        key = item.component if by_component else item.dimension if by_dimension else ""
        tags = _tags(item, checklist, item.id in read, "" if by_dimension else item.dimension)
        groups.setdefault(key, []).append(_item(item, number, checklist, tags))
    several = by_component or by_dimension
    return tuple(
        GroupPart(titles.get(key, _spoken(key)) or ("Further items" if several else ""), tuple(items))
        for key, items in groups.items()
    )


def _spoken(name: str) -> str:
    """An id as a heading."""
    return name.replace("_", " ").capitalize()


def _tags(item: Item, checklist: Checklist, is_read: bool, dimension: str) -> tuple[str, ...]:
    said = {
        "critical": item.critical,
        "recorded, in no score": not is_read,
        "left out by the profile": item.id in checklist.off,
        _spoken(dimension).lower(): bool(dimension),
    }
    return tuple(tag for tag, holds in said.items() if holds)


def _item(item: Item, number: int, checklist: Checklist, tags: tuple[str, ...]) -> ItemPart:
    shared = not item.anchors and item.scale in _shared(checklist)
    points = None
    if item.scale.points and not shared:
        points = _points(item.scale, {point.code: item.anchor(point.code) for point in item.scale.points})
    elif item.steps:
        rows = ((f"{step.range}{_unit(item.scale)}", plain(step.points)) for step in item.steps)
        points = Table(("Recorded", "Points"), tuple(rows))
    return ItemPart(
        id=item.id,
        number=number,
        text=item.text,
        tags=tags,
        guidance=item.guidance,
        evidence=listed(each.replace("_", " ") for each in item.evidence) if item.evidence else "",
        answers=_answers(item),
        scale=item.scale.id if shared else "",
        points=points,
        unrated=_unrated(item, checklist),
        source=item.source,
    )


def _answers(item: Item) -> str:
    """How it is answered, where no points are named."""
    scale = item.scale
    if scale.kind is None:
        return ""
    if scale.kind is Kind.PERSONS:
        return "one result for each person, such as 4/4 2/3 0/4."
    return f"{wanted(scale)}{_unit(scale)}."


def _unit(scale: Scale) -> str:
    if scale.kind is Kind.PERCENT:
        return " %" if not scale.unit else f" {scale.unit}"
    return f" {scale.unit}" if scale.unit else ""


def _points(scale: Scale, anchors: dict[str, str]) -> Table:
    """Code, label, anchor and points, without the columns that say nothing."""
    worth_more = any(point.code != plain(point.points) for point in scale.points)
    columns = {
        "Code": [point.code for point in scale.points],
        "Label": [point.label for point in scale.points],
        "What it looks like": [anchors[point.code] for point in scale.points],
        "Points": [plain(point.points) if worth_more else "" for point in scale.points],
    }
    kept = {head: cells for head, cells in columns.items() if any(cells)}
    return Table(tuple(kept), tuple(zip(*kept.values(), strict=True)))


def _unrated(item: Item, checklist: Checklist) -> str:
    """What may stand instead of a rating, with the codes for it."""
    codes = {**checklist.status_codes, **item.scale.status_codes}
    said = []
    for status in allowed(item, item.id in checklist.off):
        known = [f"`{code}`" for code, meaning in codes.items() if meaning is status]
        name = status.value.replace("_", " ")
        said.append(f"{name} ({listed(known, 'or')})" if known else name)
    return f"Instead of a rating: {listed(said, 'or')}." if said else ""
