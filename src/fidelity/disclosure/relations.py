"""How groups are made of groups: totals of what is in several cells, by whatever columns they are grouped."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pandas as pd
from scipy import sparse

from fidelity.disclosure.puzzle import Numbers, Places
from fidelity.errors import UsageError
from fidelity.problems import Problem

_CLOSE = 1e-9


def distinct(frames: Sequence[pd.DataFrame], keys: Sequence[str]) -> pd.DataFrame:
    """The groups that occur in tables, each once, in an order of their own.

    Args:
        frames: The tables.
        keys: The columns that name a group; an empty text stands for a total.
    """
    every = pd.concat([frame[[*keys]].astype(str) for frame in frames], ignore_index=True)
    return every.drop_duplicates().sort_values([*keys]).reset_index(drop=True) if keys else every.iloc[:1]


def covers(groups: pd.DataFrame, of: pd.DataFrame) -> sparse.csr_array:
    """Which groups hold which: a total holds all that agree with it in the columns that it names.

    Args:
        groups: The groups that hold; all columns are keys.
        of: The groups that are held, with the same columns.

    Returns:
        1 where a group is held; shape (groups, of).
    """
    mine, theirs = _numbered(groups, of)
    rows, places = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
    for pattern in np.unique(mine > 0, axis=0):
        alike = np.flatnonzero(((mine > 0) == pattern).all(axis=1))
        _, name = np.unique(np.vstack([mine[alike], theirs]) * pattern, axis=0, return_inverse=True)
        name = name.ravel()
        order = np.argsort(name[len(alike) :], kind="stable")
        found = name[len(alike) :][order]
        first, last = (np.searchsorted(found, name[: len(alike)], side) for side in ("left", "right"))
        rows.append(np.repeat(alike, last - first))
        places.extend(order[start:end] for start, end in zip(first, last, strict=True))
    row, place = np.concatenate(rows), np.concatenate(places)
    return sparse.csr_array((np.ones(len(row)), (row, place)), shape=(len(groups), len(of)))


def _numbered(groups: pd.DataFrame, of: pd.DataFrame) -> tuple[Places, Places]:
    """The names of groups as numbers, 0 for an empty text; each of shape (groups, keys)."""
    both = pd.concat([groups, of], ignore_index=True)
    numbers = np.zeros(both.shape, np.intp)
    for place, column in enumerate(both.columns):
        of_names, names = pd.factorize(both[column])
        numbers[:, place] = np.where(np.asarray(names == "")[of_names], 0, of_names + 1)
    return numbers[: len(groups)], numbers[len(groups) :]


@attrs.frozen(eq=False)
class Relations:
    """What groups are made of.

    Attributes:
        atoms: The groups of which all others are sums: the finest, and totals in which somebody is counted once who is
            in several of the finest, such as a practitioner who was seen in two quarters.
        values: What is counted in each atom, a table for each version; each of shape (atoms, columns).
        equal: Sums of atoms that are known to be 0; shape (rules, atoms).
        at_least: Sums of atoms that are known not to be below 0; shape (rules, atoms).
        n_finest: How many of the atoms, the first ones, are the finest.
    """

    atoms: pd.DataFrame
    values: tuple[Numbers, ...]
    equal: sparse.csr_array
    at_least: sparse.csr_array
    n_finest: int

    def sums(self, groups: pd.DataFrame) -> sparse.csr_array:
        """How groups are made of atoms; shape (groups, atoms).

        Args:
            groups: The groups; all columns are keys.
        """
        return _sums(groups, self.atoms, self.n_finest)


def _sums(groups: pd.DataFrame, atoms: pd.DataFrame, n_finest: int) -> sparse.csr_array:
    held = covers(groups, atoms)
    if n_finest == len(atoms):
        return held
    own = atoms.iloc[n_finest:]
    same = covers(groups, own).multiply(covers(own, groups).T)
    without = sparse.diags_array(1.0 - np.asarray(same.sum(axis=1))) @ held[:, :n_finest]
    return sparse.csr_array(sparse.hstack([without, same]))


def relations(
    frames: Sequence[pd.DataFrame], groups: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]
) -> Relations:
    """What groups are made of, as tables of counts show it.

    Args:
        frames: What is counted, a table for each version: the keys, and the columns; the finest groups each in a row. A
            total may have a row of its own, where it is less than the sum; elsewhere it is the sum.
        groups: Further groups of which relations are to be known.
        keys: The columns that name a group.
        columns: The columns that count.

    Raises:
        UsageError: A total is more than the sum of what it holds, or less than the largest of it.
    """
    every = distinct([*frames, groups], keys)
    counted = distinct(frames, keys)
    finest = counted[np.asarray(covers(counted, counted).sum(axis=1)) == 1].reset_index(drop=True)
    given = [_aligned(frame, every, keys, columns) for frame in frames]
    base = [np.nan_to_num(_aligned(frame, finest, keys, columns)) for frame in frames]
    held = covers(every, finest)
    summed = [held @ values for values in base]
    is_own = np.zeros(len(every), np.bool_)
    for mine, total in zip(given, summed, strict=True):
        is_own |= (np.nan_to_num(np.abs(mine - total)) > _CLOSE * (1 + total)).any(axis=1)
        _check(every, mine, total, held, columns)
    atoms = pd.concat([finest, every[is_own]], ignore_index=True)
    full = [np.where(np.isnan(mine), total, mine) for mine, total in zip(given, summed, strict=True)]
    values = tuple(np.vstack([low, high[is_own]]) for low, high in zip(base, full, strict=True))
    equal, at_least = _rules(every, atoms, len(finest), values)
    return Relations(atoms, values, equal, at_least, len(finest))


def _aligned(frame: pd.DataFrame, to: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]) -> Numbers:
    """The columns of a table for given groups, NaN where a group has no row; shape (groups, columns)."""
    if not keys:
        return frame[[*columns]].to_numpy(np.float64, na_value=np.nan)
    both = to.merge(frame.assign(**{key: frame[key].astype(str) for key in keys}), on=[*keys], how="left")
    return both[[*columns]].to_numpy(np.float64, na_value=np.nan)


def _check(every: pd.DataFrame, given: Numbers, total: Numbers, held: sparse.csr_array, columns: Sequence[str]) -> None:
    """Refuse totals that cannot be."""
    wrong = np.nan_to_num(given - total) > _CLOSE * (1 + total)
    if wrong.any():
        row, column = (int(place) for place in np.argwhere(wrong)[0])
        name = ", ".join(f"{key} {value or 'all'}" for key, value in every.iloc[row].items())
        message = (
            f"`{columns[column]}` is {given[row, column]:g} in the total of {name}, "
            f"and {total[row, column]:g} in all of its {int(held[[row]].sum())} groups together"
        )
        raise UsageError(Problem("counts-do-not-add", message, "give the counts from which the table was made"))


def _rules(
    every: pd.DataFrame, atoms: pd.DataFrame, n_finest: int, values: Sequence[Numbers]
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """What is known of totals that are not sums: at most all of their groups together, and no less than any of them."""
    n = len(atoms)
    finest = atoms.iloc[:n_finest]
    equal, at_least = [sparse.csr_array((0, n))], [sparse.csr_array((0, n))]
    for place in range(n_finest, n):
        own = sparse.csr_array(([1.0], ([0], [place])), shape=(1, n))
        for groups in _divisions(every, finest, atoms.iloc[place]):
            parts = _sums(groups, atoms, n_finest)
            at_least.append(sparse.csr_array(sparse.vstack([own] * len(groups)) - parts))
            if _is_whole(groups, finest, atoms.iloc[[place]]):
                rest = sparse.csr_array(np.ones((1, len(groups))) @ parts - own)
                is_sum = all(np.abs(rest @ value).max() <= _CLOSE * (1 + value.sum()) for value in values)
                (equal if is_sum else at_least).append(rest)
    return sparse.csr_array(sparse.vstack(equal)), sparse.csr_array(sparse.vstack(at_least))


def _divisions(every: pd.DataFrame, finest: pd.DataFrame, total: pd.Series) -> list[pd.DataFrame]:
    """The ways in which a total falls into groups: into the finest, and by each column over which it is taken."""
    inside = np.asarray(covers(total.to_frame().T, finest).sum(axis=0)) > 0
    found = [finest[inside]]
    for column in total.index[total == ""]:
        alike = (every[column] != "").to_numpy()
        for key in every.columns.drop(column):
            alike = alike & (every[key] == total[key]).to_numpy()
        found.append(every[alike])
    return [groups.reset_index(drop=True) for groups in found if len(groups)]


def _is_whole(groups: pd.DataFrame, finest: pd.DataFrame, total: pd.DataFrame) -> bool:
    """Whether groups hold all that a total holds."""
    return bool((covers(groups, finest).sum(axis=0) > 0)[covers(total, finest).toarray()[0] > 0].all())
