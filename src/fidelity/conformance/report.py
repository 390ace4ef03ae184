"""All checks of one definition, as one report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from fidelity.conformance.check import Check, Checked, Layer, Outcome
from fidelity.conformance.engine import ENGINE, Engine
from fidelity.conformance.guarded import guarded
from fidelity.conformance.kit import CHECKS, FIRM, FIRST, LAST, NAMES
from fidelity.conformance.subject import Subject
from fidelity.definition.document import read_document
from fidelity.errors import PluginError
from fidelity.plan.exact import PythonRule
from fidelity.plugins.catalogue import Catalogue
from fidelity.problems import Problem, nearest

EXEMPTIONS = LAST.name
"""The check of the exemptions themselves."""
LAYERS: tuple[Layer, ...] = tuple(Layer)
"""All layers, in the order in which they run."""


@attrs.frozen
class Report:
    """What was checked, and what was found.

    Attributes:
        source: What was checked.
        checks: The checks, in the order in which they ran.
    """

    source: str
    checks: tuple[Checked, ...]

    @property
    def outcome(self) -> Outcome:
        """How it ended: wrong if anything is wrong, owed if anything is owed, else done."""
        outcomes = {check.outcome for check in self.checks}
        return next((each for each in (Outcome.WRONG, Outcome.OWED) if each in outcomes), Outcome.DONE)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found and is not exempt."""
        return tuple(problem for check in self.checks if not check.exemption for problem in check.problems)


def check_data(
    data: bytes,
    source: str,
    cases: Iterable[tuple[str, bytes]] = (),
    rules: Mapping[str, PythonRule] | None = None,
    siblings: Collection[str] = (),
    layers: Collection[Layer] = LAYERS,
    engine: Engine = ENGINE,
    plugins: Catalogue | None = None,
) -> Report:
    """All checks of a definition file and its golden cases; no plugin's code is run, unless ``rules`` are given.

    Args:
        data: The definition file's content.
        source: Its name for messages.
        cases: The files of golden cases: name and content of each.
        rules: The plugins' own rules by name.
        siblings: The other definitions that share these golden cases, as id and version: ``miti@3.1``.
        layers: The layers that are to be run.
        engine: What is trusted, and tried.
        plugins: All installed plugins; None where the file is checked by itself.
    """
    intervention, problems = engine.read(data, source)
    readable = Checked(FIRST.name, FIRST.layer, FIRST.title, problems)
    if intervention is None:
        return Report(source, (readable,))
    document = read_document(data, source, "intervention")
    called = None if rules is None else guarded(rules)
    subject = Subject(intervention, document, source, data, tuple(cases), called, siblings, engine, plugins)
    # Where no checklist can be scored, the later layers have nothing to look at: passing them would mean nothing.
    barren = not subject.variants and any(subject.unsound())
    run = (Layer.STATIC,) if barren else layers
    wanted = (check for check in CHECKS if check.layer in run and (plugins is not None or not check.of_plugins))
    checked = (readable, *(_run(check, subject) for check in wanted))
    return Report(source, (*checked, _exemptions(subject, checked)))


def _run(check: Check, subject: Subject) -> Checked:
    problems = tuple(subject.document.tree.placed(tuple(_found(check, subject))))
    exemption = "" if check.name in FIRM else subject.intervention.exemptions.get(check.name, "")
    return Checked(check.name, check.layer, check.title, problems, exemption)


def _found(check: Check, subject: Subject) -> Iterator[Problem]:
    """What a check finds; a rule in Python that stops ends the check that called it, and no other."""
    try:
        yield from check.look(subject)
    except PluginError as error:
        # The check of the rules has mostly told it already.
        known = {problem.message for _, problem in subject.failures}
        yield from (problem for problem in error.problems if problem.message not in known)


def _exemptions(subject: Subject, checked: Iterable[Checked]) -> Checked:
    """Exemptions are strict: one that names no check, or a check that is passed, is a mistake."""
    outcomes = {check.name: check.outcome for check in checked}
    problems = []
    for name in subject.intervention.exemptions:
        path = ("expected_failures", name)
        if name not in NAMES:
            problems.append(Problem("unknown-check", f"there is no check `{name}`", nearest(name, NAMES), path))
        elif name in FIRM:
            message = f"nothing is exempt from check `{name}`: where it fails, a number is wrong"
            problems.append(Problem("exemption-refused", message, "mend what it finds, and remove the line", path))
        elif outcomes.get(name) is Outcome.DONE:
            message = f"check `{name}` is exempt, and is passed"
            problems.append(Problem("exemption-not-needed", message, "remove the line", path))
    placed = tuple(subject.document.tree.placed(tuple(problems)))
    return Checked(LAST.name, LAST.layer, LAST.title, placed)
