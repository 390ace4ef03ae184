"""Assessable: what is asked, and what counts as an answer."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.interfaces.assessable import NOTHING, Assessing
from fidelity.model.checklist import Checklist, Reliability, Sampling
from fidelity.model.component import Component
from fidelity.model.item import Item
from fidelity.model.period import Period
from fidelity.model.scale import Kind, Point, Scale

CARE = Component("care", "Caring")
STEPS = Scale("steps", (Point("0", Fraction(0), anchor="not done"), Point("1", Fraction(1), anchor="done")))
ITEM = Item("asks", "Asks", STEPS, component="care", evidence=("observation",))
CHECKLIST = Checklist(
    "delivery",
    (ITEM,),
    rated_by=("coach",),
    sampling=Sampling(2, Period(1, "month")),
    reliability=Reliability("ac2", Fraction(3, 5)),
)


def claimed(checklist: Checklist, component: Component = CARE) -> list[bool]:
    """Which questions have their answer."""
    return [answer.claimed for answer in Assessing((checklist,)).answers(component)]


def test_nothing_is_claimed_by_default() -> None:
    """The default answers no question, and says for each what to write where."""
    answers = NOTHING.answers(CARE)
    assert len(answers) == 6
    assert not any(answer.claimed for answer in answers)
    assert all(answer.write for answer in answers)


def test_each_question_has_its_own_answer() -> None:
    """Items, anchors, evidence, raters, frequency and reliability are asked for one by one."""
    assert claimed(CHECKLIST) == [True] * 6
    assert [answer.found for answer in Assessing((CHECKLIST,)).answers(CARE)] == [
        "asks",
        "",
        "observation",
        "coach",
        "2 every 1 month",
        "ac2 at least 0.6",
    ]
    assert claimed(attrs.evolve(CHECKLIST, rated_by=(), sampling=None, reliability=None)) == [True] * 3 + [False] * 3
    assert claimed(CHECKLIST, Component("other", "Other")) == [False] * 6


def test_every_point_needs_its_anchor() -> None:
    """One point without an anchor leaves the question open, wherever the others have theirs."""
    bare = Scale("bare", (Point("0", Fraction(0)), Point("1", Fraction(1), anchor="done")))
    assert not claimed(attrs.evolve(CHECKLIST, items=(attrs.evolve(ITEM, scale=bare),)))[1]
    own = attrs.evolve(ITEM, scale=bare, anchors={"0": "not done"})
    assert claimed(attrs.evolve(CHECKLIST, items=(own,)))[1]


def test_a_measure_needs_its_guidance() -> None:
    """Where a number is counted, what counts is to be said instead of anchors."""
    count = attrs.evolve(ITEM, scale=Scale("count", kind=Kind.COUNT, lowest=Fraction(0)))
    assert not claimed(attrs.evolve(CHECKLIST, items=(count,)))[1]
    guided = attrs.evolve(count, guidance="Count each one")
    assert claimed(attrs.evolve(CHECKLIST, items=(guided,)))[1]
