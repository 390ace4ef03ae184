"""The named checks of a definition: each one looks at one thing and says what is wrong or still owed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum

import attrs

from fidelity.definition.tree import Value
from fidelity.errors import FidelityError
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, leaves
from fidelity.plan.lowering import lower
from fidelity.problems import Path, Problem, Severity, under

PLACEHOLDER = re.compile(r"^(…|\.\.\.)$|\b(TODO|FIXME)\b")
"""What a scaffold or an author leaves where something is still to be written; an ellipsis in a sentence is none."""


class Outcome(Enum):
    """How a check ended."""

    DONE = "done"
    OWED = "owed"
    WRONG = "wrong"


@attrs.frozen
class Check:
    """One named check, as it ended.

    Attributes:
        name: Its name.
        title: What it makes sure of.
        problems: What it found.
    """

    name: str
    title: str
    problems: tuple[Problem, ...]

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            return Outcome.WRONG
        return Outcome.OWED if self.problems else Outcome.DONE


def static_checks(intervention: Intervention, document: Value) -> tuple[Check, ...]:
    """Everything that can be said of a definition without rating anything.

    Args:
        intervention: The intervention, valid in itself.
        document: The document that it was built from, as plain values.
    """
    sound, *others = (Check(name, title, tuple(look(intervention))) for name, title, look in _CHECKS)
    return (sound, Check("written", "no placeholder is left", tuple(_unwritten(document))), *others)


def _sound(intervention: Intervention) -> Iterator[Problem]:
    told: dict[str, set[str]] = {}
    for place, checklist in enumerate(intervention.assessable.checklists):
        found = _unsound(checklist)
        told[checklist.id] = {problem.message for problem in found}
        yield from under(found, "assessable", "checklists", place)
    for place, profile in enumerate(intervention.assessable.profiles):
        for problem in _unsound(intervention.checklist(profile.checklist, profile.id)):
            # What a profile takes over from its checklist was told there.
            if problem.message not in told[profile.checklist]:
                yield attrs.evolve(problem, path=("profiles", place))


def _unsound(checklist: Checklist) -> tuple[Problem, ...]:
    try:
        lower(checklist)
    except FidelityError as error:
        return error.problems
    return ()


def _unwritten(value: Value, path: Path = ()) -> Iterator[Problem]:
    """Wherever in the document a placeholder stands: also where nothing else would look, as in a training unit."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _unwritten(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _unwritten(part, (*path, place))
    elif isinstance(value, str):
        left = PLACEHOLDER.search(value.strip())
        if left:
            yield _owed("placeholder", f"`{left[0]}` still stands where text belongs", "", path)


def _described(intervention: Intervention) -> Iterator[Problem]:
    if not intervention.source.citation:
        yield _owed("no-source", "nothing says where this comes from", "add `source: {citation: …}`", ("source",))
    if not intervention.source.licence:
        yield _owed("no-licence", "nothing says what may be done with it", "add `source: {licence: …}`", ("source",))
    if not intervention.about.for_whom or not intervention.about.not_for:
        yield _owed(
            "no-audience", "it is not said for whom it is, and for whom not", "add `for_whom` and `not_for`", ("about",)
        )


def _covered(intervention: Intervention) -> Iterator[Problem]:
    if not intervention.components:
        yield _owed("no-components", "no core component is named", "add `components`", ())
        return
    shown = {item.component for checklist in intervention.assessable.checklists for item in checklist.items}
    for place, component in enumerate(intervention.components):
        if component.id not in shown:
            yield _owed(
                "component-unseen",
                f"no item shows component `{component.id}`",
                f"add an item with `component: {component.id}`",
                ("components", place),
            )
    for number, checklist in enumerate(intervention.assessable.checklists):
        for place, item in enumerate(checklist.items):
            if not item.component:
                yield _owed(
                    "item-homeless",
                    f"item `{item.id}` belongs to no component",
                    "add `component: …`",
                    ("assessable", "checklists", number, "items", place),
                )


def _assessed(intervention: Intervention) -> Iterator[Problem]:
    if not intervention.assessable.checklists:
        yield _owed("no-checklist", "there is no checklist", "add one under `assessable: checklists`", ())
    for number, checklist in enumerate(intervention.assessable.checklists):
        if not checklist.scores:
            yield _owed(
                "no-scores",
                f"checklist `{checklist.id}` computes nothing",
                "add `scores`",
                ("assessable", "checklists", number),
            )


def _sourced(intervention: Intervention) -> Iterator[Problem]:
    for number, checklist in enumerate(intervention.assessable.checklists):
        for place, criterion in enumerate(checklist.criteria):
            tests = [leaf for _, leaf in leaves(criterion.condition)]
            # A criterion on bands has its cut-off, and so its source, where the bands are.
            banded = all(isinstance(test, BandTest) and checklist.score[test.score].source for test in tests)
            if not criterion.source and not banded:
                yield _owed(
                    "cut-without-source",
                    f"nothing says where the cut-off of criterion `{criterion.id}` comes from",
                    "add `source: …`",
                    ("assessable", "checklists", number, "criteria", place),
                )


def _owed(code: str, message: str, help_: str, path: tuple[str | int, ...]) -> Problem:
    return Problem(code, message, help_, path, severity=Severity.INCOMPLETE)


_CHECKS: tuple[tuple[str, str, Callable[[Intervention], Iterator[Problem]]], ...] = (
    ("sound", "every score can be computed for whatever may be rated, and its bands cover all of it", _sound),
    ("described", "source, licence and audience are stated", _described),
    ("covered", "every component is shown by an item, and every item belongs to a component", _covered),
    ("assessed", "there is a checklist, and something is made of it", _assessed),
    ("sourced", "every cut-off has its source", _sourced),
)
