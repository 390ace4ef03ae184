"""Observations that are in memory as answers or as texts, made into the one table of ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from fidelity.model.answer import Answer, answers
from fidelity.model.checklist import Checklist
from fidelity.ratings.cells import cells_of
from fidelity.ratings.encoding import key, left_out
from fidelity.ratings.table import Column, Ratings, numbered
from fidelity.ratings.text import TextColumn


def from_rows(checklist: Checklist, rows: Sequence[Mapping[str, Answer]]) -> Ratings:
    """Ratings from answers, as one has them who scores observations one at a time.

    Args:
        checklist: The checklist.
        rows: The observations; an answer for every item.
    """
    columns = {}
    for item in checklist.items:
        fixed = answers(item, item.id in checklist.off)
        raw = dict.fromkeys(row[item.id] for row in rows if row[item.id] not in fixed)
        levels = (*fixed, *sorted(raw, key=lambda answer: (answer.value or Fraction(0), answer.persons)))
        place = {answer: number for number, answer in enumerate(levels)}
        columns[item.id] = Column(np.array([place[row[item.id]] for row in rows], np.uint16), levels)
    return Ratings(checklist, columns, numbered(len(rows)))


def from_texts(checklist: Checklist, rows: Sequence[Mapping[str, str]]) -> Ratings:
    """Ratings from texts that were checked before, as records hold them.

    Args:
        checklist: The checklist.
        rows: The observations: texts by item. An item that is absent is missing, and so is a text that means nothing.
    """
    columns = {}
    for item in checklist.items:
        column = TextColumn()
        column.add_texts([row.get(item.id, "") for row in rows])
        texts = column.done()
        found = key(texts.texts, cells_of(item, checklist)).column(texts.codes)
        columns[item.id] = left_out(found) if item.id in checklist.off else found
    return Ratings(checklist, columns, numbered(len(rows)))
