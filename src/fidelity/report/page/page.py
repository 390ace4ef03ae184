"""Everything that a page about an intervention says, gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fidelity.about import VERSION
from fidelity.interfaces.doable import Doable
from fidelity.interfaces.learnable import LearningStep
from fidelity.interfaces.teachable import TrainingUnit
from fidelity.intervention import Intervention
from fidelity.model.component import Component
from fidelity.model.source import Wording
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.words import counted
from fidelity.report.page.checklists import checklist_part
from fidelity.report.page.profiles import profile_part
from fidelity.report.page.record import ComponentPart, Fact, Page, Table

Plans = Mapping[tuple[str, str], Plan]
"""The plans of all checklists, by the ids of checklist and profile; the latter is empty for one as published."""

_WORDING = {
    Wording.OWN: "written for this definition",
    Wording.LICENSED: "the publisher's words, with permission",
    Wording.CODES_ONLY: "labels and codes only, to be used beside the licensed form",
}


def page_of(intervention: Intervention, plans: Plans, rules: Mapping[str, PythonRule], profile: str = "") -> Page:
    """Everything that a page says.

    Args:
        intervention: The intervention.
        plans: The plans of all its checklists, as published and as each profile has them.
        rules: The plugins' own rules by name, where a plan calls any.
        profile: The profile that is shown instead of the published checklist; empty for none.
    """
    assessed, titles = intervention.assessable, {each.id: each.title for each in intervention.components}
    profiles = [each for each in assessed.profiles if each.id == profile or not profile]
    chosen = {each.checklist: each.id for each in profiles if profile}
    shown = [plans[each.id, chosen.get(each.id, "")] for each in assessed.checklists]
    return Page(
        id=intervention.id,
        version=intervention.version,
        title=intervention.title,
        profile=profile,
        facts=tuple(_facts(intervention)),
        url=intervention.source.url,
        unverified=intervention.source.unverified,
        about=tuple(_about(intervention)),
        components=tuple(_component(each, shown) for each in intervention.components),
        teaching=_teaching(intervention.teachable.units, titles),
        learning=tuple(_stage(step, titles, _criteria(shown)) for step in intervention.learnable.pathway),
        doing=_doing(intervention.doable, titles),
        requires=tuple(_requires(intervention.doable)),
        checklists=tuple(checklist_part(plan, titles) for plan in shown),
        profiles=tuple(
            profile_part(each, plans[each.checklist, ""], plans[each.checklist, each.id], rules) for each in profiles
        ),
        companions=tuple(_companions(intervention)),
        text_hash=intervention.text_hash,
        engine=VERSION,
    )


def _facts(intervention: Intervention) -> Iterator[Fact]:
    source = intervention.source
    if source.citation:
        yield Fact("Source", source.citation)
    if source.licence:
        yield Fact("Licence", source.licence)
    yield Fact("Wording", _WORDING[source.wording])


def _about(intervention: Intervention) -> Iterator[Fact]:
    about = intervention.about
    said = {
        "What it answers": about.problem,
        "What it believes": about.philosophy,
        "Whom it is for": about.for_whom,
        "Whom it is not for": about.not_for,
    }
    return (Fact(label, text) for label, text in said.items() if text)


def _component(component: Component, shown: Sequence[Plan]) -> ComponentPart:
    practice = component.practice
    items = [item.id for plan in shown for item in plan.checklist.items if item.component == component.id]
    return ComponentPart(
        component.id,
        component.title,
        component.kind.value,
        component.why,
        practice.expected,
        practice.developmental,
        practice.unacceptable,
        tuple(dict.fromkeys(items)),
    )


def _criteria(shown: Sequence[Plan]) -> dict[str, str]:
    return {criterion.id: criterion.name for plan in shown for criterion in plan.criteria}


def _teaching(units: Sequence[TrainingUnit], titles: Mapping[str, str]) -> Table | None:
    rows = [
        (
            _spoken(unit.id),
            "; ".join(titles[each] for each in unit.teaches),
            unit.method,
            "" if unit.minutes is None else str(unit.minutes),
            "; ".join(unit.materials),
        )
        for unit in units
    ]
    return _table(("Unit", "Teaches", "How", "Minutes", "With"), rows)


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table | None:
    """A table without the columns that say nothing; None where there is no row."""
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    if not rows:
        return None
    return Table(tuple(head[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows))


def _stage(step: LearningStep, titles: Mapping[str, str], criteria: Mapping[str, str]) -> Fact:
    name = criteria.get(step.criterion, step.criterion)
    said = [f"meets `{name}`" if name == step.criterion else f"meets “{name}” (`{step.criterion}`)"]
    said[0] += "" if step.times == 1 else f" {step.times} times"
    said[0] += " in a row" if step.in_a_row and step.times > 1 else ""
    if step.within:
        said.append(f"within {step.within}")
    if step.every:
        said.append(f"again every {step.every}")
    if step.during:
        said.append(f"during {step.during}")
    if step.coaching:
        said.append(f"with coaching: {step.coaching}")
    if step.components:
        said.append(f"about: {', '.join(titles[each] for each in step.components)}")
    words = "; ".join(said)
    return Fact(_spoken(step.id), f"{words[:1].upper()}{words[1:]}.")


def _doing(doable: Doable, titles: Mapping[str, str]) -> Table | None:
    rows = [
        (
            titles[step.component],
            step.when,
            "" if step.minutes is None else str(step.minutes),
            "; ".join(step.needs),
        )
        for step in doable.steps
    ]
    return _table(("What", "When", "Minutes", "Needs"), rows)


def _requires(doable: Doable) -> Iterator[Fact]:
    needs = doable.requires
    said = {
        "Who": needs.staff,
        "Where": needs.setting,
        "Caseload": "" if needs.caseload_at_most is None else f"at most {needs.caseload_at_most} for one practitioner",
        "A session takes": "" if needs.session_minutes is None else counted(needs.session_minutes, "minute"),
    }
    return (Fact(label, text) for label, text in said.items() if text)


def _companions(intervention: Intervention) -> Iterator[Fact]:
    for companion in intervention.assessable.companions:
        named = {"checklist": companion.checklist, "profile": companion.profile}
        words = [companion.name, *(f"{noun} {name}" for noun, name in named.items() if name)]
        yield Fact(", ".join(words), companion.why)
