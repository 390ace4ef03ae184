"""The spine and three of its views: components, how they are taught, learnt and done, and what is said of the whole."""

from __future__ import annotations

from fidelity.definition.part import Part
from fidelity.interfaces.doable import Doing, PracticeStep, Requirements
from fidelity.interfaces.learnable import Learning, LearningStep
from fidelity.interfaces.teachable import Teaching, TrainingUnit
from fidelity.model.companion import Companion
from fidelity.model.component import Component, PracticeProfile, Role
from fidelity.model.source import About, Source, Wording


def component(part: Part) -> Component:
    """A component with its practice profile."""
    practice = part.inner("practice")
    return part.made(
        Component,
        id=part.name(),
        title=part.name("title"),
        kind=part.word("kind", Role.CORE),
        why=part.text("why"),
        practice=_practice(practice) if practice else PracticeProfile(),
    )


def _practice(part: Part) -> PracticeProfile:
    return PracticeProfile(part.text("expected"), part.text("developmental"), part.text("unacceptable"))


def source(part: Part | None) -> Source:
    """Where the intervention comes from; nothing is known where there is no such part."""
    if part is None:
        return Source()
    return Source(
        citation=part.text("citation"),
        url=part.text("url"),
        licence=part.text("licence"),
        wording=part.word("wording", Wording.OWN),
        unverified=part.texts("unverified"),
    )


def about(part: Part | None) -> About:
    """What the intervention is for; nothing is said where there is no such part."""
    if part is None:
        return About()
    return About(part.text("problem"), part.text("philosophy"), part.text("for_whom"), part.text("not_for"))


def teaching(part: Part | None) -> Teaching:
    """How it is taught; nothing is claimed where there is no such part."""
    return Teaching(part.list_of("units", _unit)) if part else Teaching()


def _unit(part: Part) -> TrainingUnit:
    return TrainingUnit(
        part.name(), part.texts("teaches"), part.text("method"), part.whole_number("minutes"), part.texts("materials")
    )


def learning(part: Part | None) -> Learning:
    """How it is learnt; nothing is claimed where there is no such part."""
    return Learning(part.list_of("pathway", _stage)) if part else Learning()


def _stage(part: Part) -> LearningStep:
    return LearningStep(
        id=part.name(),
        criterion=part.name("criterion"),
        times=part.whole_number("times") or 1,
        in_a_row=part.flag("in_a_row"),
        within=part.period("within"),
        coaching=part.text("coaching"),
        components=part.texts("components"),
        every=part.period("every"),
        during=part.period("during"),
    )


def doing(part: Part | None) -> Doing:
    """What doing it takes; nothing is claimed where there is no such part."""
    if part is None:
        return Doing()
    requires = part.inner("requires")
    return Doing(part.list_of("steps", _step), _requirements(requires) if requires else Requirements())


def _step(part: Part) -> PracticeStep:
    return PracticeStep(part.name("component"), part.text("when"), part.whole_number("minutes"), part.texts("needs"))


def _requirements(part: Part) -> Requirements:
    return Requirements(
        caseload_at_most=part.whole_number("caseload_at_most"),
        staff=part.text("staff"),
        session_minutes=part.whole_number("session_minutes"),
        setting=part.text("setting"),
    )


def companion(part: Part) -> Companion:
    """A checklist of another intervention that is rated at the same visit."""
    return part.made(
        Companion,
        intervention=part.name("intervention"),
        why=part.name("why"),
        version=part.text("version"),
        checklist=part.text("checklist"),
        profile=part.text("profile"),
    )


def exemptions(part: Part | None) -> dict[str, str]:
    """The reason for each check that need not be passed, by its name; those of the wrong shape are left out."""
    if part is None:
        return {}
    fine = (check for check in part.value if not part.log.is_damaged((*part.path, check)))
    return {check: part.name(check) for check in fine}
