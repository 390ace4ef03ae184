"""Records as a table of ratings, which `fidelity score` reads back unchanged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from fidelity.records.observation import FACTS, VISIT
from fidelity.records.observations import Stored

MADE = ("rater_certified", "record", "revision", "version", "plan_hash", "text_hash", "signed_off")
"""Where a row came from, in the last columns."""
_ALWAYS = (VISIT, "rater", "role", "mode")
"""The facts that have a column even where nobody said them."""


@attrs.frozen
class RatingsTable:
    """A table of ratings.

    Attributes:
        head: What the columns are called.
        rows: The cells, row by row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen(eq=False)
class ExportRow:
    """One record that goes into the table.

    Attributes:
        stored: The record.
        rater_certified: How the rater stood on the day: ``in_date``, ``expired``, ``not_yet``, ``never`` or
            ``not_required``.
    """

    stored: Stored
    rater_certified: str = ""


def wide_table(rows: Sequence[ExportRow], items: Sequence[str], *, with_notes: bool = False) -> RatingsTable:
    """Records as a wide table: a row for each, a column for each item.

    Args:
        rows: The records, all of one checklist.
        items: The items of the checklist, by id, in its order.
        with_notes: Whether what was noted is in it, in columns ``note.ITEM``.

    Returns:
        ``observation`` and ``rater`` first, then the other facts, the items, and where each row came from.
    """
    names = _names(rows, items)
    notes = tuple(f"note.{item}" for item in items) if with_notes else ()
    table = []
    for row in rows:
        held = row.stored.observation
        cells = [held.ratings.get(item, "") for item in items]
        noted = [held.notes.get(item, "") for item in items] if with_notes else []
        table.append((*_facts(row, names), *cells, *noted, *_made(row)))
    return RatingsTable((*names.values(), *items, *notes, *MADE), tuple(table))


def long_table(rows: Sequence[ExportRow], items: Sequence[str], *, with_notes: bool = False) -> RatingsTable:
    """Records as a long table: a row for each item of each.

    Args:
        rows: The records, all of one checklist.
        items: The items of the checklist, by id, in its order.
        with_notes: Whether what was noted is in it, in the column ``note``.

    Returns:
        ``observation``, ``rater`` and the other facts, ``item`` and ``rating``, and where each row came from.
    """
    names = _names(rows, ("item", "rating", "status"))
    head = (*names.values(), "item", "rating", *(("note",) if with_notes else ()), *MADE)
    return RatingsTable(head, tuple(_long_rows(rows, items, names, with_notes)))


def _long_rows(
    rows: Sequence[ExportRow], items: Sequence[str], names: Mapping[str, str], with_notes: bool
) -> Iterator[tuple[str, ...]]:
    for row in rows:
        held = row.stored.observation
        for item in items:
            noted = (held.notes.get(item, ""),) if with_notes else ()
            yield (*_facts(row, names), item, held.ratings.get(item, ""), *noted, *_made(row))


def _names(rows: Sequence[ExportRow], taken: Collection[str]) -> dict[str, str]:
    """The facts that any row has, each with its column: a name that means something else gets a word before it."""
    found = {name for row in rows for name in row.stored.observation.facts} | {*_ALWAYS}
    first = (VISIT, "rater")
    known = [*first, *(name for name in FACTS if name not in first), *sorted(found - {*FACTS})]
    others = {*taken, *MADE, "note", "notes"}
    return {name: f"fact.{name}" if name in others else name for name in known if name in found}


def _facts(row: ExportRow, names: Mapping[str, str]) -> list[str]:
    facts = {VISIT: row.stored.record.id, **row.stored.observation.facts}
    return [facts.get(name, "") for name in names]


def _made(row: ExportRow) -> tuple[str, ...]:
    record, edition = row.stored.record, row.stored.observation.edition
    return (
        row.rater_certified,
        record.id,
        record.tips[0],
        edition.version,
        edition.plan_hash,
        edition.text_hash,
        "yes" if record.locked else "no",
    )
