"""Doable: what is asked, and what counts as an answer."""

from __future__ import annotations

from fidelity.interfaces.doable import NOTHING, Doing, PracticeStep, Requirements
from fidelity.model.component import Component, Role

CARE = Component("care", "Caring")


def test_nothing_is_claimed_by_default() -> None:
    """The default answers no question, and says for each what to write where."""
    answers = NOTHING.answers(CARE)
    assert len(answers) == 4
    assert not any(answer.claimed for answer in answers)
    assert all(answer.write for answer in answers)


def test_each_question_has_its_own_answer() -> None:
    """A moment, a time, staff and the length of a session are asked for one by one; minutes of several steps add."""
    steps = (PracticeStep("care", "first", 10), PracticeStep("care", "", 5), PracticeStep("other", "last", 99))
    answers = Doing(steps, Requirements(staff="Nurses", session_minutes=60)).answers(CARE)
    assert [answer.found for answer in answers] == ["first", "15 minutes", "Nurses", "60 minutes"]
    assert [answer.claimed for answer in Doing((PracticeStep("care", minutes=0),)).answers(CARE)] == [
        False,
        True,
        False,
        False,
    ]


def test_what_is_prohibited_is_not_asked_for() -> None:
    """Nobody has to say when that is done which is not to be done; what is adaptable is done."""
    assert NOTHING.answers(Component("hurry", "Hurrying", Role.PROHIBITED)) == ()
    assert len(NOTHING.answers(Component("music", "Music", Role.ADAPTABLE))) == 4
