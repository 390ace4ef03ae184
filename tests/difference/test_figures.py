"""Figures over many observations: they move as what they are taken of does."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.difference.comparison import compare
from fidelity.difference.verdict import Proof, Verdict
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.figure import Figure, FigureRule, Goal, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.model.unit import Unit
from fidelity.plan.lowering import lower
from tests.oracle.build import checklist, items, scale, score

RULES: tuple[FigureRule, ...] = (ShareMeeting("good"), MeanOfScore("s"), MeanOfItemPercentages(Members(every=True)))


def made(rule: rules.Rule, figure: Figure, missing: MissingRule | None = None) -> Checklist:
    """Two items, a score, a criterion, and a figure."""
    one = score(rule, missing=missing or MissingRule())
    criterion = Criterion("good", ScoreTest("s", Range(at_least=Fraction(2))))
    return attrs.evolve(checklist(items(2, scale(0, 1, 2)), one), criteria=(criterion,), figures=(figure,))


def found(old: Checklist, new: Checklist) -> tuple[Verdict, Proof | None, tuple[str, ...]]:
    """What is found of the only figure."""
    (figure,) = compare(lower(old), lower(new)).figures
    return figure.verdict, figure.proof, figure.why


def test_a_figure_of_the_same_cannot_move() -> None:
    """Whatever it is taken of."""
    for rule in RULES:
        figure = Figure("f", rule, Unit.SITE)
        same = made(rules.Sum(), figure)
        assert found(same, attrs.evolve(same, title="Other")) == (Verdict.CANNOT_MOVE, Proof.SAME_PLAN, ())


@pytest.mark.parametrize("rule", RULES[:2])
def test_a_figure_moves_with_its_score_or_criterion(rule: FigureRule) -> None:
    """Many observations that are all like the example give another figure."""
    figure = Figure("f", rule, Unit.SITE)
    verdict, _, why = found(made(rules.Sum(), figure), made(rules.Mean(), figure))
    assert verdict is Verdict.MOVES
    assert why in (("`good`: not the same",), ("`s`: not the same",))


def test_a_figure_may_move_where_only_more_can_be_scored() -> None:
    """What is left out of the one and used in the other may or may not change the mean."""
    figure = Figure("f", MeanOfScore("s"), Unit.SITE)
    same = rules.Mean()
    assert found(made(same, figure), made(same, figure, MissingRule(1)))[0] is Verdict.MAY_MOVE


def test_a_figure_of_items_may_move_with_them() -> None:
    """Their points and their number are looked at."""
    figure = Figure("f", RULES[2], Unit.SITE)
    old = made(rules.Sum(), figure)
    longer = attrs.evolve(old, items=items(3, scale(0, 1, 2)), scores=(), criteria=())
    verdict, _, why = found(attrs.evolve(old, scores=(), criteria=()), longer)
    assert (verdict, why) == (Verdict.MAY_MOVE, ("`i3`: counted too",))
    higher = attrs.evolve(old, items=items(2, scale(0, 1, 3)), scores=(), criteria=())
    assert found(attrs.evolve(old, scores=(), criteria=()), higher)[2] == (
        "`i1` and `i2`: 0 to 3 points (before: 0 to 2 points)",
    )
    assert found(longer, attrs.evolve(old, scores=(), criteria=()))[2] == ("`i3`: no longer counted",)


def test_another_goal_or_number_may_move() -> None:
    """What the figure is is said before and after."""
    old = Figure("f", RULES[0], Unit.SITE, goal=Goal(at_least=Fraction(80)))
    new = attrs.evolve(old, goal=Goal(at_least=Fraction(90)))
    verdict, _, (why,) = found(made(rules.Sum(), old), made(rules.Sum(), new))
    assert verdict is Verdict.MAY_MOVE
    assert "at least 90 %" in why
    assert "`good`" in why


def test_figures_of_one_version_only_are_told() -> None:
    """One that is gone, and one that is new."""
    with_one = made(rules.Sum(), Figure("f", RULES[0], Unit.SITE))
    without = attrs.evolve(with_one, figures=())
    assert compare(lower(with_one), lower(without)).figures[0].verdict is Verdict.REMOVED
    assert compare(lower(without), lower(with_one)).figures[0].verdict is Verdict.ADDED
