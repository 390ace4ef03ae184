"""An intervention: its identity, its core components, and the four interfaces that are views of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from fidelity.errors import InvalidRecord, UsageError
from fidelity.interfaces import assessable, doable, learnable, teachable
from fidelity.model.checklist import Checklist
from fidelity.model.companion import companion_problems
from fidelity.model.component import Component
from fidelity.model.criterion import Criterion
from fidelity.model.exemption import exemption_problems
from fidelity.model.identifier import identifier_problems
from fidelity.model.item import Item
from fidelity.model.profile import changes, profile_problems, with_profile
from fidelity.model.source import About, Source
from fidelity.problems import Path, Problem, nearest, twice, under


@attrs.frozen
class Intervention:
    """A validated document: what it is called, what it consists of, and how that is taught, learnt, done and assessed.

    Attributes:
        id: Its name.
        version: Its version, as text: ``1.10`` is not ``1.1``.
        title: Its name for people.
        source: Where it comes from.
        about: What it is for.
        components: What it consists of: the spine that the four interfaces refer to.
        teachable: How it is taught.
        learnable: How it is learnt.
        doable: What doing it takes.
        assessable: How it is assessed.
        text_hash: SHA-256 over all text of its document; empty for one that was built in code.
        exemptions: Checks that it need not pass, by name, each with the reason.
    """

    id: str
    version: str
    title: str
    source: Source = Source()
    about: About = About()
    components: tuple[Component, ...] = ()
    teachable: teachable.Teachable = teachable.NOTHING
    learnable: learnable.Learnable = learnable.NOTHING
    doable: doable.Doable = doable.NOTHING
    assessable: assessable.Assessable = assessable.NOTHING
    text_hash: str = ""
    exemptions: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        """Refuse an intervention whose parts name what is not there."""
        problems = (
            *identifier_problems(self.id),
            *intervention_problems(self.components, self.teachable, self.learnable, self.doable, self.assessable),
            *companion_problems(self.assessable.companions, self.id),
            *exemption_problems(self.exemptions),
        )
        if problems:
            raise InvalidRecord(problems)

    @cached_property
    def component(self) -> dict[str, Component]:
        """The components by id."""
        return {component.id: component for component in self.components}

    @property
    def name(self) -> str:
        """Id and version, as a command takes them: ``imr@1.0``."""
        return f"{self.id}@{self.version}"

    def checklist(self, checklist_id: str = "", profile_id: str = "") -> Checklist:
        """One of its checklists, as published or as a profile has it.

        Args:
            checklist_id: Which one; may be left out while there is one only.
            profile_id: The profile; empty for the checklist as published.

        Raises:
            UsageError: There is no such checklist or profile, or the choice is open.
        """
        checklists = {checklist.id: checklist for checklist in self.assessable.checklists}
        profiles = {profile.id: profile for profile in self.assessable.profiles}
        if profile_id and profile_id not in profiles:
            raise UsageError(
                Problem("unknown-profile", f"{self.name} has no profile `{profile_id}`", nearest(profile_id, profiles))
            )
        wanted = checklist_id or (profiles[profile_id].checklist if profile_id else "")
        if not wanted and len(checklists) == 1:
            (wanted,) = checklists
        if wanted not in checklists:
            raise UsageError(self._unchosen(wanted, checklists))
        if not profile_id:
            return checklists[wanted]
        profile = profiles[profile_id]
        if profile.checklist != wanted:
            raise UsageError(
                Problem(
                    "unknown-profile",
                    f"profile `{profile_id}` changes checklist `{profile.checklist}`, not `{wanted}`",
                    f"ask for `{profile.checklist}`",
                )
            )
        return with_profile(checklists[wanted], profile)

    def _unchosen(self, wanted: str, checklists: Iterable[str]) -> Problem:
        names = sorted(checklists)
        if not names:
            return Problem("unknown-checklist", f"{self.name} has no checklist")
        if wanted:
            return Problem("unknown-checklist", f"{self.name} has no checklist `{wanted}`", nearest(wanted, names))
        help_ = f"choose one with `--checklist`: {', '.join(names)}"
        return Problem("unknown-checklist", f"{self.name} has several checklists", help_)


def intervention_problems(
    components: Iterable[Component],
    teaches: teachable.Teachable,
    learns: learnable.Learnable,
    does: doable.Doable,
    assesses: assessable.Assessable,
    also_known: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Where the four interfaces name a component, criterion or checklist that is not there.

    Args:
        components: The components.
        teaches: How it is taught.
        learns: How it is learnt.
        does: What doing it takes.
        assesses: How it is assessed.
        also_known: Ids of parts that are wrong in themselves and already reported: naming them is no second mistake.
    """
    spine = [component.id for component in components]
    known = {*spine} | also_known
    yield from twice(((("components", n, "id"), name) for n, name in enumerate(spine)), "id-twice", "component")
    for path, name in _components_named(teaches, learns, does, assesses):
        if name not in known:
            yield Problem("unknown-component", f"there is no component `{name}`", nearest(name, known), path)
    criteria = {each.id for checklist in assesses.checklists for each in checklist.criteria}
    parts = [change.part for profile in assesses.profiles for change in profile.replacements]
    criteria |= {part.id for part in parts if isinstance(part, Criterion)}
    for place, step in enumerate(learns.pathway):
        if step.criterion not in criteria | also_known:
            yield Problem(
                "unknown-criterion",
                f"there is no criterion `{step.criterion}`",
                nearest(step.criterion, criteria | also_known),
                ("learnable", "pathway", place, "criterion"),
            )
    yield from _profile_problems(assesses, also_known)


def _components_named(
    teaches: teachable.Teachable,
    learns: learnable.Learnable,
    does: doable.Doable,
    assesses: assessable.Assessable,
) -> Iterator[tuple[Path, str]]:
    for place, unit in enumerate(teaches.units):
        for number, name in enumerate(unit.teaches):
            yield ("teachable", "units", place, "teaches", number), name
    for place, stage in enumerate(learns.pathway):
        for number, name in enumerate(stage.components):
            yield ("learnable", "pathway", place, "components", number), name
    for place, step in enumerate(does.steps):
        yield ("doable", "steps", place, "component"), step.component
    for place, checklist in enumerate(assesses.checklists):
        for number, item in enumerate(checklist.items):
            if item.component:
                yield ("assessable", "checklists", place, "items", number, "component"), item.component
    for place, profile in enumerate(assesses.profiles):
        for way, change in changes(profile):
            if isinstance(change.part, Item) and change.part.component:
                yield ("profiles", place, *way, "component"), change.part.component


def _profile_problems(assesses: assessable.Assessable, also_known: frozenset[str]) -> Iterator[Problem]:
    checklists = {checklist.id: checklist for checklist in assesses.checklists}
    ids = [((("assessable", "checklists", n, "id")), each.id) for n, each in enumerate(assesses.checklists)]
    yield from twice(ids, "id-twice", "checklist")
    yield from twice(
        ((("profiles", n, "id"), each.id) for n, each in enumerate(assesses.profiles)), "id-twice", "profile"
    )
    for place, profile in enumerate(assesses.profiles):
        if profile.checklist not in checklists:
            if profile.checklist not in also_known:
                yield Problem(
                    "unknown-checklist",
                    f"there is no checklist `{profile.checklist}`",
                    nearest(profile.checklist, checklists),
                    ("profiles", place, "checklist"),
                )
            continue
        yield from under(profile_problems(profile, checklists[profile.checklist], also_known), "profiles", place)
