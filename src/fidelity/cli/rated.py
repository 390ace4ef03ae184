"""What was rated with a checklist, and by whom: what the commands about raters look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs
import click

from fidelity.errors import InvalidRecord, UsageError
from fidelity.model.period import Period
from fidelity.plan.plan import Plan
from fidelity.problems import Problem
from fidelity.raters.blind import rated_together
from fidelity.raters.trial import PlanOf, Source
from fidelity.ratings.day import day
from fidelity.records.observation import Edition
from fidelity.records.observations import Stored
from fidelity.records.store import Store
from fidelity.workspace.editions import Editions
from fidelity.workspace.finding import Found, is_path
from fidelity.workspace.settings import Settings

Groups = Sequence[Sequence[Stored]]
"""The records of each visit."""


def edition_of(found: Found, plan: Plan) -> Edition:
    """The edition that a plan is of."""
    intervention, checklist = found.intervention, plan.checklist
    return Edition(
        intervention.id,
        intervention.version,
        checklist.id,
        checklist.profile,
        plan.hash,
        intervention.text_hash,
    )


def editions_for(settings: Settings, definitions: Sequence[Path], target: str = "") -> Editions:
    """The finder of definitions that asks the files which a command names.

    Args:
        settings: What was said before the command.
        definitions: What `--definition` named.
        target: The command's TARGET, which may be a file too.
    """
    own = (Path(target),) if target and is_path(target) else ()
    return Editions(settings, (*own, *definitions))


@attrs.frozen(eq=False)
class Rated:
    """What was rated with one checklist.

    Attributes:
        edition: The edition in question.
        groups: The records of each visit, whatever the version.
        source: Where what is compared comes from.
    """

    edition: Edition
    groups: Groups
    source: Source


def checklists_of(stored: Sequence[Stored]) -> dict[tuple[str, str], list[Sequence[Stored]]]:
    """The records of each visit, by intervention and checklist."""
    found: dict[tuple[str, str], list[Sequence[Stored]]] = {}
    for (_, intervention, checklist), group in rated_together(stored).items():
        found.setdefault((intervention, checklist), []).append(group)
    return dict(sorted(found.items()))


def rated_with(edition: Edition, stored: Sequence[Stored], store: Store, editions: Editions) -> Rated:
    """What was rated with a checklist.

    Args:
        edition: The edition in question.
        stored: All records.
        store: Where they lie.
        editions: Finds definitions.
    """
    groups = checklists_of(stored).get((edition.intervention, edition.checklist), [])
    return Rated(edition, groups, Source(store.history, plans_from(editions), edition))


def plans_from(editions: Editions) -> PlanOf:
    """What finds the plan of an edition, or nothing where its definition is not there."""

    def plan_of(edition: Edition) -> Plan | None:
        found = editions.get(edition)
        return None if isinstance(found, Problem) else found.plan

    return plan_of


def day_said(_: click.Context, option: click.Parameter, text: str) -> date | None:
    """The day that an option says; nothing where it was left out.

    Raises:
        UsageError: It says none.
    """
    found = day(text)
    if isinstance(found, Problem):
        raise _meant(option, found)
    return found


def period_said(_: click.Context, option: click.Parameter, text: str) -> Period | None:
    """The period that an option says; nothing where it was left out.

    Raises:
        UsageError: It says none.
    """
    try:
        return Period.of(text) if text else None
    except InvalidRecord as error:
        raise _meant(option, error.problems[0]) from error


def _meant(option: click.Parameter, problem: Problem) -> UsageError:
    """A problem with what an option says, with the option's name."""
    return UsageError(attrs.evolve(problem, message=f"`{option.opts[0]}`: {problem.message}"))
