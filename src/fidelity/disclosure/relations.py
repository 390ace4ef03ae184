"""How groups are made of groups: totals of what is in several cells, by whatever columns they are grouped."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pandas as pd
from scipy import sparse

from fidelity.disclosure.covering import covers, distinct, numbered, one_number, same
from fidelity.disclosure.puzzle import Flags, Numbers, Places
from fidelity.errors import UsageError
from fidelity.problems import Problem

_CLOSE = 1e-9


@attrs.frozen(eq=False)
class Relations:
    """What groups are made of: the finest groups, and totals that are less than the sum of these.

    Where somebody is in two of the finest groups, such as a practitioner in two quarters, a total is no sum; it is then
    an unknown of its own, at most as much as all groups in it together, and at least as much as the largest of them.

    Attributes:
        atoms: The finest groups, and after them the totals that are no sums; all columns are keys.
        values: What is counted in each atom, a table for each version; each of shape (atoms, columns).
        equal: Sums of atoms that are known to be 0; shape (rules, atoms).
        at_least: Sums of atoms that are known not to be below 0; shape (rules, atoms).
        n_finest: How many of the atoms, the first ones, are the finest.
        told: For each version, the sums of atoms that its counts tell; a version that was counted by fewer columns
            tells of several atoms together, and how they share is made up; each of shape (sums, atoms).
    """

    atoms: pd.DataFrame
    values: tuple[Numbers, ...]
    equal: sparse.csr_array
    at_least: sparse.csr_array
    n_finest: int
    told: tuple[sparse.csr_array, ...]

    def sums(self, groups: pd.DataFrame) -> sparse.csr_array:
        """How groups are made of atoms; shape (groups, atoms).

        Args:
            groups: The groups; all columns are keys.
        """
        return _sums(groups, self.atoms, self.n_finest)

    def is_told(self, groups: sparse.csr_array, version: int) -> Flags:
        """Of which groups a version's counts tell how much there is, so that nothing is made up; shape (groups,).

        Args:
            groups: How the groups are made of atoms; shape (groups, atoms).
            version: The version.
        """
        told = self.told[version]
        unsaid = (np.asarray(told.sum(axis=0)).ravel() == 0).astype(np.float64)
        several = sparse.csr_array(told[np.flatnonzero(np.diff(told.indptr) > 1)])
        inside = sparse.csr_array(groups @ several.T)
        size = np.asarray(several.sum(axis=1)).ravel()
        partly = inside.data < size[inside.indices] - 0.5
        at = np.repeat(np.arange(groups.shape[0]), np.diff(inside.indptr))
        return np.asarray((np.bincount(at, partly, groups.shape[0]) == 0) & (groups @ unsaid == 0), np.bool_)


def _sums(groups: pd.DataFrame, atoms: pd.DataFrame, n_finest: int) -> sparse.csr_array:
    held = covers(groups, atoms)
    if n_finest == len(atoms):
        return held
    own = atoms.iloc[n_finest:]
    is_own = same(groups, own)
    without = sparse.diags_array(1.0 - np.asarray(is_own.sum(axis=1))) @ held[:, :n_finest]
    return sparse.csr_array(sparse.hstack([without, is_own]))


def relations(
    frames: Sequence[pd.DataFrame], groups: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]
) -> Relations:
    """What groups are made of, as tables of counts show it.

    Args:
        frames: What is counted, a table for each version: the keys, and the columns; the finest groups each in a row. A
            total may have a row of its own, where it is less than the sum; elsewhere it is the sum. An earlier version
            that was counted by fewer columns has totals over the others.
        groups: Further groups of which relations are to be known.
        keys: The columns that name a group.
        columns: The columns that count.

    Raises:
        UsageError: A total is more than the sum of what it holds, or less than the largest of it.
    """
    every = distinct([*frames, groups], keys)
    counted = distinct(frames, keys)
    finest = counted[np.asarray(covers(counted, counted).sum(axis=1)).ravel() == 1].reset_index(drop=True)
    given = [_aligned(frame, every, keys, columns) for frame in frames]
    base, told = _spread(frames, finest, keys, columns)
    held = covers(every, finest)
    is_own = np.zeros(len(every), np.bool_)
    full = []
    for mine, values in zip(given, base, strict=True):
        total = np.asarray(held @ values)
        is_own |= (np.nan_to_num(np.abs(mine - total)) > _CLOSE * (1 + total)).any(axis=1)
        _check(every, mine, total, held, columns)
        full.append(np.where(np.isnan(mine), total, mine))
    atoms = pd.concat([finest, every[is_own]], ignore_index=True)
    both = tuple(np.vstack([low, high[is_own]]) for low, high in zip(base, full, strict=True))
    equal, at_least = _rules(every, atoms, len(finest), both)
    counted_apart = [np.asarray(~np.isnan(mine[is_own]).any(axis=1), np.bool_) for mine in given]
    known = [_with_own(some, apart) for some, apart in zip(told, counted_apart, strict=True)]
    return Relations(atoms, both, equal, at_least, len(finest), tuple(known))


def _spread(
    frames: Sequence[pd.DataFrame], finest: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]
) -> tuple[list[Numbers], list[sparse.csr_array]]:
    """What each version counts in each of the finest groups, and of which of them it tells together.

    A version that was counted by fewer columns says nothing of how its groups divide: as far as it can be, they are
    filled up to what there is in the next version, so that no more seems to have changed than must have.
    """
    first = np.nan_to_num(_aligned(frames[max(len(frames) - 2, 0)], finest, keys, columns))
    if len(frames) == 1:
        return [first], [sparse.csr_array(sparse.eye_array(len(finest), format="csr"))]
    base, told = [first], list[sparse.csr_array]()
    for frame in reversed(frames):
        mine = _aligned(frame, finest, keys, columns)
        found = np.nan_to_num(mine)
        coarse = _coarse(frame, finest, keys)
        inside = covers(coarse, finest)
        amounts = np.nan_to_num(_aligned(frame, coarse, keys, columns))
        for place in range(len(coarse)):
            at = inside.indices[inside.indptr[place] : inside.indptr[place + 1]]
            found[at] += _filled(base[-1][at], amounts[place])
        base.append(found)
        apart = np.flatnonzero(np.asarray(inside.sum(axis=0)).ravel() == 0)
        alone = sparse.csr_array(sparse.eye_array(len(finest), format="csr")[apart])
        told.append(sparse.csr_array(sparse.vstack([alone, inside])))
    return base[:0:-1], told[::-1]


def _coarse(frame: pd.DataFrame, finest: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The groups that a version does not divide further, and that are divided elsewhere."""
    if not keys or not len(frame):
        return finest.iloc[:0]
    groups = distinct([frame], keys)
    undivided = np.asarray(covers(groups, groups).sum(axis=1)).ravel() == 1
    is_finest = np.asarray(same(groups, finest).sum(axis=1)).ravel() > 0
    return groups.iloc[np.flatnonzero(undivided & ~is_finest)].reset_index(drop=True)


