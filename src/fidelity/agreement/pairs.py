"""Pairs: what two raters said of the same units, as a table of counts for each two raters of each group."""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.categories import Categories, Integers
from fidelity.plan.dense import fold_patterns


@attrs.frozen(eq=False)
class Pairs:
    """A contingency table for each two raters of each group who both rated some unit of it.

    Attributes:
        categories: What a rating can be.
        group: The group; shape (pairs,), rising.
        first: The one rater, with the lower number; shape (pairs,).
        second: The other; shape (pairs,).
        tables: How many units the first called this and the second that; shape (pairs, categories, categories).
    """

    categories: Categories
    group: Integers
    first: Integers
    second: Integers
    tables: Integers


def pairs_of(group: Integers, unit: Integers, rater: Integers, code: Integers, categories: Categories) -> Pairs:
    """The pairs of raters, from ratings in the order of groups, units and raters.

    Args:
        group: The group; shape (ratings,).
        unit: The unit; shape (ratings,).
        rater: The rater; shape (ratings,).
        code: The category; shape (ratings,).
        categories: What a rating can be.
    """
    q = len(categories)
    parts, step, n = [np.zeros((0, 5), np.int64)], 1, len(code)
    while step < n:
        # Ratings of one unit stand together, so each pair is some number of rows apart.
        rows = np.flatnonzero((group[step:] == group[:-step]) & (unit[step:] == unit[:-step]))
        if not len(rows):
            break
        later = rows + step
        parts.append(np.stack([group[rows], rater[rows], rater[later], code[rows], code[later]], 1))
        step += 1
    who, codes = np.split(np.concatenate(parts), [3], 1)
    if not len(who):
        return Pairs(categories, who[:, 0], who[:, 1], who[:, 2], np.zeros((0, q, q), np.int64))
    places, rows = fold_patterns([(column, int(column.max()) + 1) for column in who.T])
    cells = (places.astype(np.int64) * q + codes[:, 0]) * q + codes[:, 1]
    tables = np.bincount(cells, minlength=len(rows) * q * q).reshape(len(rows), q, q).astype(np.int64)
    named = who[rows]
    return Pairs(categories, named[:, 0], named[:, 1], named[:, 2], tables)
