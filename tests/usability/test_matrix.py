"""The matrix of components by interfaces."""

from __future__ import annotations

import pytest

from fidelity.interfaces.doable import Doing, PracticeStep, Requirements
from fidelity.interfaces.question import Answer
from fidelity.interfaces.teachable import Teaching, TrainingUnit
from fidelity.intervention import Intervention
from fidelity.model.component import Component, PracticeProfile, Role
from fidelity.usability.matrix import WORDS, Cell, Matrix, Verdict, matrix

CARE = Component("care", "Caring", practice=PracticeProfile(expected="Listens", unacceptable="Lectures"))
HURRY = Component("hurry", "Hurrying", Role.PROHIBITED)
UNIT = TrainingUnit("day", ("care",), "rehearsal", 60, ("handout",))


def test_an_intervention_that_says_nothing_claims_nothing() -> None:
    """Every word is open, and everything that is asked is owed."""
    claims = matrix(Intervention("visit", "1", "Visit", components=(Component("care", "Caring"),)))
    for word in WORDS:
        assert claims.verdict(word) is Verdict.NOT_CLAIMED
        assert len(claims.owed(word)) == claims.cell("care", word).n_asked > 0


def test_a_word_is_claimed_when_every_question_has_its_answer() -> None:
    """One component that is fully taught is claimed; a second that is not makes it a part."""
    whole = matrix(Intervention("visit", "1", "Visit", components=(CARE,), teachable=Teaching((UNIT,))))
    assert (whole.verdict("teachable"), whole.owed("teachable")) == (Verdict.CLAIMED, ())
    part = matrix(Intervention("visit", "1", "Visit", components=(CARE, HURRY), teachable=Teaching((UNIT,))))
    assert part.verdict("teachable") is Verdict.PARTLY
    assert {whom for _, whom in part.owed("teachable")} == {("hurry",)}


def test_a_prohibited_component_is_not_to_be_done() -> None:
    """Doing asks nothing of it, so that it stands in nobody's way; teaching and assessing ask as ever."""
    doing = Doing((PracticeStep("care", "always", 10),), Requirements(staff="Anyone", session_minutes=60))
    claims = matrix(Intervention("visit", "1", "Visit", components=(CARE, HURRY), doable=doing))
    assert claims.cell("hurry", "doable").n_asked == 0
    assert claims.verdict("doable") is Verdict.CLAIMED
    assert claims.cell("hurry", "teachable").n_asked > 0


def test_what_several_want_is_owed_once() -> None:
    """A thing that is to be written for two components stands once, with both."""
    claims = matrix(Intervention("visit", "1", "Visit", components=(CARE, HURRY)))
    owed = dict(claims.owed("learnable"))
    assert set(owed.values()) == {("care", "hurry")}


def test_without_components_there_is_nothing() -> None:
    """An empty spine has an empty matrix, and no word is claimed of it."""
    claims = matrix(Intervention("visit", "1", "Visit"))
    assert claims.cells == {}
    assert {claims.verdict(word) for word in WORDS} == {Verdict.NOT_CLAIMED}


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [((True, True), Verdict.CLAIMED), ((True, False), Verdict.PARTLY), ((False, False), Verdict.NOT_CLAIMED)],
)
def test_a_verdict_counts_answers(claimed: tuple[bool, bool], verdict: Verdict) -> None:
    """All, some or none."""
    cell = Cell(tuple(Answer("?", each, write="it") for each in claimed))
    assert cell.n_claimed == sum(claimed)
    assert Matrix((CARE,), {("care", "doable"): cell}).verdict("doable") is verdict
