"""What became of a record since it was made: who, when and why, and every old and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fidelity.model.checklist import Checklist
from fidelity.records.entry import RECORDS, Entry, Kind
from fidelity.report.grid import grid, paragraph
from fidelity.report.record_changes import Change, Content, changes, contents, in_order
from fidelity.report.records_text import short

_WORDS = {
    Kind.SIGNED_OFF.value: "signed off",
    Kind.UNLOCKED.value: "unlocked",
    Kind.ERASED.value: "erased",
    Kind.SETTLED.value: "settled",
}
_INDENT = "    "


def history_text(
    entries: Sequence[Entry], checklist: Checklist | None = None, sealed: bool = False, width: int = 80
) -> str:
    """The history of a record, the first revision first.

    Args:
        entries: Its entries, parents before those that follow them.
        checklist: The checklist, for the order of items; None where it is not known.
        sealed: Whether ratings are kept back, so that only who, when and why is told.
        width: How wide the page is, in characters.
    """
    items = [item.id for item in checklist.items] if checklist else []
    said, ends = contents(entries), _tips(entries)
    blocks = []
    for entry in entries:
        lines = [paragraph(_headline(entry, len(ends) > 1 and entry.id in ends), width, "", _INDENT)]
        if not sealed:
            found = in_order(_changes(entry, said), items)
            lines += [changes_text(found, width, _INDENT)] if found else []
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def when(at: str) -> str:
    """A moment for people, to the minute: ``2026-11-23 17:05 UTC``."""
    return f"{at[:10]} {at[11:16]} UTC"


def what_happened(entry: Entry) -> str:
    """What an entry did, in a word or two."""
    if entry.kind in _WORDS:
        return _WORDS[entry.kind]
    return "corrected" if entry.parents else "recorded"


def changes_text(found: Sequence[Change], width: int = 80, indent: str = "") -> str:
    """Changes as a table: what was changed, the old and the new."""
    rows = [(change.what, change.old or "–", change.new or "–") for change in found]
    return grid(("", "was", "is"), rows, (), width, indent)


def _headline(entry: Entry, is_side: bool) -> str:
    side = ", one side of a clash" if is_side else ""
    why = f": {entry.why}" if entry.why else ""
    return f"{short(entry.id)}  {when(entry.at)}  {entry.by}  {what_happened(entry)}{side}{why}"


def _changes(entry: Entry, said: dict[str, Content]) -> tuple[Change, ...]:
    """What an entry changed, compared with the revision that it followed; nothing for the first, which made it all."""
    if not entry.parents or entry.kind not in (*RECORDS, Kind.SETTLED) or not said[entry.id]:
        return ()
    return changes(said.get(entry.parents[0], {}), said[entry.id]) if entry.content is not None else ()


def _tips(entries: Sequence[Entry]) -> set[str]:
    """The revisions that nothing follows."""
    followed = {parent for entry in entries for parent in entry.parents}
    return {entry.id for entry in entries} - followed


def history_json(entries: Sequence[Entry], sealed: bool = False) -> list[dict[str, object]]:
    """The history of a record as plain data."""
    said = contents(entries)
    return [
        {
            "revision": entry.id,
            "kind": entry.kind,
            "parents": list(entry.parents),
            "by": entry.by,
            "at": entry.at,
            "why": entry.why,
            "device": entry.device,
            "changes": [] if sealed else list(_changes_json(entry, said)),
        }
        for entry in entries
    ]


def _changes_json(entry: Entry, said: dict[str, Content]) -> Iterator[dict[str, str]]:
    for change in _changes(entry, said):
        yield {"part": change.part, "name": change.name, "old": change.old, "new": change.new}
