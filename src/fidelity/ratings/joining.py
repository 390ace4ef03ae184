"""Ratings of several tables joined into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from fidelity.errors import RatingsError
from fidelity.model.answer import answers
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.problems import Problem
from fidelity.ratings.table import Column, Origin, Ratings
from fidelity.ratings.text import Texts


def joined(parts: Sequence[Ratings]) -> Ratings:
    """Ratings of one checklist joined into one table, one part below the other.

    The levels of each item are the same in whatever order the parts are given. A descriptor that a part does not have
    is blank there. Where the parts come from several files, nothing says any more which row of which file a record was.

    Args:
        parts: The parts, at least one, all of the same checklist.

    Raises:
        RatingsError: They are of different checklists.
    """
    first = parts[0]
    if any(part.checklist is not first.checklist and part.checklist != first.checklist for part in parts):
        names = ", ".join(sorted({part.checklist.id for part in parts}))
        message = f"ratings of different checklists cannot stand in one table: {names}"
        raise RatingsError(Problem("bad-table", message, "join those of each checklist by themselves"))
    columns = joined_columns(first.checklist, [part.columns for part in parts])
    frames = [_named(part.descriptors) for part in parts]
    described = pd.Index(dict.fromkeys(name for frame in frames for name in frame.columns))
    descriptors = pd.concat([frame.reindex(columns=described, fill_value="") for frame in frames])
    starts = np.cumsum([0, *(len(part) for part in parts)]).tolist()
    notes = {
        (start + row, item): note
        for start, part in zip(starts, parts, strict=False)
        for (row, item), note in part.notes.items()
    }
    remarks = tuple(dict.fromkeys(remark for part in parts for remark in part.remarks))
    return Ratings(first.checklist, columns, descriptors.astype("str"), notes, remarks, _origin(parts))


def joined_columns(checklist: Checklist, parts: Sequence[Mapping[str, Column]]) -> dict[str, Column]:
    """The columns of several tables, one below the other.

    Args:
        checklist: The checklist of all of them.
        parts: The columns of each table by item.
    """
    return {
        item.id: _joined(item, item.id in checklist.off, [part[item.id] for part in parts]) for item in checklist.items
    }


def joined_texts(parts: Sequence[Texts]) -> Texts:
    """Columns of texts, one below the other, each distinct text kept once.

    Args:
        parts: The columns.
    """
    known: dict[str, int] = {}
    codes = []
    for part in parts:
        places = [known.setdefault(text, len(known)) for text in part.texts]
        codes.append(np.array([*places, 0], np.int64)[part.codes])
    smallest = np.min_scalar_type(max(len(known) - 1, 0))
    empty = np.empty(0, np.int64)
    return Texts(np.concatenate([empty, *codes]).astype(smallest), tuple(known))


def _joined(item: Item, off: bool, columns: Sequence[Column]) -> Column:
    fixed = answers(item, off)
    found = {level for column in columns for level in column.levels} - set(fixed)
    levels = (*fixed, *sorted(found, key=lambda answer: (answer.value or Fraction(0), answer.persons)))
    smallest = np.min_scalar_type(len(levels) - 1)
    place = {level: number for number, level in enumerate(levels)}
    parts = []
    for column in columns:
        if column.levels == levels:
            parts.append(column.codes.astype(smallest, copy=False))
        else:
            parts.append(np.array([place[level] for level in column.levels], smallest)[column.codes])
    return Column(parts[0] if len(parts) == 1 else np.concatenate(parts), levels)


def _named(descriptors: pd.DataFrame) -> pd.DataFrame:
    """Descriptors whose index is text, as the names of observations are."""
    return descriptors.set_index(descriptors.index.astype("str")) if len(descriptors) else descriptors


def _origin(parts: Sequence[Ratings]) -> Origin | None:
    """Where all rows come from, if they come from one place."""
    origins = [part.origin for part in parts if part.origin is not None]
    if len(origins) < len(parts) or len({(origin.source, origin.row_word) for origin in origins}) > 1:
        return None
    return Origin(origins[0].source, np.concatenate([each.rows for each in origins]), origins[0].row_word)
