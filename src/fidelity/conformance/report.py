"""All checks of one definition, as one report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import attrs

from fidelity.conformance.case import read_cases
from fidelity.conformance.checks import Check, Outcome, static_checks
from fidelity.conformance.trial import trial_problems
from fidelity.definition.document import read_document
from fidelity.definition.reading import check_definition
from fidelity.errors import FidelityError
from fidelity.intervention import Intervention
from fidelity.plan.exact import PythonRule
from fidelity.problems import Place, Problem, Severity, nearest


@attrs.frozen
class Report:
    """What was checked, and what was found.

    Attributes:
        source: What was checked.
        checks: The checks, in the order in which they ran.
    """

    source: str
    checks: tuple[Check, ...]

    @property
    def outcome(self) -> Outcome:
        """How it ended: wrong if anything is wrong, owed if anything is owed, else done."""
        outcomes = {check.outcome for check in self.checks}
        return next((each for each in (Outcome.WRONG, Outcome.OWED) if each in outcomes), Outcome.DONE)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found."""
        return tuple(problem for check in self.checks for problem in check.problems)


def check_data(
    data: bytes,
    source: str,
    cases: Iterable[tuple[str, bytes]] = (),
    rules: Mapping[str, PythonRule] | None = None,
    siblings: Collection[str] = (),
) -> Report:
    """All checks of a definition file and its golden cases; no plugin's code is run, unless ``rules`` are given.

    Args:
        data: The definition file's content.
        source: Its name for messages.
        cases: The files of golden cases: name and content of each.
        rules: The plugins' own rules by name.
        siblings: The other definitions that share these golden cases, as id and version: ``miti@3.1``.
    """
    intervention, problems = check_definition(data, source)
    readable = Check("readable", "the file is a definition, and its parts fit each other", problems)
    if intervention is None:
        return Report(source, (readable,))
    document = read_document(data, source, "intervention")
    static = tuple(
        attrs.evolve(check, problems=document.tree.placed(check.problems))
        for check in static_checks(intervention, document.value)
    )
    claimed = {intervention.name, *siblings}
    tried = tuple(_golden(intervention, cases, rules, source, claimed))
    golden = Check("golden-cases", "golden cases come out as they say", tried)
    return Report(source, (readable, *static, golden))


def _golden(
    intervention: Intervention,
    files: Iterable[tuple[str, bytes]],
    rules: Mapping[str, PythonRule] | None,
    source: str,
    claimed: Collection[str],
) -> Iterable[Problem]:
    n_cases = 0
    for name, data in files:
        try:
            file = read_cases(data, name)
        except FidelityError as error:
            yield from error.problems
            continue
        name_of_cases = f"{file.intervention}@{file.version}"
        if name_of_cases not in claimed:
            said = f"these cases are about {name_of_cases}, of which there is no definition here"
            yield Problem("case-unclaimed", said, nearest(name_of_cases, claimed)).at(file.document.place(("version",)))
        if name_of_cases != intervention.name:
            continue
        n_cases += len(file.cases)
        yield from trial_problems(file, intervention, rules)
    if not n_cases:
        yield Problem(
            "no-golden-cases",
            f"there are no golden cases for {intervention.name}",
            "write some in `cases/` beside the definition: ratings, and the scores that must come of them",
            (),
            Place(source),
            Severity.INCOMPLETE,
        )
