"""Items and scales on a page: in groups, with anchors told once or where they belong."""

from __future__ import annotations

import attrs
import pytest

from fidelity.plan.lowering import lower
from fidelity.report.page.items import group_parts, scale_parts
from fidelity.report.page.record import ItemPart, Table
from tests.report.whole import page, whole


@pytest.fixture
def items() -> dict[str, ItemPart]:
    """The items of the page, by id."""
    return {item.id: item for group in page().checklists[0].groups for item in group.items}


def test_items_stand_by_component(items: dict[str, ItemPart]) -> None:
    """In the order of the form, with their numbers; those without a component come under a heading of their own."""
    groups = page().checklists[0].groups
    assert [(group.title, [item.number for item in group.items]) for group in groups] == [
        ("Welcoming", [1]),
        ("Caring", [2, 3, 4]),
        ("Further items", [5, 6]),
    ]


def test_items_stand_by_dimension_where_they_show_one_component_only() -> None:
    """And all together where there is nothing to tell them apart by."""
    bare = attrs.evolve(whole().checklist(), scores=(), criteria=(), figures=())
    plain = attrs.evolve(bare, items=tuple(attrs.evolve(item, component="", dimension="") for item in bare.items))
    apart = attrs.evolve(
        plain, items=tuple(attrs.evolve(item, dimension=f"d_{place % 2}") for place, item in enumerate(plain.items))
    )
    assert [group.title for group in group_parts(lower(plain), {})] == [""]
    assert [group.title for group in group_parts(lower(apart), {})] == ["D 0", "D 1"]


def test_a_scale_of_several_items_is_told_once(items: dict[str, ItemPart]) -> None:
    """Items that have anchors of their own, and scales of one item, are told in the item."""
    (scale,) = scale_parts(whole().checklist())
    assert (scale.id, scale.points.head) == ("steps", ("Code", "Label", "What it looks like"))
    assert (items["greets"].scale, items["greets"].points) == ("steps", None)
    listens = items["listens"].points
    assert listens is not None
    assert [row[2] for row in listens.rows] == ["Waits and sums up", "Waits", "Talks"]
    assert items["signs"].points == Table(("Code", "Points"), (("yes", "4"), ("no", "1")))


def test_raw_numbers_have_their_table(items: dict[str, ItemPart]) -> None:
    """What can be recorded, and what it is worth."""
    assert items["length"].answers == "a number from 0 to 90 minutes."
    assert items["length"].points == Table(
        ("Recorded", "Points"), (("below 20 minutes", "1"), ("at least 20 minutes", "2"))
    )
    assert items["notes"].points is None


def test_what_may_stand_instead_of_a_rating_is_told(items: dict[str, ItemPart]) -> None:
    """With the codes for it."""
    assert items["asks"].unrated == "Instead of a rating: not applicable (`NA`)."
    assert items["signs"].unrated == "Instead of a rating: insufficient data (`9`)."
    assert items["greets"].unrated == ""


def test_remarks_evidence_and_source_are_told(items: dict[str, ItemPart]) -> None:
    """Critical, in no score, of which dimension, left out."""
    assert items["asks"].tags == ("critical",)
    assert items["greets"].tags == ("adherence",)
    assert items["notes"].tags == ("recorded, in no score",)
    assert items["greets"].evidence == "observation and record"
    assert items["signs"].source == "Ward rules"
    short = {item.id: item for group in page("short").checklists[0].groups for item in group.items}
    assert "left out by the profile" in short["asks"].tags
