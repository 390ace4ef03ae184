"""Figures held against the rest of their checklist: every misfit, with the way to its place."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.figure import Figure, FigureRule, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.figure_consistency import figure_problems
from fidelity.model.item import Item, Step, Use
from fidelity.model.profile import Profile, Replacement, profile_problems, with_profile
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Scale
from fidelity.model.score import Members
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from tests.oracle.build import NA, checklist, count, items, scale, score

LOW = Range(at_least=Fraction(1))
STEPS = (Step(Range(below=Fraction(2)), Fraction(0)), Step(Range(at_least=Fraction(2)), Fraction(1)))
OTHERS = (
    Item("people", "text", Scale("people", kind=Kind.PERSONS), use=Use.UNSCORED),
    Item("endless", "text", count(), use=Use.UNSCORED),
    Item("ended", "text", count(4), use=Use.UNSCORED),
    Item("stepped", "text", count(), use=Use.UNSCORED, steps=STEPS),
    Item(
        "shared", "text", Scale("share", kind=Kind.PERCENT, lowest=Fraction(0), highest=Fraction(100)), use=Use.UNSCORED
    ),
    Item("minus", "text", scale(-1, 1), use=Use.UNSCORED),
    Item("nought", "text", scale(0, 0), use=Use.UNSCORED),
)
CRITERION = Criterion("k", ScoreTest("s", LOW))
BASE = checklist((*items(2, scale(0, 1, 2)), *OTHERS), score(rules.Mean()), criteria=(CRITERION,))


def of(*names: str) -> MeanOfItemPercentages:
    """A mean of the percentages of some items."""
    return MeanOfItemPercentages(Members(names))


def figures(*made: FigureRule) -> tuple[Figure, ...]:
    """A figure for each rule: ``f0``, ``f1`` and so on."""
    return tuple(Figure(f"f{place}", rule, Unit.SITE) for place, rule in enumerate(made))


@pytest.mark.parametrize(
    ("rule", "code", "path", "help_"),
    [
        (ShareMeeting("s"), "unknown-criterion", ("of",), "known here: `k`"),
        (MeanOfScore("i1"), "unknown-score", ("of",), "known here: `s`"),
        (of("i1", "endles"), "unknown-item", ("of", 1), "did you mean `endless`?"),
        (of("s"), "unknown-item", ("of", 0), ""),
        (of("i1", "i1"), "member-twice", ("of", 1), "its own id"),
        (of("people"), "wrong-measure", ("of", 0), "share_of_persons"),
        (of("i1", "endless"), "no-range", ("of", 1), "at_most"),
        (of("minus"), "negative-points", ("of", 0), "points from 0"),
        (of("nought"), "no-possible-points", ("of", 0), "raise"),
        (MeanOfItemPercentages(Members(dimension="dose")), "no-members", ("of",), "name some"),
    ],
)
def test_what_a_figure_cannot_be_taken_of(rule: FigureRule, code: str, path: tuple[str | int, ...], help_: str) -> None:
    """Each misfit is refused with its code, its place and what to do."""
    with pytest.raises(InvalidRecord) as raised:
        attrs.evolve(BASE, figures=figures(of("i1"), rule))
    ((problem),) = raised.value.problems
    assert (problem.code, problem.path) == (code, ("figures", 1, *path))
    assert help_ in problem.help


def test_whatever_ends_can_have_a_percentage() -> None:
    """Points, counts with an end, percentages and numbers that become points by ranges."""
    made = attrs.evolve(BASE, figures=figures(of("i1", "ended", "stepped", "shared")))
    assert len(made.figures) == 1


def test_an_id_is_given_once() -> None:
    """Two figures cannot have one id; a figure and a criterion can."""
    twice = (Figure("k", ShareMeeting("k"), Unit.SITE), Figure("k", of("i1"), Unit.SITE))
    assert attrs.evolve(BASE, figures=twice[:1]).figures == twice[:1]
    with pytest.raises(InvalidRecord) as raised:
        attrs.evolve(BASE, figures=twice)
    assert [(each.code, each.path) for each in raised.value.problems] == [("id-twice", ("figures", 1, "id"))]


@pytest.mark.parametrize("where", ["item", "scale"])
def test_a_figure_needs_the_checklist_to_say_what_not_applicable_does(where: str) -> None:
    """What a score says of it is the score's; by item or by a code of its scale makes no difference."""
    of_scale = attrs.evolve(scale(0, 1), status_codes={"9": NA}) if where == "scale" else scale(0, 1)
    allowing = items(2, of_scale, *([NA] if where == "item" else []))
    mean = score(rules.Mean(), effects={NA: Effect.EXCLUDED})
    with pytest.raises(InvalidRecord) as raised:
        checklist(allowing, mean, figures=figures(of("i1")))
    assert [(each.code, each.path) for each in raised.value.problems] == [("status-without-effect", ("figures", 0))]
    for effect in (Effect.EXCLUDED, Effect.FORBIDDEN):
        assert checklist(allowing, mean, figures=figures(of("i1")), effects={NA: effect}).figures


