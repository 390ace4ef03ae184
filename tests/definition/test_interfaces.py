"""The spine and three of its views."""

from __future__ import annotations

from fidelity.interfaces.doable import Doing, PracticeStep, Requirements
from fidelity.interfaces.learnable import Learning, LearningStep
from fidelity.interfaces.teachable import Teaching, TrainingUnit
from fidelity.model.companion import Companion
from fidelity.model.component import Component, PracticeProfile, Role
from fidelity.model.period import Period
from fidelity.model.source import About, Source
from tests.definition.documents import FULL, HEAD, problems, read


def test_all_that_is_said_is_read() -> None:
    """Every key of the three views has its field."""
    intervention = read(FULL)
    profile = PracticeProfile("Says it plainly", "Says it", "Says nothing")
    assert intervention.components == (
        Component("plain_words", "Explains in plain words", why="What is understood is remembered.", practice=profile),
        Component("asking", "Asks back", Role.ADAPTABLE),
    )
    assert intervention.teachable == Teaching(
        (TrainingUnit("demonstration", ("plain_words",), "behaviour rehearsal", 20, ("A film",)),)
    )
    assert intervention.learnable == Learning(
        (
            LearningStep(
                "first_sessions",
                "competent",
                3,
                True,
                Period(6, "month"),
                "fortnightly",
                every=Period(1, "month"),
                during=Period(2, "year"),
            ),
        )
    )
    assert intervention.doable == Doing(
        (PracticeStep("plain_words", "before the first check question", 3, ("quiet room",)),),
        Requirements(12, "Anybody", 40, "Anywhere"),
    )
    assert intervention.assessable.companions == (
        Companion("visiting", "Who sends whom", "2.0", "organisation", "rural"),
        Companion("visiting", "The visit itself", checklist="delivery"),
    )
    assert intervention.exemptions == {"golden-published": "No rated example has been published."}
    assert intervention.source == Source("A manual", "https://example.org", "CC-BY-4.0", unverified=("Its age.",))
    assert intervention.about == About("Words are lost", "Ask", "Everybody", "Nobody")


def test_nothing_is_claimed_where_nothing_is_said() -> None:
    """A head is a definition that claims nothing."""
    intervention = read(HEAD)
    assert (intervention.teachable, intervention.learnable, intervention.doable) == (Teaching(), Learning(), Doing())
    assert read(f"{HEAD}doable: {{}}\n").doable == Doing()
    assert (intervention.assessable.companions, intervention.exemptions) == ((), {})


def test_a_wrong_detail_hides_no_wrong_name() -> None:
    """A unit whose minutes are wrong is still asked what it teaches."""
    text = FULL.replace(
        "teaches: [plain_words], method: behaviour rehearsal, minutes: 20", "teaches: [gone], minutes: x"
    )
    assert [problem.code for problem in problems(text)] == ["unknown-component", "wrong-type"]
