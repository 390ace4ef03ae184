"""What a checklist refuses: every code, with the way to the place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest, ScoreTest
from fidelity.model.item import Item, Use
from fidelity.model.range import Range
from fidelity.model.rule import Rule
from fidelity.model.scale import Kind, Scale
from fidelity.model.score import Members, Score
from fidelity.model.status import STRICT, Effect, Status
from tests.oracle.build import NA, NONE, bands, checklist, items, scale, score

THREE = items(3, scale(0, 1, 2))
PERSONS = Scale("persons", kind=Kind.PERSONS)
LOW = Range(at_least=Fraction(1))


def of(*scores: Score) -> Callable[[], Checklist]:
    """A checklist of three items with scores."""
    return lambda: checklist(THREE, *scores)


def judged(condition: Condition, *more: Criterion) -> Callable[[], Checklist]:
    """A checklist of three items and their banded mean with criteria."""
    return lambda: checklist(THREE, score(rules.Mean(), bands=bands(1)), criteria=(Criterion("k", condition), *more))


def ladder(*ids: str) -> Rule:
    """A ladder of one step that needs some items."""
    return rules.Ladder(Fraction(1), (rules.LadderStep(Fraction(2), (rules.Need(ids),)),))


CASES: list[tuple[Callable[[], Checklist], str, tuple[str | int, ...]]] = [
    (lambda: checklist(()), "no-items", ("items",)),
    (lambda: attrs.evolve(checklist(THREE), id="No good"), "bad-id", ("id",)),
    (lambda: attrs.evolve(checklist(THREE), id="rater"), "reserved-id", ("id",)),
    (lambda: checklist((*THREE, THREE[0])), "id-twice", ("items", 3, "id")),
    (of(score(rules.Sum(), name="i1")), "id-twice", ("scores", 0, "id")),
    (of(Score("s", rules.Sum(), Members(dimension="dose"), NONE)), "no-members", ("scores", 0, "of")),
    (of(score(rules.Sum(), "i1", "i9")), "unknown-member", ("scores", 0, "of", 1)),
    (of(score(rules.Ratio(("i2", "i9")), "i1")), "unknown-member", ("scores", 0, "to", 1)),
    (of(score(rules.Rate("i9"), "i1")), "unknown-member", ("scores", 0, "per")),
    (of(score(ladder("i1", "i9"), "i1")), "unknown-member", ("scores", 0, "steps", 0, "needs", 0, "of", 1)),
    (of(score(rules.Sum(), "i1", reverse=frozenset({"i2"}))), "unknown-member", ("scores", 0, "reverse")),
    (of(score(rules.Sum(), "i1", weights={"i2": Fraction(1)})), "unknown-member", ("scores", 0, "weights", "i2")),
    (of(score(rules.Sum(), "i1", "i1")), "member-twice", ("scores", 0, "of", 1)),
    (lambda: checklist(items(2, scale(0, 1), NA), score(rules.Sum())), "status-without-effect", ("scores", 0)),
    (lambda: checklist((Item("p", "text", PERSONS),), score(rules.Sum())), "wrong-measure", ("scores", 0, "of")),
    (of(score(rules.ShareOfPersons(Fraction(1)), "i1")), "wrong-measure", ("scores", 0, "of")),
    (
        of(score(rules.Sum(), name="t"), score(rules.ShareOfPersons(Fraction(1)), "t")),
        "wrong-measure",
        ("scores", 1, "of"),
    ),
    (of(score(rules.Sum(), "b", name="a"), score(rules.Sum(), "a", name="b")), "score-circle", ("scores", 0, "of")),
    (of(score(rules.Sum(), "a", name="a")), "score-circle", ("scores", 0, "of")),
    (judged(ScoreTest("nobody", LOW)), "unknown-score", ("criteria", 0, "score")),
    (judged(Any((ScoreTest("s", LOW), BandTest("s", ("b9",))))), "unknown-band", ("criteria", 0, "any", 1, "band")),
    (judged(All((ItemTest(Members(("i9",)), LOW),))), "unknown-item", ("criteria", 0, "all", 0, "item")),
    (judged(ItemTest(Members(dimension="dose"), LOW)), "no-members", ("criteria", 0, "item")),
    (judged(ScoreTest("s", LOW), Criterion("k", ScoreTest("s", LOW))), "criterion-twice", ("criteria", 1, "id")),
    (lambda: checklist(THREE, off=frozenset({"i9"})), "unknown-item", ("leaves_out",)),
]


@pytest.mark.parametrize(("make", "code", "path"), CASES, ids=[f"{n}-{case[1]}" for n, case in enumerate(CASES)])
def test_parts_that_do_not_fit(make: Callable[[], Checklist], code: str, path: tuple[str | int, ...]) -> None:
    """Each misfit is refused with its code and its place."""
    with pytest.raises(InvalidRecord) as caught:
        make()
    assert (code, path) in [(problem.code, problem.path) for problem in caught.value.problems]


def test_all_problems_are_told_at_once() -> None:
    """An author mends everything in one go."""
    with pytest.raises(InvalidRecord) as caught:
        checklist(THREE, score(rules.Sum(), "i8", name="a"), score(rules.Sum(), "i9", name="b"))
    assert [problem.path[1] for problem in caught.value.problems] == [0, 1]


def test_an_unknown_name_gets_the_nearest() -> None:
    """The help names what was probably meant."""
    with pytest.raises(InvalidRecord) as caught:
        checklist((Item("warmth", "text", scale(0, 1)),), score(rules.Sum(), "warmht"))
    assert caught.value.problems[0].help == "did you mean `warmth`?"


def test_members_are_chosen_by_name_use_component_and_dimension() -> None:
    """All takes scored items; component and dimension take those that are marked; names are taken as they stand."""
    made = checklist(
        (
            Item("a", "text", scale(0, 1), component="warm", dimension="dose"),
            Item("b", "text", scale(0, 1), dimension="dose"),
            Item("c", "text", scale(0, 1), component="warm", use=Use.UNSCORED),
        )
    )
    assert made.members(Members(every=True)) == ("a", "b")
    assert made.members(Members(component="warm")) == ("a",)
    assert made.members(Members(dimension="dose")) == ("a", "b")
    assert made.members(Members(("c", "a"))) == ("c", "a")


def test_what_a_status_does_is_said_by_the_score_then_the_checklist_then_strictly() -> None:
    """The nearest word holds."""
    made = checklist(
        THREE,
        score(rules.Sum(), effects={NA: Effect.EXCLUDED}),
        score(rules.Sum(), name="t"),
        effects={NA: Effect.LOWEST},
    )
    own, general = made.scores
    assert made.effect(own, NA) is Effect.EXCLUDED
    assert made.effect(general, NA) is Effect.LOWEST
    assert made.effect(general, Status.NOT_OBSERVED) is STRICT[Status.NOT_OBSERVED] is Effect.MISSING


def test_a_cut_off_that_changes_keeps_its_name() -> None:
    """Two criteria of one name that hold on different days are one criterion, whose cut-off moved."""
    moved = date(2025, 1, 1)
    old = Criterion("k", ScoreTest("s", LOW), valid_until=moved)
    new = Criterion("k", ScoreTest("s", Range(at_least=Fraction(2))), valid_from=moved)
    made = checklist(THREE, score(rules.Mean()), criteria=(old, new))
    assert made.criteria_on(date(2024, 12, 31)) == (old,)
    assert made.criteria_on(moved) == (new,)
    assert made.criteria_on(None) == (new,)


def test_names_for_people() -> None:
    """The title, or else the id."""
    assert checklist(THREE).name == "made"
    assert attrs.evolve(checklist(THREE), title="Delivery").name == "Delivery"