def test_what_is_wrong_already_is_no_second_mistake() -> None:
    """A figure of parts that could not be built is not blamed."""
    lost = frozenset({"i9", "s9", "k9"})
    made = figures(of("i9", "i1"), MeanOfScore("s9"), ShareMeeting("k9"))
    parts: tuple[Sequence[Item], object, object] = (BASE.items, BASE.scores, BASE.criteria)
    effects: dict[Status, Effect] = {}
    assert list(figure_problems(made, *parts, effects, also_known=lost)) == []  # type: ignore[arg-type]
    assert len(list(figure_problems(made, *parts, effects))) == 3  # type: ignore[arg-type]


FIGURED = attrs.evolve(BASE, figures=figures(ShareMeeting("k"), MeanOfScore("s"), of("i1", "i2"), of("i2")))


def profile(*replacements: Replacement, leaves_out: tuple[str, ...] = ()) -> Profile:
    """A profile of the checklist with figures."""
    return Profile("oregon", "made", replacements=replacements, leaves_out=leaves_out)


def test_figures_follow_what_a_profile_replaces() -> None:
    """A figure keeps its name, and is taken of what came in the place of what went."""
    made: Checklist = with_profile(
        FIGURED,
        profile(
            Replacement("k", Criterion("own", ScoreTest("total", LOW))),
            Replacement("s", score(rules.Sum(), "i1", "i2", name="total")),
            Replacement("i2", Item("new", "text", scale(0, 1))),
        ),
    )
    assert [each.rule for each in made.figures] == [
        ShareMeeting("own"),
        MeanOfScore("total"),
        of("i1", "new"),
        of("new"),
    ]
    assert [each.id for each in made.figures] == [each.id for each in FIGURED.figures]


def test_a_criterion_and_a_score_of_one_name_are_two_things() -> None:
    """What takes the place of the criterion does not take that of the score."""
    base = attrs.evolve(BASE, criteria=(attrs.evolve(CRITERION, id="s"),))
    base = attrs.evolve(base, figures=figures(ShareMeeting("s"), MeanOfScore("s")))
    made = with_profile(base, profile(Replacement("s", Criterion("own", ScoreTest("s", LOW)))))
    assert [each.rule for each in made.figures] == [ShareMeeting("own"), MeanOfScore("s")]


def test_what_a_profile_leaves_of_a_figure_may_not_be_nothing() -> None:
    """One item left out is fine while another stays; the last one may not go, and neither may a percentage's end."""
    assert with_profile(FIGURED, profile(leaves_out=("i1",))).figures == FIGURED.figures
    (gone,) = profile_problems(profile(leaves_out=("i2",)), FIGURED)
    assert (gone.code, gone.path, gone.message) == ("no-members", (), "every item of figure `f3` is left out")
    found = profile_problems(profile(Replacement("i2", Item("new", "text", count()))), FIGURED)
    assert {(each.code, each.path) for each in found} == {("no-range", ())}
