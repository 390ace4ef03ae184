"""Teachable: what is asked, and what counts as an answer."""

from __future__ import annotations

from fidelity.interfaces.teachable import NOTHING, Teachable, Teaching, TrainingUnit
from fidelity.model.component import Component, PracticeProfile

CARE = Component("care", "Caring", practice=PracticeProfile(expected="Listens", unacceptable="Lectures"))


def claimed(teaching: Teachable, component: Component) -> list[bool]:
    """Which questions have their answer."""
    return [answer.claimed for answer in teaching.answers(component)]


def test_nothing_is_claimed_by_default() -> None:
    """The default answers no question, and says for each what to write where."""
    answers = NOTHING.answers(Component("care", "Caring"))
    assert not any(answer.claimed for answer in answers)
    assert all(answer.write for answer in answers)
    assert "teaches: [care]" in answers[0].write


def test_each_question_has_its_own_answer() -> None:
    """A unit, its method, its materials, and both ends of the practice profile are asked for one by one."""
    full = Teaching((TrainingUnit("day", ("care",), "rehearsal", 60, ("handout",)),))
    assert claimed(full, CARE) == [True] * 5
    assert claimed(Teaching((TrainingUnit("day", ("care",)),)), CARE) == [True, False, False, True, True]
    assert claimed(Teaching((TrainingUnit("day", ("other",), "rehearsal"),)), CARE) == [False] * 3 + [True] * 2
    assert claimed(full, Component("care", "Caring")) == [True] * 3 + [False] * 2
    assert [answer.found for answer in full.answers(CARE)] == ["day", "rehearsal", "handout", "Listens", "Lectures"]
