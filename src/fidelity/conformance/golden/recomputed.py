"""Whether every golden case comes out as it says."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.conformance.golden.case import CaseFile, read_cases
from fidelity.conformance.golden.trial import trial_problems
from fidelity.conformance.subject import Subject
from fidelity.errors import FidelityError
from fidelity.problems import Place, Problem, Severity, nearest


def recomputed(subject: Subject) -> Iterator[Problem]:
    """Every golden case comes out as it says, in every field that it names."""
    intervention, claimed = subject.intervention, {subject.intervention.name, *subject.siblings}
    n_cases = 0
    for name, data in subject.cases:
        try:
            file = read_cases(data, name)
        except FidelityError as error:
            yield from error.problems
            continue
        named = f"{file.intervention}@{file.version}"
        if named not in claimed:
            said = f"these cases are about {named}, of which there is no definition here"
            yield Problem("case-unclaimed", said, nearest(named, claimed)).at(file.document.place(("version",)))
        if named == intervention.name:
            n_cases += len(file.cases) + len(file.figure_cases)
            yield from _silent(file)
            yield from trial_problems(file, intervention, subject.rules)
    if not n_cases:
        yield Problem(
            "no-golden-cases",
            f"there are no golden cases for {intervention.name}",
            "write some in `cases/` beside the definition: ratings, and the scores that must come of them",
            (),
            Place(subject.source),
            Severity.INCOMPLETE,
        )


def _silent(file: CaseFile) -> Iterator[Problem]:
    """The cases that say of nothing what must come of it."""
    for case in file.cases:
        if not any(case.scores.values()) and not case.criteria:
            message = f"case `{case.id}` does not say what must come of it"
            found = Problem("case-silent", message, "add the scores and criteria under `expect`", case.path)
            yield attrs.evolve(found, severity=Severity.INCOMPLETE).at(file.document.place(case.path))
