"""Observations that are in memory as answers, made into the one table of ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from fidelity.model.answer import Answer, answers
from fidelity.model.checklist import Checklist
from fidelity.ratings.table import Column, Ratings, numbered


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