def _filled(room: Numbers, amounts: Numbers) -> Numbers:
    """Amounts laid into rooms from the first to the last, and what is left over into the first; shape of the rooms."""
    before = np.cumsum(room, axis=0) - room
    laid = np.clip(amounts - before, 0, room)
    laid[:1] += amounts - laid.sum(axis=0)
    return laid


def _with_own(told: sparse.csr_array, has_own: Flags) -> sparse.csr_array:
    """What a version tells, with the totals that are no sums: those that it counts, or all where it divides all."""
    has_own = has_own | bool(told.nnz == told.shape[0] == told.shape[1])
    own = sparse.csr_array(sparse.eye_array(len(has_own), format="csr")[np.flatnonzero(has_own)])
    return sparse.csr_array(sparse.block_diag([told, own])) if len(has_own) else told


def _aligned(frame: pd.DataFrame, to: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]) -> Numbers:
    """The columns of a table for given groups, NaN where a group has no row; shape (groups, columns)."""
    values = frame[[*columns]].to_numpy(np.float64, na_value=np.nan)
    if not keys:
        return values
    mine, theirs = numbered(to, frame[[*keys]].astype(str))
    both = one_number(np.vstack([mine, theirs]))
    order = np.argsort(both[len(to) :], kind="stable")
    if not len(order):
        return np.full((len(to), len(columns)), np.nan)
    names = both[len(to) :][order]
    at = np.minimum(np.searchsorted(names, both[: len(to)]), len(names) - 1)
    found: Numbers = np.where((names[at] == both[: len(to)])[:, None], values[order][at], np.nan)
    return found


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
    n_own = len(atoms) - n_finest
    none = sparse.csr_array((0, len(atoms)))
    if not n_own:
        return none, none
    finest, own = atoms.iloc[:n_finest], atoms.iloc[n_finest:].reset_index(drop=True)
    held, parts = covers(every, finest), _sums(every, atoms, n_finest)
    alone = sparse.csr_array(sparse.hstack([sparse.csr_array((n_own, n_finest)), sparse.eye_array(n_own)]))
    inside = sparse.csr_array(covers(own, finest))
    equal, at_least = [none], [none]
    # The finest groups are among all groups: each holds no other.
    into_finest = sparse.csr_array(inside @ same(every, finest).T)
    for groups in (into_finest, *divisions(own, every)):
        made = sparse.csr_array(groups @ parts)
        total, group = groups.nonzero()
        at_least.append(sparse.csr_array(alone[total] - parts[group]))
        reached = np.asarray(((groups @ held) > 0).sum(axis=1)).ravel()
        is_whole = (reached == np.asarray(inside.sum(axis=1)).ravel()) & (np.diff(groups.indptr) > 0)
        rest = sparse.csr_array(made - alone)
        is_sum = np.logical_and.reduce(
            [np.abs(rest @ each).max(axis=1) <= _CLOSE * (1 + each.sum()) for each in values]
        )
        equal.append(sparse.csr_array(rest[np.flatnonzero(is_whole & is_sum)]))
        at_least.append(sparse.csr_array(rest[np.flatnonzero(is_whole & ~is_sum)]))
    return sparse.csr_array(sparse.vstack(equal)), sparse.csr_array(sparse.vstack(at_least))


