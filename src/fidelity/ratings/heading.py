"""Which columns a wide table has: items, what identifies an observation, and descriptors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Literal

from fidelity.model.checklist import Checklist
from fidelity.model.identifier import RESERVED
from fidelity.problems import Problem, remark
from fidelity.ratings.cells import quoted

Absent = Literal["error", "missing"]
"""What an item without a column is: an error, or an item that nobody rated."""

KNOWN = (RESERVED - {"all", "none", "item"}) | {"note", "notes"}
"""Names of columns that mean something in every wide table."""

_LOOKED_AT = 200


def name_problems(names: Sequence[str], known: frozenset[str]) -> Iterator[Problem]:
    """Columns without a name, with the same name, or with a name that is almost one that is known.

    Args:
        names: What the columns are called.
        known: The names that mean something in this table.
    """
    first: dict[str, int] = {}
    alike = {_bare(each): each for each in sorted(known)}
    for place, name in enumerate(names):
        if not name:
            help_ = "pandas writes its index so: use `to_csv(…, index=False)`" if not place else "name it or delete it"
            yield Problem("no-column-name", f"column {letters(place)} has no name in the header", help_)
        elif name in first:
            where = f"columns {letters(first[name])} and {letters(place)}"
            yield Problem("column-twice", f"{where} are both called {quoted(name)}", "rename or delete one of them")
        elif name not in known and _bare(name) in alike:
            meant = alike[_bare(name)]
            yield Problem(
                "unknown-column",
                f"column {quoted(name)} looks like `{meant}`",
                f"rename it to `{meant}`, or to something less like it",
            )
        first.setdefault(name, place)


def _bare(name: str) -> str:
    return name.casefold().strip().replace(" ", "_").replace("-", "_")


def absent_problems(names: Sequence[str], checklist: Checklist) -> Iterator[Problem]:
    """Items without a column: one problem for each that an unknown column looks like, one for all the others."""
    absent = _absent(names, checklist)
    for item, column in absent:
        if column:
            yield Problem(
                "item-without-column", f"item `{item}` has no column", f"is it the column `{column}`?", (item,)
            )
    others = [item for item, column in absent if not column]
    if others:
        said = f"item `{others[0]}` has no column"
        if len(others) > 1:
            said = f"{len(others)} of {len(checklist.items)} items have no column: {', '.join(others)}"
        help_ = "add the columns, blank where nothing was rated; or take absent items as missing (`--absent`)"
        yield Problem("item-without-column", said, help_)


def absent_remark(names: Sequence[str], checklist: Checklist) -> list[Problem]:
    """A remark that names the items that count as missing because they have no column."""
    absent = _absent(names, checklist)
    if not absent:
        return []
    said = f"these items have no column and count as missing: {', '.join(item for item, _ in absent)}"
    hints = [f"is `{item}` the column `{column}`?" for item, column in absent if column]
    return [remark("item-without-column", said, " ".join(hints))]


def _absent(names: Sequence[str], checklist: Checklist) -> list[tuple[str, str]]:
    """Each item without a column, with the unknown column that looks like it, if any."""
    items = {item.id for item in checklist.items}
    # A descriptor can be meant for an item only if it means nothing else; and very wide tables are not searched whole.
    unknown = [name for name in names if name and name not in items | KNOWN and len(name) <= 60][:_LOOKED_AT]
    return [
        (item.id, next(iter(get_close_matches(item.id, unknown, n=1, cutoff=0.6)), ""))
        for item in checklist.items
        if item.id not in names and item.id not in checklist.off
    ]


def letters(place: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A, B, …, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
