"""The record that a command is about: by its id, by the beginning of it, or by its visit where that has one only."""

from __future__ import annotations

from unicodedata import normalize

from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest
from fidelity.records.entry import Record
from fidelity.records.observations import observations
from fidelity.records.store import Store
from fidelity.report.records_text import short


def record_chosen(store: Store, name: str) -> Record:
    """The record that is meant.

    Args:
        store: The store.
        name: Its id, the beginning of it, or the name of a visit that one record is of.

    Raises:
        UsageError: There is none, or more than one.
    """
    try:
        return store.record(name)
    except UsageError as error:
        if error.problems[0].code != "unknown-record":
            raise
        return _of_visit(store, normalize("NFC", name))


def _of_visit(store: Store, name: str) -> Record:
    stored = list(observations(store))
    found = [each for each in stored if each.observation.visit == name]
    if len(found) == 1:
        return found[0].record
    if not found:
        help_ = nearest(name, {each.observation.visit for each in stored} - {""})
        raise UsageError(Problem("unknown-record", f"there is no record and no visit `{name}`", help_))
    ids = ", ".join(f"{short(each.record.id)} by {each.observation.rater}" for each in found)
    raise UsageError(Problem("several-records", f"visit `{name}` has {len(found)} records", f"name one: {ids}"))
