"""A record as commands show it: with its definition, its scores, and what is kept back from everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from fidelity.model.checklist import Checklist
from fidelity.problems import Problem
from fidelity.raters.blind import sealed_records
from fidelity.records.entry import Record
from fidelity.records.observation import from_content
from fidelity.records.observations import observations
from fidelity.records.store import Store
from fidelity.report.observation_scores import score_observation
from fidelity.report.record_text import RATED, RecordPage
from fidelity.workspace.editions import Editions

Function = TypeVar("Function", bound=Callable[..., object])


def definition_option(function: Function) -> Function:
    """Give a command the option that names definition files."""
    option = click.option(
        "--definition",
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A definition that no plugin brings. Repeatable.",
    )
    return option(function)


def sealed_in(store: Store) -> frozenset[str]:
    """The records whose ratings are kept back, because a rater who must not see them has yet to hand in."""
    return sealed_records(observations(store))


def checklist_of_record(record: Record, editions: Editions) -> Checklist | None:
    """The checklist that a record rated; None for a record of another kind, or where its definition is not there."""
    if record.content is None or record.kind not in RATED:
        return None
    found = editions.get(from_content(record.content).edition)
    return None if isinstance(found, Problem) else found.plan.checklist


def page_of(record: Record, store: Store, editions: Editions, *, sealed: bool) -> RecordPage:
    """What is shown of one record.

    Args:
        record: The record.
        store: Where it lies.
        editions: Finds its definition.
        sealed: Whether its ratings are kept back.
    """
    entries = store.history(record.id)
    if record.content is None or record.kind not in RATED:
        return RecordPage(record, entries)
    observation = from_content(record.content)
    found = editions.get(observation.edition)
    if isinstance(found, Problem):
        return RecordPage(record, entries, None, sealed, f"No texts and scores: {found.message}; {found.help}.")
    return RecordPage(record, entries, score_observation(found.plan, observation, found.rules), sealed)
