"""Learnable: what is asked, and what counts as an answer."""

from __future__ import annotations

from fidelity.interfaces.learnable import NOTHING, Learning, LearningStep
from fidelity.model.component import Component
from fidelity.model.period import Period

CARE = Component("care", "Caring")


def test_nothing_is_claimed_by_default() -> None:
    """The default answers no question, and says for each what to write where."""
    answers = NOTHING.answers(CARE)
    assert not any(answer.claimed for answer in answers)
    assert all(answer.write for answer in answers)


def test_a_stage_is_about_its_components_or_all() -> None:
    """A stage that names none is about every one."""
    assert LearningStep("first", "competent").about(CARE)
    assert LearningStep("first", "competent", components=("care",)).about(CARE)
    assert not LearningStep("first", "competent", components=("other",)).about(CARE)


def test_each_question_has_its_own_answer() -> None:
    """A criterion, a time and coaching are asked for one by one, and said in short."""
    step = LearningStep("first", "competent", 3, True, Period.of("6 months"), "fortnightly")
    answers = Learning((step,)).answers(CARE)
    assert [answer.claimed for answer in answers] == [True, True, True]
    assert [answer.found for answer in answers] == ["competent × 3 in a row", "6 months", "fortnightly"]
    bare = Learning((LearningStep("first", "competent"),)).answers(CARE)
    assert [answer.claimed for answer in bare] == [True, False, False]
    elsewhere = LearningStep("first", "competent", components=("other",), within=Period.of("1 week"))
    other = Learning((elsewhere,)).answers(CARE)
    assert not any(answer.claimed for answer in other)


def test_how_long_it_goes_on_is_a_time() -> None:
    """What is to be met again for some time has a time too; how often alone has none."""
    kept = LearningStep("kept", "competent", every=Period.of("1 month"), during=Period.of("2 years"))
    assert kept.periods == ("every 1 month during 2 years",)
    once = LearningStep("kept", "competent", within=Period.of("1 week"), during=Period.of("2 years"))
    assert once.periods == ("1 week", "during 2 years")
    assert LearningStep("kept", "competent", every=Period.of("1 month")).periods == ()
    answer = Learning((LearningStep("first", "competent", within=Period.of("6 months")), kept)).answers(CARE)[1]
    assert (answer.claimed, answer.found) == (True, "6 months, every 1 month during 2 years")
