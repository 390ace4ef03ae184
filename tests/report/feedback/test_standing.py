"""How near to its best each item came, and each part."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.intervention import Intervention
from fidelity.model.answer import INVALID, MISSING, Answer
from fidelity.model.component import Component, Role
from fidelity.model.item import Item, Step
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from fidelity.report.feedback.lean import Lean
from fidelity.report.feedback.standing import PracticePart, Seen, parts, standing, standings
from fidelity.report.observation_scores import answers_of
from tests.report.feedback.sample import GOOD, HARD, family_meeting

STEPS = Item("a", "A", Scale("steps", tuple(Point(str(each), Fraction(each)) for each in (1, 3, 5))))
COUNT = Item("n", "N", Scale("times", kind=Kind.COUNT))
PERCENT = Item("p", "P", Scale("share", kind=Kind.PERCENT))
PERSONS = Item("q", "Q", Scale("each", kind=Kind.PERSONS))
IN_STEPS = attrs.evolve(
    COUNT, steps=(Step(Range(below=Fraction(3)), Fraction(0)), Step(Range(at_least=Fraction(3)), Fraction(2)))
)
RATED = Status.RATED


@pytest.mark.parametrize(
    ("item", "answer", "lean", "gap"),
    [
        (STEPS, Answer(RATED, "5", Fraction(5)), Lean.MORE, Fraction(0)),
        (STEPS, Answer(RATED, "3", Fraction(3)), Lean.MORE, Fraction(1, 2)),
        (STEPS, Answer(RATED, "1", Fraction(1)), Lean.FEWER, Fraction(0)),
        (STEPS, Answer(RATED, "5", Fraction(5)), Lean.OPEN, None),
        (IN_STEPS, Answer(RATED, value=Fraction(7)), Lean.MORE, Fraction(0)),
        (IN_STEPS, Answer(RATED, value=Fraction(2)), Lean.MORE, Fraction(1)),
        (PERCENT, Answer(RATED, value=Fraction(75)), Lean.MORE, Fraction(1, 4)),
        (PERCENT, Answer(RATED, value=Fraction(25)), Lean.FEWER, Fraction(1, 4)),
        (COUNT, Answer(RATED, value=Fraction(7)), Lean.MORE, None),
        (COUNT, Answer(RATED, value=Fraction(7)), Lean.FEWER, None),
        (PERSONS, Answer(RATED, persons=(Fraction(1), Fraction(1, 2))), Lean.MORE, Fraction(1, 4)),
    ],
)
def test_the_gap_is_a_share_of_the_range(item: Item, answer: Answer, lean: Lean, gap: Fraction | None) -> None:
    """From the better end, which may be the lower one; a number without an end has none."""
    found = standing(item, answer, lean)
    assert found.gap == gap
    assert found.seen is (Seen.COUNTED if gap is None else Seen.JUDGED)
    assert (found.is_best, found.is_short) == (gap == 0, bool(gap))


def test_each_time_that_something_prohibited_is_counted_is_one_too_many() -> None:
    """However a score may read the count; none at all is its best."""
    assert standing(COUNT, Answer(RATED, value=Fraction(1)), Lean.MORE, is_prohibited=True).gap == 1
    assert standing(COUNT, Answer(RATED, value=Fraction(0)), Lean.MORE, is_prohibited=True).is_best


def test_what_has_no_rating_has_no_gap() -> None:
    """It was due and is missing, or it was not due."""
    for status in Status:
        answer = {Status.MISSING: MISSING, Status.INVALID: INVALID}.get(status, Answer(status))
        if status is not RATED:
            due = status not in (Status.NOT_APPLICABLE, Status.NO_OPPORTUNITY, Status.OFF_BY_DESIGN)
            found = standing(STEPS, answer, Lean.MORE)
            assert (found.seen, found.gap) == (Seen.NOT_RATED if due else Seen.NOT_DUE, None)


def test_the_best_code_follows_the_lean() -> None:
    """The highest, the lowest, or none."""
    answer = Answer(RATED, "3", Fraction(3))
    codes = [standing(STEPS, answer, lean).best_code for lean in (Lean.MORE, Lean.FEWER, Lean.OPEN)]
    assert codes == ["5", "1", ""]
    assert standing(COUNT, Answer(RATED, value=Fraction(1)), Lean.MORE).best_code == ""


def test_a_part_is_at_its_best_only_as_a_whole() -> None:
    """Not while something of it that was due has no rating; what did not apply takes nothing away."""
    best = standing(STEPS, Answer(RATED, "5", Fraction(5)), Lean.MORE)
    part = PracticePart(Component("c", "C"), (best, standing(STEPS, MISSING, Lean.MORE)))
    assert (part.gap, part.is_whole, part.is_best) == (Fraction(0), False, False)
    part = PracticePart(Component("c", "C"), (best, standing(STEPS, Answer(Status.NOT_APPLICABLE), Lean.MORE)))
    assert part.is_best
    assert PracticePart(None, (standing(STEPS, MISSING, Lean.MORE),)).gap is None


def test_parts_are_components_in_the_order_of_the_checklist() -> None:
    """And an item without a component is a part of its own."""
    held = parts(
        [
            standing(attrs.evolve(STEPS, id=name, component=component), MISSING, Lean.MORE)
            for name, component in (("x", "late"), ("y", ""), ("z", "early"), ("w", "late"))
        ],
        Intervention("i", "1", "I", components=(Component("early", "E"), Component("late", "L", Role.PROHIBITED))),
    )
    assert [(part.key, len(part.standings)) for part in held] == [
        (("component", "late"), 2),
        (("item", "y"), 1),
        (("component", "early"), 1),
    ]
    assert [part.is_prohibited for part in held] == [True, False, False]
    assert [part.is_core for part in held] == [False, True, True]


def test_the_family_meeting_is_read_as_a_person_would() -> None:
    """A good one has two parts a little short; a hard one has what must not happen, all the way."""
    definition = family_meeting()

    def gaps(ratings: dict[str, str]) -> dict[str, Fraction | None]:
        answers = answers_of(ratings, definition.checklist)
        of = standings(definition.plan, definition.intervention, answers)
        return {part.id: part.gap for part in parts(of, definition.intervention)}

    assert {name for name, gap in gaps(GOOD).items() if gap} == {"childs_voice", "one_plan"}
    assert gaps(GOOD)["one_plan"] == Fraction(1, 6)
    assert gaps(HARD)["over_their_heads"] == Fraction(3, 4)
    assert set(gaps({}).values()) == {None}
