"""What is worked on and what went well, by the rule that the page states."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.model.answer import MISSING, Answer
from fidelity.model.component import Component, Role
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.item import Item
from fidelity.model.range import Range
from fidelity.model.scale import Point, Scale
from fidelity.model.status import Status
from fidelity.report.feedback.choice import Nearness, Why, strengths, targets
from fidelity.report.feedback.lean import Lean
from fidelity.report.feedback.standing import PracticePart, standing

SCALE = Scale("steps", tuple(Point(str(each), Fraction(each)) for each in range(5)))
ASKED = [Criterion("k", ScoreTest("s", Range(at_least=Fraction(1))))]


def part(name: str, *points: int | None, kind: Role = Role.CORE, critical: bool = False) -> PracticePart:
    """A component whose items had so many of 4 points; None is missing."""
    return PracticePart(
        Component(name, name.title(), kind),
        tuple(
            standing(
                Item(f"{name}{place}", f"{name} {place}", SCALE, critical=critical),
                MISSING if each is None else Answer(Status.RATED, str(each), Fraction(each)),
                Lean.MORE,
            )
            for place, each in enumerate(points)
        ),
    )


def chosen(*of: PracticePart, asked: tuple[str, ...] = ()) -> list[tuple[str, Why]]:
    """What is worked on, and why."""
    return [(each.of.key[1], each.why) for each in targets(of, (), dict.fromkeys(asked, ASKED))]


def went_well(*of: PracticePart) -> list[tuple[str, Nearness, tuple[str, ...]]]:
    """What went well, how near to its best, and which items speak for it."""
    found = strengths(of, (), targets(of, (), {}))
    return [(each.of.key[1], each.nearness, tuple(one.item.id for one in each.items)) for each in found]


def test_the_two_parts_furthest_from_their_best_are_chosen() -> None:
    """On average over their rated items; among equals the first of the checklist comes first."""
    assert chosen(part("a", 3, 3), part("b", 0, 4), part("c", 1), part("d", 1)) == [
        ("c", Why.FURTHEST),
        ("d", Why.FURTHEST),
    ]
    assert chosen(part("a", 2), part("b", 2), part("c", 2)) == [("a", Why.FURTHEST), ("b", Why.FURTHEST)]


def test_core_parts_come_before_adaptable_ones() -> None:
    """However far these are."""
    assert chosen(part("a", 0, kind=Role.ADAPTABLE), part("b", 3)) == [("b", Why.FURTHEST), ("a", Why.FURTHEST)]


def test_what_a_criterion_asks_for_comes_before_what_is_furthest() -> None:
    """And what is critical in it before the rest."""
    near, far, critical = part("near", 3), part("far", 0), part("critical", 3, critical=True)
    assert chosen(near, far, asked=("near0",)) == [("near", Why.ASKED), ("far", Why.FURTHEST)]
    assert chosen(near, critical, far, asked=("near0", "critical0")) == [("critical", Why.ASKED), ("near", Why.ASKED)]


def test_what_must_not_happen_comes_first() -> None:
    """It is named once, though a criterion asks for it too."""
    bad = part("bad", 3, kind=Role.PROHIBITED)
    assert chosen(part("a", 0), bad, asked=("bad0", "a0")) == [("bad", Why.HAPPENED), ("a", Why.ASKED)]


def test_nothing_is_invented() -> None:
    """Where all is at its best, or nothing was rated, there is nothing to work on."""
    assert chosen(part("a", 4, 4), part("b", None)) == []


def test_the_items_of_a_target_are_those_that_fell_short() -> None:
    """Asked for first, then critical, then the furthest."""
    of = part("a", 4, 3, 1, 2)
    (target,) = targets([of], (), {"a3": ASKED})
    assert [each.item.id for each in target.items] == ["a3", "a2", "a1"]
    assert target.criteria == (ASKED[0],)


def test_whole_parts_are_strengths_and_what_was_avoided_comes_last() -> None:
    """All of them, with all their items."""
    bad = part("bad", 4, kind=Role.PROHIBITED)
    assert went_well(bad, part("a", 4, 4), part("b", 3), part("c", 4)) == [
        ("a", Nearness.WHOLE, ("a0", "a1")),
        ("c", Nearness.WHOLE, ("c0",)),
        ("bad", Nearness.WHOLE, ("bad0",)),
    ]


def test_single_items_fill_up_to_three() -> None:
    """First from parts that are not to be worked on; a part with something missing is not at its best as a whole."""
    found = went_well(part("far", 0, 4), part("near", 3, 4), part("last", 0, 0), part("open", 4, None))
    assert found == [
        ("near", Nearness.SINGLE, ("near1",)),
        ("open", Nearness.SINGLE, ("open0",)),
        ("far", Nearness.SINGLE, ("far1",)),
    ]


def test_where_nothing_is_at_its_best_the_nearest_are_told() -> None:
    """At most two, none that is to be worked on, and none that is far."""
    assert went_well(part("a", 0), part("b", 0), part("c", 2), part("d", 3), part("e", 3), part("f", 1)) == [
        ("d", Nearness.NEAREST, ("d0",)),
        ("e", Nearness.NEAREST, ("e0",)),
    ]
    assert went_well(part("a", 0), part("b", 0), part("c", 1)) == []


def test_what_must_not_happen_is_never_called_near() -> None:
    """Half of a wrong is no strength."""
    bads = [part(name, 3, kind=Role.PROHIBITED) for name in ("x", "y", "z")]
    assert went_well(*bads) == []


def test_a_lone_item_at_its_lower_best_comes_after_the_others() -> None:
    """What is good because it was not seen is told after what was."""
    fault = attrs.evolve(part("a", 0, 2).standings[0], gap=Fraction(0), lean=Lean.FEWER)
    mixed = PracticePart(Component("m", "M"), (fault, *part("b", 4, 1).standings))
    assert [items for _, _, items in went_well(mixed)] == [("b0",), ("a0",)]
