"""A list of records: on a page of plain text, and as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fidelity.records.entry import Record
from fidelity.report.grid import GAP, grid, paragraph

COLUMNS = (
    "id",
    "kind",
    "visit",
    "date",
    "practitioner",
    "rater",
    "site",
    "intervention",
    "version",
    "checklist",
    "profile",
    "state",
    "revisions",
)
"""What is told of each record, in order."""
_SHOWN = ("id", "kind", "visit", "date", "practitioner", "rater", "site", "rated", "version", "state", "revisions")
"""What of it a page shows; ``rated`` is intervention, checklist and profile."""
_SHORT = {"revisions": "rev.", "rated": "checklist"}
_SAID_ONCE = {
    "kind": "",
    "rated": "of {}",
    "version": "version {}",
    "visit": "visit {}",
    "date": "on {}",
    "practitioner": "practitioner {}",
    "rater": "rater {}",
    "site": "site {}",
}
"""How a column is told above the table where every row says the same."""
_MANY = {
    "observation": "observations",
    "consensus": "consensus records",
    "certificate": "certificates",
    "goal": "goals",
}
BEGINNING = 8
"""How many letters of an id people are shown."""


def short(identifier: str) -> str:
    """The beginning of an id, by which people name a record or a revision."""
    return identifier.removeprefix("sha256:")[:BEGINNING]


def state_of(record: Record) -> str:
    """How a record stands: ``open``, ``signed off``, ``clash`` or ``erased``."""
    if record.erased:
        return "erased"
    if len(record.tips) > 1:
        return "clash"
    return "signed off" if record.locked else "open"


def fact(record: Record, name: str) -> str:
    """A fact of a record, whatever its kind; empty where it does not say it."""
    content = record.content or {}
    facts = content.get("facts")
    found = facts.get(name) if isinstance(facts, Mapping) and name in facts else content.get(name)
    return found if isinstance(found, str) else ""


def checklist_of(record: Record) -> str:
    """What was rated, such as ``imr@1.0 fidelity``; empty for a record that says nothing of it."""
    name, version = fact(record, "intervention"), fact(record, "version")
    parts = (f"{name}@{version}" if version else name, fact(record, "checklist"), fact(record, "profile"))
    return " ".join(filter(None, parts))


def record_row(record: Record) -> dict[str, str]:
    """What is told of one record, by `COLUMNS`."""
    return {
        "id": record.id,
        "kind": record.kind,
        "visit": fact(record, "observation") or fact(record, "visit"),
        "date": fact(record, "date") or fact(record, "set_on") or fact(record, "on"),
        **{name: fact(record, name) for name in ("practitioner", "rater", "site")},
        **{name: fact(record, name) for name in ("intervention", "version", "checklist", "profile")},
        "state": state_of(record),
        "revisions": str(record.n_revisions),
    }


def _page_row(record: Record) -> dict[str, str]:
    row = record_row(record)
    return {**row, "rated": " ".join(filter(None, (row["intervention"], row["checklist"], row["profile"])))}


def records_text(records: Sequence[Record], width: int = 80) -> str:
    """A list of records, one a line, as far as the page is wide enough.

    A column in which every row says the same stands above the table once.

    Args:
        records: The records, in the order in which they are shown.
        width: How wide the page is, in characters.
    """
    rows = [_page_row(record) for record in records]
    once = _said_once(rows)
    shown = _fitting([name for name in _SHOWN if name not in once], rows, width)
    cells = [[_cell(row, name) for name in shown] for row in rows]
    head = [_SHORT.get(name, name) for name in shown]
    right = [place for place, name in enumerate(shown) if name == "revisions"]
    n_erased = sum(row["state"] == "erased" for row in rows)
    heading = paragraph(_heading(len(rows), n_erased, once), width)
    return f"{heading}\n\n{grid(head, cells, right, width)}"


def _said_once(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The columns in which every row says the same, with what that is.

    An erased record says nothing of its visit, and a goal nothing of a version.
    """
    there = [row for row in rows if row["state"] != "erased"] or rows
    once: dict[str, str] = {}
    for name in _SAID_ONCE:
        said = {row[name] for row in (rows if name == "kind" else there)} - ({""} if name == "version" else set())
        if len(said) <= 1 and (len(rows) > 1 or said <= {""}):
            once[name] = "".join(said)
    return once


def _cell(row: Mapping[str, str], name: str) -> str:
    return short(row[name]) if name == "id" else row[name]


def _fitting(names: list[str], rows: Sequence[Mapping[str, str]], width: int) -> list[str]:
    """The columns that are shown: where not all have room, those go that the visit's name says already."""
    shown = list(names)
    for name in ("site", "date", "practitioner"):
        widths = [max(len(_SHORT.get(each, each)), *(len(_cell(row, each)) for row in rows)) for each in shown]
        if sum(widths) + len(GAP) * (len(shown) - 1) <= width:
            break
        if name in shown and (name == "site" or all(row[name] in row["visit"] for row in rows)):
            shown.remove(name)
    return shown


def _heading(n: int, n_erased: int, once: Mapping[str, str]) -> str:
    kind = once.get("kind", "")
    noun = (kind or "record") if n == 1 else _MANY.get(kind, "records")
    said = [template.format(once[name]) for name, template in _SAID_ONCE.items() if template and once.get(name)]
    if n_erased and said:
        return ", ".join((f"{n} {noun}", f"{n_erased} of them erased", f"the others {said[0]}", *said[1:]))
    return ", ".join((f"{n} {noun} {said[0]}" if said[:1] and said[0].startswith("of ") else f"{n} {noun}", *said[1:]))


def records_json(records: Sequence[Record]) -> dict[str, object]:
    """A list of records as plain data; what was rated is not in it."""
    return {"format": 1, "records": [record_json(record) for record in records]}


def record_json(record: Record) -> dict[str, object]:
    """What is told of one record, as plain data."""
    return {
        **record_row(record),
        "revisions": record.n_revisions,
        "tips": list(record.tips),
        "made_by": record.made_by,
        "made_at": record.made_at,
        "changed_by": record.changed_by,
        "changed_at": record.changed_at,
    }


def named(record: Record) -> str:
    """A record in a sentence: its id's beginning, and what it is of."""
    of = ", ".join(filter(None, (fact(record, "observation"), fact(record, "rater"))))
    return f"{record.kind} {short(record.id)}" + (f" ({of})" if of else "")
