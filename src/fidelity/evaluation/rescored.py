"""Records rescored by another version or profile, edition by edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fidelity.errors import UsageError
from fidelity.evaluation.rescoring import Rescored, rescore
from fidelity.intake.gathered import Gathered
from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.records.observation import Edition
from fidelity.workspace.finding import Found
from fidelity.workspace.offered import Offered
from fidelity.workspace.telling import tell


def rescored_in(
    editions: Iterable[Gathered], target: str, offered: Offered, other: Found | None, to_profile: str, on: date
) -> Sequence[Rescored]:
    """The records of each edition, rescored; those that have no counterpart are left out and told.

    Args:
        editions: The records.
        target: What they are records of, for messages.
        offered: Finds the definitions of the same version.
        other: The version to score by; None for the same.
        to_profile: The profile to score by; empty for none.
        on: The day whose cut-offs are taken.

    Raises:
        UsageError: There is nothing to rescore, or no counterpart.
    """
    parts, problems = [], []
    for each in editions:
        now = _of_version(each, other, to_profile) if other else _of_profile(each, offered, to_profile)
        if isinstance(now, Problem):
            problems.append(now)
        else:
            parts.append(rescore(each.definition, now, each.ratings, on))
    if not parts:
        nothing = Problem("nothing-to-rescore", f"there is no record of {target}", "name the files that hold them")
        raise UsageError(problems or nothing)
    for problem in problems:
        tell(f"note: left out: {problem.message}" + (f" ({problem.help})" if problem.help else ""))
    return parts


def _of_version(gathered: Gathered, other: Found, profile: str) -> Definition | Problem:
    """The same checklist of another version, or the only one that it has where a profile does not say which."""
    rated, wanted = gathered.edition.intervention, other.intervention
    if wanted.id != rated:
        message = f"{wanted.name} is another intervention than {rated}, which was rated"
        return Problem("another-intervention", message, f"name a version of {rated}")
    known = [each.id for each in wanted.assessable.checklists]
    name = gathered.edition.checklist
    if name not in known and (profile or len(known) == 1):
        name = ""
    try:
        plan = other.plan(name, profile)
    except UsageError as error:
        return error.problems[0]
    return other.definition(plan)


def _of_profile(gathered: Gathered, offered: Offered, profile: str) -> Definition | Problem:
    """The same version by a profile, or as it was rated where none is named."""
    if not profile:
        return gathered.definition
    edition = gathered.edition
    try:
        gathered.definition.intervention.checklist(edition.checklist, profile)
    except UsageError as error:
        return error.problems[0]
    return offered.get(Edition(edition.intervention, edition.version, edition.checklist, profile))
