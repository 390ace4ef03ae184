"""A clash: revisions of one record that were made apart, side by side, where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fidelity.model.checklist import Checklist
from fidelity.records.clash import Clash, Side
from fidelity.records.entry import Record
from fidelity.report.grid import grid, paragraph
from fidelity.report.history_text import when
from fidelity.report.record_changes import Change, changes, in_order
from fidelity.report.records_text import checklist_of, fact, short

KEPT_BACK = "Sealed: what they say is kept back until every rater has handed in."


def clash_text(
    record: Record, clash: Clash, checklist: Checklist | None = None, sealed: bool = False, width: int = 80
) -> str:
    """A clash on a page: who made which side, when and why, and where they differ.

    Args:
        record: The record.
        clash: Its clash.
        checklist: The checklist, for the order of items; None where it is not known.
        sealed: Whether ratings are kept back.
        width: How wide the page is, in characters.
    """
    name = fact(record, "observation") or checklist_of(record)
    lines = [paragraph(f"{record.kind.capitalize()} {record.id}" + (f", {name}" if name else ""), width), ""]
    lines += [paragraph(side_words(side), width, "", "    ") for side in clash.sides]
    if sealed:
        return "\n".join([*lines, "", paragraph(KEPT_BACK, width)])
    head = ("", "was", *(short(side.revision) for side in clash.sides))
    rows = [(what, was, *said) for what, was, said in clash_rows(clash, checklist)]
    return "\n".join([*lines, "", grid(head, rows, (), width) if rows else "Both say the same."])


def side_words(side: Side) -> str:
    """One side of a clash on one line: revision, when, by whom, and why."""
    words = [short(side.revision), when(side.at), side.by]
    said = "  ".join([*words, *(["signed off"] if side.locked else [])])
    return f"{said}: {side.why}" if side.why else said


def clash_rows(clash: Clash, checklist: Checklist | None = None) -> list[tuple[str, str, list[str]]]:
    """Every cell in which the sides of a clash differ: what it was before they parted, and what each side says.

    Args:
        clash: The clash.
        checklist: The checklist, for the order of items; None where it is not known.
    """
    first, *others = (side.content or {} for side in clash.sides)
    differing = {(change.part, change.name): change for other in others for change in changes(first, other)}
    found = in_order(differing.values(), [item.id for item in checklist.items] if checklist else [])
    rows = [
        (change.what, _cell(clash.base or {}, change), [_cell(side.content or {}, change) for side in clash.sides])
        for change in found
    ]
    if len({side.locked for side in clash.sides}) > 1:
        rows.append(("state", "–", ["signed off" if side.locked else "open" for side in clash.sides]))
    return rows


def _cell(content: Mapping[str, Any], change: Change) -> str:
    held = content.get(change.part, {}) if change.part else content
    value = held.get(change.name)
    return "–" if value is None else str(value)


def clash_json(clash: Clash, sealed: bool = False) -> dict[str, object]:
    """A clash as plain data; of one that is sealed, not what the sides say."""
    revisions = [side.revision for side in clash.sides]
    rows = [] if sealed else clash_rows(clash)
    return {
        "record": clash.record,
        "sides": [
            {"revision": side.revision, "by": side.by, "at": side.at, "why": side.why, "signed_off": side.locked}
            for side in clash.sides
        ],
        "differences": [
            {"what": what, "was": was, "said": dict(zip(revisions, said, strict=True))} for what, was, said in rows
        ],
    }
