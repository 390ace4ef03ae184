"""One measure over groups, in this table and in earlier ones, as puzzles: its results, and how many those are of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
import numpy as np
import pandas as pd
from scipy import sparse

from fidelity.disclosure.primary import tells, untold
from fidelity.disclosure.puzzle import KNOWN, Flags, Linear, Numbers, Places, Puzzle, Secrets
from fidelity.disclosure.relations import Relations, covers
from fidelity.disclosure.settings import Disclosure

_CLOSE = 1e-9


@attrs.frozen(eq=False)
class Measure:
    """What is counted of groups, version by version; the last version is the one to be protected.

    Attributes:
        relations: What the groups are made of, with what is counted in each atom and version.
        groups: The groups of this table; all columns are keys; each is a unit.
        earlier: The groups of each earlier table, and whether each was visible in it.
        is_whole: Whether counts are counted; otherwise amounts, such as points.
        sums: How the groups are made of atoms; shape (groups, atoms).
        counts: What is counted in each group now; shape (groups, columns).
    """

    relations: Relations
    groups: pd.DataFrame
    earlier: Sequence[tuple[pd.DataFrame, Flags]]
    is_whole: bool = True
    sums: sparse.csr_array = attrs.field(init=False)
    counts: Numbers = attrs.field(init=False)

    @sums.default
    def _made_of(self) -> sparse.csr_array:
        return self.relations.sums(self.groups)

    @counts.default
    def _now(self) -> Numbers:
        return np.asarray(self.sums @ self.relations.values[-1], np.float64)

    def primary(self, setting: Disclosure) -> Flags:
        """Which groups are hidden for their own sake, also because of what was added since they were shown before.

        Args:
            setting: What may be shown.
        """
        found = tells(self.counts, setting, self.is_whole).primary
        for version, (groups, visible) in enumerate(self.earlier):
            was_visible = np.asarray(covers(self.groups, groups).multiply(_same(self.groups, groups)) @ visible) > 0
            found = found | (was_visible & tells(np.abs(self._since(version)), setting, self.is_whole).primary)
        return found

    def _since(self, version: int) -> Numbers:
        """What came to each group since a version; shape (groups, columns)."""
        return np.asarray(self.sums @ (self.relations.values[-1] - self.relations.values[version]), np.float64)


def results(measure: Measure, setting: Disclosure) -> Puzzle:
    """The puzzle of the results, for a reader who knows how many there were in every group.

    That reader is the colleague who knows the staff of a site. So a result is safe only if it can be 0, and can be as
    many as there are or as many as the threshold.

    Args:
        measure: The measure, with at least two columns that add up to how many there are.
        setting: What may be shown.
    """
    board = _Board.of(measure)
    n = sparse.csr_array(sparse.kron(sparse.eye_array(board.n_atoms), np.ones((1, board.width))))
    known = [n @ states for states in board.states]
    return board.puzzle(known, sparse.csr_array((0, board.n_parts)), _result_secrets(measure, board, setting))


def numbers(measure: Measure, setting: Disclosure) -> Puzzle:
    """The puzzle of how many there are, for a reader who knows that where something was measured there is at least one.

    Args:
        measure: The measure.
        setting: What may be shown.
    """
    board = _Board.of(measure)
    one = sparse.csr_array(sparse.kron(sparse.eye_array(board.n_atoms), np.ones((1, board.width))))
    n = one @ board.states[-1]
    shown = np.asarray(_same(measure.relations.atoms, measure.groups).sum(axis=1)) > 0
    lifted = np.flatnonzero(shown & (n @ board.parts > 1 - _CLOSE))
    return board.puzzle([], sparse.csr_array(n[lifted]), _number_secrets(measure, board, setting, lifted))


@attrs.frozen(eq=False)
class _Board:
    """The parts of a measure, and what is made of them.

    Attributes:
        measure: The measure.
        parts: What is counted: in the first version, and what came to it since; shape (parts,).
        states: How each version is made of the parts; each of shape (atoms × columns, parts).
    """

    measure: Measure
    parts: Numbers
    states: tuple[sparse.csr_array, ...]

    @classmethod
    def of(cls, measure: Measure) -> _Board:
        """The parts of a measure; where a count fell, nothing of what it was is in what it is."""
        values = [table.ravel() for table in measure.relations.values]
        one = sparse.eye_array(len(values[0]), format="csr")
        parts, states = [values[0]], [one]
        for before, now in pairwise(values):
            kept = now >= before
            parts.append(np.where(kept, now - before, now))
            states = [_wider(state, len(now)) for state in states]
            states.append(sparse.diags_array(kept.astype(np.float64)) @ states[-1] + _last(one, states[-1].shape[1]))
        return cls(measure, np.concatenate(parts), tuple(sparse.csr_array(state) for state in states))

    @property
    def n_atoms(self) -> int:
        return len(self.measure.relations.atoms)

    @property
    def width(self) -> int:
        return int(self.measure.relations.values[0].shape[1])

    @property
    def n_parts(self) -> int:
        return len(self.parts)

    def cells(self, sums: sparse.csr_array, version: int) -> sparse.csr_array:
        """Groups in a version, column by column, as sums of parts; shape (groups × columns, parts)."""
        return sparse.csr_array(sparse.kron(sums, sparse.eye_array(self.width)) @ self.states[version])

    def puzzle(self, known: Sequence[sparse.csr_array], lifted: sparse.csr_array, secrets: list[_Secret]) -> Puzzle:
        """All that is seen and known, and what must not be worked out.

        Args:
            known: Sums that are known exactly.
            lifted: Sums that are known to be 1 or more. What is above that is a part too; these come after the others.
            secrets: What is protected.
        """
        rows, unit = self._shown()
        rules, versions = self.measure.relations, range(len(self.states))
        exact = [*known, *(self.cells(rules.equal, version) for version in versions)]
        least = [lifted, *(self.cells(rules.at_least, version) for version in versions)]
        plain, above = (sparse.csr_array(sparse.vstack(every)) for every in ([rows, *exact], least))
        floor = (np.arange(above.shape[0]) < lifted.shape[0]).astype(np.float64)
        slack = sparse.hstack([above, -sparse.eye_array(len(floor))])
        sums = sparse.csr_array(sparse.vstack([_wider(plain, len(floor)), slack]))
        parts = np.append(self.parts, above @ self.parts - floor)
        units = np.append(unit, np.full(sums.shape[0] - len(unit), KNOWN))
        return Puzzle(Linear(sums, parts, units, self.measure.is_whole), _together(secrets, len(parts)))

    def _shown(self) -> tuple[sparse.csr_array, Places]:
        """The cells of all tables and their units; groups in which there is nothing are known to be empty."""
        relations, width = self.measure.relations, self.width
        n = self.measure.counts.sum(axis=1)
        rows = [self.cells(self.measure.sums, len(self.states) - 1)]
        units = [np.repeat(np.where(n > 0, np.arange(len(n)), KNOWN), width)]
        for version, (groups, visible) in enumerate(self.measure.earlier):
            seen = groups[visible].reset_index(drop=True)
            rows.append(self.cells(relations.sums(seen), version))
            units.append(np.full(len(seen) * width, KNOWN))
        return sparse.csr_array(sparse.vstack(rows)), np.concatenate(units)


_Secret = tuple[sparse.csr_array, Numbers]
"""Sums of parts to protect, and the reach of each."""


def _together(secrets: list[_Secret], n_parts: int) -> Secrets:
    rows = [_wider(sums, n_parts - sums.shape[1]) for sums, _ in secrets]
    none = sparse.csr_array((0, n_parts))
    reach = np.concatenate([np.zeros(0), *(reach for _, reach in secrets)])
    return Secrets(sparse.csr_array(sparse.vstack([none, *rows])), reach)


def _result_secrets(measure: Measure, board: _Board, setting: Disclosure) -> list[_Secret]:
    """The results to protect: those of this table, what was added to earlier ones, and what was hidden in those."""
    sums, last = measure.sums, len(board.states) - 1
    now = board.cells(sums, last)
    holds = covers(measure.groups, measure.groups)
    found = [_of_results(now, measure.counts, setting, measure.is_whole, holds)]
    for version, (groups, visible) in enumerate(measure.earlier):
        since = measure._since(version)
        sign = sparse.diags_array(np.where(since.ravel() < 0, -1.0, 1.0))
        added = sparse.csr_array(sign @ (now - board.cells(sums, version)))
        found.append(_of_results(added, np.abs(since), setting, measure.is_whole, holds))
        hidden = groups[~visible].reset_index(drop=True)
        then = measure.relations.sums(hidden)
        counts = np.asarray(then @ measure.relations.values[version], np.float64)
        nothing = sparse.csr_array((len(hidden), len(hidden)))
        found.append(_of_results(board.cells(then, version), counts, setting, measure.is_whole, nothing))
    return found


def _of_results(
    cells: sparse.csr_array, counts: Numbers, setting: Disclosure, is_whole: bool, holds: sparse.csr_array
) -> _Secret:
    """The cells of a table that are small, and the others of a row in which everybody is in one."""
    if not len(counts):
        return cells, np.zeros(0)
    secret = untold(counts, tells(counts, setting, is_whole), holds)
    width = counts.shape[1]
    whole_row = sparse.csr_array(sparse.kron(sparse.eye_array(len(counts)), np.ones((width, width))))
    others = sparse.csr_array(whole_row - sparse.eye_array(len(counts) * width)) @ cells
    reach = np.repeat(np.minimum(counts.sum(axis=1), setting.threshold), width)
    small, everybody = np.flatnonzero(secret.small), np.flatnonzero(secret.everybody)
    rows = sparse.csr_array(sparse.vstack([cells[small], others[everybody]]))
    return rows, np.append(reach[small], reach[everybody])


def _number_secrets(measure: Measure, board: _Board, setting: Disclosure, lifted: Places) -> list[_Secret]:
    """How many there are, where that is few: now, since an earlier table, and where one hid it."""
    sums, last = measure.sums, len(board.states) - 1
    now = _all(board, board.cells(sums, last))
    n = measure.counts.sum(axis=1)
    few = np.flatnonzero((n > 0) & (n < setting.threshold))
    found = [_above_one(board, sums[few], lifted, setting)]
    for version, (groups, visible) in enumerate(measure.earlier):
        since = measure._since(version).sum(axis=1)
        sign = sparse.diags_array(np.where(since < 0, -1.0, 1.0))
        added = sparse.csr_array(sign @ (now - _all(board, board.cells(sums, version))))
        small = (since != 0) & (np.abs(since) < setting.threshold)
        found.append((added[np.flatnonzero(small)], np.full(int(small.sum()), float(setting.threshold))))
        then = measure.relations.sums(groups[~visible].reset_index(drop=True))
        before = np.asarray(then @ measure.relations.values[version], np.float64).sum(axis=1)
        small = (before > 0) & (before < setting.threshold)
        rows = _all(board, board.cells(then, version))[np.flatnonzero(small)]
        found.append((rows, np.full(int(small.sum()), float(setting.threshold))))
    return found


def _above_one(board: _Board, sums: sparse.csr_array, lifted: Places, setting: Disclosure) -> _Secret:
    """Groups as sums of parts and of what atoms hold above the one that they are known to hold."""
    is_lifted = np.zeros(board.n_atoms)
    is_lifted[lifted] = 1.0
    plain = _all(board, board.cells(sparse.csr_array(sums @ sparse.diags_array(1 - is_lifted)), len(board.states) - 1))
    rows = sparse.csr_array(sparse.hstack([plain, sums[:, lifted]]))
    return rows, setting.threshold - np.asarray(sums @ is_lifted, np.float64)


def _all(board: _Board, cells: sparse.csr_array) -> sparse.csr_array:
    """Rows instead of their columns."""
    n = cells.shape[0] // board.width
    return sparse.csr_array(sparse.kron(sparse.eye_array(n), np.ones((1, board.width))) @ cells)


def _same(groups: pd.DataFrame, others: pd.DataFrame) -> sparse.csr_array:
    """Which groups are the same; shape (groups, others)."""
    return sparse.csr_array(covers(groups, others).multiply(covers(others, groups).T))


def _wider(rows: sparse.csr_array, by: int) -> sparse.csr_array:
    return sparse.csr_array(sparse.hstack([rows, sparse.csr_array((rows.shape[0], by))]))


def _last(rows: sparse.csr_array, width: int) -> sparse.csr_array:
    """Rows that use only the last of the parts."""
    return sparse.csr_array(sparse.hstack([sparse.csr_array((rows.shape[0], width - rows.shape[1])), rows]))
