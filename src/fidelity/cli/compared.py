"""A visit with its raters, as comparing and agreeing take it: with histories, definitions and scores."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.cli.acting import refuse_clash
from fidelity.cli.visit_chosen import ChosenVisit
from fidelity.errors import UsageError
from fidelity.plan.definition import Definition
from fidelity.plan.words import listed
from fidelity.problems import Problem
from fidelity.raters.blind import independent, n_planned
from fidelity.raters.compare import Side, compare
from fidelity.raters.consensus import Panel, moved_on, standing_revision
from fidelity.raters.independence import independence
from fidelity.records.store import Store
from fidelity.report.certification_text import edition_words
from fidelity.report.compare_text import ComparisonPage
from fidelity.report.observation_scores import score_observation
from fidelity.workspace.editions import Editions


def compared(chosen: ChosenVisit, store: Store, editions: Editions) -> tuple[ComparisonPage, Mapping[str, str]]:
    """The raters of a visit compared, and what all of them say now, by item.

    Args:
        chosen: The visit.
        store: Where its records lie.
        editions: Finds what was rated.

    Raises:
        UsageError: Fewer than two rated it, one of them says two things, or what they rated is not there.
    """
    for each in chosen.stored:
        refuse_clash(each.record)
    if len(chosen.stored) < 2:
        who = listed(each.observation.rater for each in chosen.stored) if chosen.stored else "nobody"
        message = f"visit `{chosen.name}` was rated by {who}, so there is nothing to compare"
        raise UsageError(Problem("one-rater", message, "a second rater gives it the same name: `--visit`"))
    histories = {each.record.id: store.history(each.record.id) for each in chosen.together}
    found = independence(chosen.together, histories)
    definitions = [editions.find(each.observation.edition) for each in chosen.stored]
    sides = [
        Side(each, definition.plan, found[each.record.id])
        for each, definition in zip(chosen.stored, definitions, strict=True)
    ]
    comparison = compare(sides)
    of = {side.stored.record.id: definition for side, definition in zip(sides, definitions, strict=True)}
    page = ComparisonPage(
        chosen.name,
        f"{comparison.plan.checklist.name} ({edition_words(chosen.stored[0].observation.edition)})",
        comparison,
        tuple(score_observation(side.plan, side.blind, of[side.stored.record.id].rules) for side in comparison.sides),
        n_planned(chosen.together) > 1,
        outdated(chosen, store),
    )
    return page, _agreed(chosen, store, definitions[0]) if comparison.is_one_edition else {}


def _agreed(chosen: ChosenVisit, store: Store, definition: Definition) -> Mapping[str, str]:
    return panel_of(chosen, store, definition).agreed


def panel_of(chosen: ChosenVisit, store: Store, definition: Definition) -> Panel:
    """The independent raters of a visit who are to agree.

    Args:
        chosen: The visit.
        store: Where its records lie.
        definition: What they rated.
    """
    stored = independent(chosen.stored)
    revisions = tuple(standing_revision(each.record, store.history(each.record.id)) for each in stored)
    return Panel(stored, revisions, definition.plan)


def outdated(chosen: ChosenVisit, store: Store) -> tuple[str, ...] | None:
    """The raters whose records have moved on since there was a consensus; None where there is none.

    Args:
        chosen: The visit.
        store: Where its records lie.
    """
    if chosen.consensus is None or chosen.consensus.record.content is None:
        return None
    revisions = {
        each.record.id: (each.observation.rater, standing_revision(each.record, store.history(each.record.id)))
        for each in independent(chosen.together)
    }
    return moved_on(chosen.consensus.record.content, revisions)
