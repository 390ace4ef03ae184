"""The ledger: what was published before, with the counts behind it, so that two tables together tell nothing small.

It is for the house and never for publication: it holds what the tables hide.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import attrs
import pandas as pd

from fidelity.disclosure.of_estimates import Published
from fidelity.errors import TallyError
from fidelity.problems import Place, Problem
from fidelity.tally.estimates import ALWAYS, COLUMNS

FORMAT = "fidelity-ledger"
SCHEMA = 1
_TEXTS = (*ALWAYS, *(name for name, column in COLUMNS.items() if column.kind == "text"))


@attrs.frozen(eq=False)
class Entry:
    """One table that was published.

    Attributes:
        of: What it was of: intervention and checklist.
        keys: The columns that it was grouped by.
        published: The table as it was published, and its counts.
    """

    of: tuple[str, str]
    keys: tuple[str, ...]
    published: Published


def comparable(entries: Sequence[Entry], keys: Sequence[str]) -> tuple[Entry, ...]:
    """The entries that can be compared with a table: those of which one table, or this one, has all columns.

    Of tables that cross, such as one by site and one by quarter, nobody counted how their groups share what is in them,
    so what they tell together is not known.

    Args:
        entries: The entries of a ledger, from old to new.
        keys: The columns by which the table is grouped.
    """
    wider = [set(entry.keys) for entry in entries if set(entry.keys) >= set(keys)]
    widest = max(wider, key=len, default=set(keys))
    return tuple(entry for entry in entries if set(entry.keys) <= widest)


def ledger_text(entries: Sequence[Entry]) -> str:
    """The text of a ledger, an entry a line, from old to new.

    Args:
        entries: The tables that were published.
    """
    head = {"format": FORMAT, "schema": SCHEMA, "warning": "not for publication: this file holds what the tables hide"}
    lines = [head, *map(_content, entries)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_ledger(name: str, data: bytes) -> tuple[Entry, ...]:
    """The tables that a ledger holds.

    Args:
        name: What the file is called, for messages.
        data: Its content.

    Raises:
        TallyError: It is no ledger, or damaged.
    """
    try:
        head, *lines = [json.loads(line) for line in data.splitlines() if line.strip()]
        if head["format"] != FORMAT or head["schema"] != SCHEMA:
            raise ValueError("of another kind, or of a newer one")
        return tuple(_entry(line) for line in lines)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        help_ = "name another file, or begin a new ledger where nothing was published before"
        problem = Problem("no-ledger", f"this is no ledger that can be read ({error})", help_, place=Place(name))
        raise TallyError(problem) from error


def _content(entry: Entry) -> dict[str, Any]:
    held = {name: getattr(entry.published, name).to_csv(index=False) for name in ("table", "counts", "sizes")}
    return {"of": [*entry.of], "keys": [*entry.keys], **held}


def _entry(content: dict[str, Any]) -> Entry:
    intervention, checklist = content["of"]
    keys = tuple(map(str, content["keys"]))
    table, counts, sizes = (_frame(content[name], keys) for name in ("table", "counts", "sizes"))
    return Entry((intervention, checklist), keys, Published(table, counts, sizes))


def _frame(text: str, keys: Sequence[str]) -> pd.DataFrame:
    """A frame as it was written: of numbers not one digit is lost."""
    held = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    numbers = [str(name) for name in held if name not in (*keys, *_TEXTS)]
    return held.assign(**{name: [float(cell or "nan") for cell in held[name]] for name in numbers})
