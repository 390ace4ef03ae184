"""Which groups of a table hold which: by the columns that each names, and those over which it is a total."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from fidelity.disclosure.puzzle import Places


def distinct(frames: Sequence[pd.DataFrame], keys: Sequence[str]) -> pd.DataFrame:
    """The groups that occur in tables, each once, in an order of their own.

    Args:
        frames: The tables.
        keys: The columns that name a group; an empty text stands for a total.
    """
    once = [frame[[*keys]].drop_duplicates().astype(str) for frame in frames]
    every = pd.concat(once if keys else [frame[[]] for frame in frames], ignore_index=True)
    return every.drop_duplicates().sort_values([*keys]).reset_index(drop=True) if keys else every.iloc[:1]


def covers(groups: pd.DataFrame, of: pd.DataFrame) -> sparse.csr_array:
    """Which groups hold which: a total holds all that agree with it in the columns that it names.

    Args:
        groups: The groups that hold; all columns are keys.
        of: The groups that are held, with the same columns.

    Returns:
        1 where a group is held; shape (groups, of).
    """
    mine, theirs = numbered(groups, of)
    rows, places = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
    patterns, which = np.unique(one_number((mine > 0).astype(np.intp)), return_inverse=True)
    for number in range(len(patterns)):
        alike = np.flatnonzero(which == number)
        name = one_number(np.vstack([mine[alike], theirs]) * (mine[alike[0]] > 0))
        order = np.argsort(name[len(alike) :], kind="stable")
        found = name[len(alike) :][order]
        first, last = (np.searchsorted(found, name[: len(alike)], side) for side in ("left", "right"))
        count = last - first
        rows.append(np.repeat(alike, count))
        starts = np.repeat(first - np.append(0, np.cumsum(count))[:-1], count)
        places.append(order[starts + np.arange(len(starts))])
    row, place = np.concatenate(rows), np.concatenate(places)
    return sparse.csr_array((np.ones(len(row)), (row, place)), shape=(len(groups), len(of)))


def same(groups: pd.DataFrame, others: pd.DataFrame) -> sparse.csr_array:
    """Which groups are the same; shape (groups, others).

    Args:
        groups: Some groups; all columns are keys.
        others: Others, with the same columns.
    """
    return sparse.csr_array(covers(groups, others).multiply(covers(others, groups).T))


def numbered(groups: pd.DataFrame, of: pd.DataFrame) -> tuple[Places, Places]:
    """The names of groups as numbers, 0 for an empty text; each of shape (groups, keys).

    Args:
        groups: Some groups; all columns are keys.
        of: Others, with the same columns.
    """
    numbers = np.zeros((len(groups) + len(of), groups.shape[1]), np.intp)
    for place, column in enumerate(groups.columns):
        both = np.concatenate([groups[column].to_numpy(object), of[column].to_numpy(object)])
        of_names, names = pd.factorize(both)
        rank = np.where(names == "", 0, np.arange(1, len(names) + 1))
        numbers[:, place] = rank[of_names]
    return numbers[: len(groups)], numbers[len(groups) :]


def one_number(numbers: Places) -> Places:
    """One number for each row of numbers, the same for the same rows and no larger than there are rows; shape (rows,).

    Args:
        numbers: The rows, none with a number below 0; shape (rows, columns).
    """
    name = np.zeros(len(numbers), np.intp)
    for column in numbers.T:
        # No product of two such numbers can be too large, since the first is below the number of rows.
        _, name = np.unique(name * (int(column.max(initial=0)) + 1) + column, return_inverse=True)
    return name
