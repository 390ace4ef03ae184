"""An intervention as a definition writes it: plain values under the keys of the file."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.definition.checklist_outline import (
    checklist_outline,
    criterion_outline,
    item_outline,
    said,
    scale_outline,
    score_outline,
    whole_number,
)
from fidelity.definition.rule_outline import Outline
from fidelity.definition.tree import Value
from fidelity.errors import UsageError
from fidelity.interfaces.doable import PracticeStep
from fidelity.interfaces.learnable import LearningStep
from fidelity.interfaces.teachable import TrainingUnit
from fidelity.intervention import Intervention
from fidelity.model.companion import Companion
from fidelity.model.component import Component, Role
from fidelity.model.criterion import Criterion
from fidelity.model.item import Item
from fidelity.model.profile import Profile, Replacement
from fidelity.model.scale import Scale
from fidelity.model.score import Score
from fidelity.model.source import Source, Wording
from fidelity.problems import Problem


def outline(intervention: Intervention) -> Outline:
    """An intervention as plain values under the keys of a definition file.

    Raises:
        UsageError: Two of its scales share an id, which can only be so in one that was built in code.
    """
    about = intervention.about
    return {
        "schema": 1,
        "id": intervention.id,
        "version": intervention.version,
        "title": intervention.title,
        **said(
            source=_source(intervention.source),
            about=said(
                problem=about.problem, philosophy=about.philosophy, for_whom=about.for_whom, not_for=about.not_for
            ),
            components=list(map(_component, intervention.components)),
        ),
        **_teachable(intervention),
        **_learnable(intervention),
        **said(doable=_doable(intervention), assessable=_assessable(intervention)),
        **said(
            profiles=list(map(_profile, intervention.assessable.profiles)),
            expected_failures=dict(intervention.exemptions),
        ),
    }


def _source(source: Source) -> Outline:
    wording = "" if source.wording is Wording.OWN else source.wording.value
    return said(
        citation=source.citation,
        url=source.url,
        licence=source.licence,
        wording=wording,
        unverified=list(source.unverified),
    )


def _component(component: Component) -> Value:
    practice = component.practice
    return {
        "id": component.id,
        "title": component.title,
        **said(
            kind="" if component.kind is Role.CORE else component.kind.value,
            why=component.why,
            practice=said(
                expected=practice.expected,
                developmental=practice.developmental,
                unacceptable=practice.unacceptable,
            ),
        ),
    }


def _teachable(intervention: Intervention) -> Outline:
    units: list[Value] = list(map(_unit, intervention.teachable.units))
    return {"teachable": {"units": units}} if units else {}


def _unit(unit: TrainingUnit) -> Value:
    return {
        "id": unit.id,
        "teaches": list(unit.teaches),
        **said(method=unit.method),
        **whole_number("minutes", unit.minutes),
        **said(materials=list(unit.materials)),
    }


def _learnable(intervention: Intervention) -> Outline:
    pathway: list[Value] = list(map(_stage, intervention.learnable.pathway))
    return {"learnable": {"pathway": pathway}} if pathway else {}


def _stage(stage: LearningStep) -> Value:
    return {
        "id": stage.id,
        "criterion": stage.criterion,
        **({"times": stage.times} if stage.times != 1 else {}),
        **said(
            in_a_row=stage.in_a_row,
            within=str(stage.within or ""),
            every=str(stage.every or ""),
            during=str(stage.during or ""),
            coaching=stage.coaching,
            components=list(stage.components),
        ),
    }


def _doable(intervention: Intervention) -> Outline:
    requires = intervention.doable.requires
    return said(
        steps=list(map(_step, intervention.doable.steps)),
        requires={
            **whole_number("caseload_at_most", requires.caseload_at_most),
            **said(staff=requires.staff),
            **whole_number("session_minutes", requires.session_minutes),
            **said(setting=requires.setting),
        },
    )


def _step(step: PracticeStep) -> Value:
    return {
        "component": step.component,
        **said(when=step.when),
        **whole_number("minutes", step.minutes),
        **said(needs=list(step.needs)),
    }


def _assessable(intervention: Intervention) -> Outline:
    scales: dict[str, Scale] = {}
    for item in _items(intervention):
        if scales.setdefault(item.scale.id, item.scale) != item.scale:
            message = f"two scales of {intervention.name} are called `{item.scale.id}`"
            raise UsageError(Problem("scale-twice", message, "give each its own id"))
    return said(
        scales={name: scale_outline(scale) for name, scale in scales.items()},
        checklists=list(map(checklist_outline, intervention.assessable.checklists)),
        companions=list(map(_companion, intervention.assessable.companions)),
    )


def _companion(companion: Companion) -> Value:
    named = said(version=companion.version, checklist=companion.checklist, profile=companion.profile)
    return {"intervention": companion.intervention, **named, "why": companion.why}


def _items(intervention: Intervention) -> Iterator[Item]:
    for checklist in intervention.assessable.checklists:
        yield from checklist.items
    for profile in intervention.assessable.profiles:
        yield from (change.part for change in profile.replacements if isinstance(change.part, Item))


def _profile(profile: Profile) -> Value:
    return {
        "id": profile.id,
        "checklist": profile.checklist,
        **said(
            title=profile.title,
            source=profile.source,
            leaves_out=list(profile.leaves_out),
            replaces=[_replacement(change) for change in profile.replacements if change.replaces],
            adds=[_addition(change) for change in profile.replacements if not change.replaces],
        ),
    }


def _replacement(change: Replacement) -> Value:
    noun, part = _part(change.part)
    return {noun: change.replaces, "with": part}


def _addition(change: Replacement) -> Value:
    noun, part = _part(change.part)
    return {noun: part}


def _part(part: Item | Score | Criterion) -> tuple[str, Outline]:
    if isinstance(part, Item):
        return "item", item_outline(part)
    return ("score", score_outline(part)) if isinstance(part, Score) else ("criterion", criterion_outline(part))