def divisions(totals: pd.DataFrame, groups: pd.DataFrame) -> list[sparse.csr_array]:
    """The ways in which totals fall into groups: by each column over which one is taken.

    Args:
        totals: The totals; all columns are keys.
        groups: The groups, with the same columns.

    Returns:
        For each column, which total falls into which groups; each of shape (totals, groups).
    """
    mine, theirs = numbered(totals, groups)
    found = []
    for column in range(mine.shape[1]):
        blanked = theirs.copy()
        blanked[:, column] = 0
        name = one_number(np.vstack([mine, blanked]))
        matches = _equal(name[: len(totals)], name[len(totals) :])
        found.append(_only(matches, mine[:, column] == 0, theirs[:, column] > 0))
    return found


def _only(matches: sparse.csr_array, rows: Flags, columns: Flags) -> sparse.csr_array:
    kept = sparse.diags_array(rows.astype(np.float64)) @ matches @ sparse.diags_array(columns.astype(np.float64))
    found = sparse.csr_array(kept)
    found.eliminate_zeros()
    return found


def _equal(ours: Places, theirs: Places) -> sparse.csr_array:
    """Which numbers are the same; shape (ours, theirs)."""
    n = int(max(ours.max(initial=0), theirs.max(initial=0))) + 1
    tables = [
        sparse.csr_array((np.ones(len(each)), (np.arange(len(each)), each)), shape=(len(each), n))
        for each in (ours, theirs)
    ]
    return sparse.csr_array(tables[0] @ tables[1].T)
