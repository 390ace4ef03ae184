"""What must not be worked out of a measure: its results, and how many those are of."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from fidelity.disclosure.board import Board, Secret, together
from fidelity.disclosure.covering import same
from fidelity.disclosure.measure import Measure
from fidelity.disclosure.primary import tells, untold
from fidelity.disclosure.puzzle import Numbers, Places, Puzzle
from fidelity.disclosure.settings import Disclosure

_CLOSE = 1e-9


def results(measure: Measure, setting: Disclosure) -> Puzzle:
    """The puzzle of the results, for a reader who knows how many there were in every group.

    That reader is the colleague who knows the staff of a site. So a result is safe only if it can be 0, and can be as
    many as there are or as many as the threshold.

    Args:
        measure: The measure, with at least two columns that add up to how many there are.
        setting: What may be shown.
    """
    board = Board.of(measure)
    row = np.ones((1, board.width))
    known = [sparse.csr_array(sparse.kron(told, row) @ state) for told, state in zip(*board.versions, strict=True)]
    return board.puzzle(known, sparse.csr_array((0, board.n_parts)), _result_secrets(measure, board, setting))


def numbers(measure: Measure, setting: Disclosure) -> Puzzle:
    """The puzzle of how many there are, for a reader who knows that where something was measured there is at least one.

    Args:
        measure: The measure.
        setting: What may be shown.
    """
    board = Board.of(measure)
    one = sparse.csr_array(sparse.kron(sparse.eye_array(board.n_atoms), np.ones((1, board.width))))
    n = one @ board.states[-1]
    shown = np.asarray(same(measure.relations.atoms, measure.groups).sum(axis=1)) > 0
    lifted = np.flatnonzero(shown & (n @ board.parts > 1 - _CLOSE))
    return board.puzzle([], sparse.csr_array(n[lifted]), _number_secrets(measure, board, setting, lifted))


def _result_secrets(measure: Measure, board: Board, setting: Disclosure) -> list[Secret]:
    """The results to protect: those of this table, what was added to earlier ones, and what was hidden in those."""
    sums, last, of = measure.sums, len(board.states) - 1, measure.relations
    found = [_of_results(board.cells(sums, last), measure.counts, setting, measure, sums, is_now=True)]
    for version, (groups, visible) in enumerate(measure.earlier):
        since = measure.since(version)
        sign = sparse.diags_array(np.where(since.amounts.ravel() < 0, -1.0, 1.0))
        added = sparse.csr_array(sign @ (board.cells(since.sums, last) - board.cells(since.sums, version)))
        found.append(_of_results(added, np.abs(since.amounts), setting, measure, since.sums))
        hidden = groups[~visible].reset_index(drop=True)
        then = of.sums(hidden)
        counts = np.asarray(then @ of.values[version], np.float64)
        found.append(_of_results(board.cells(then, version), counts, setting, measure, sparse.csr_array(then.shape)))
    return found


def _of_results(
    cells: sparse.csr_array,
    counts: Numbers,
    setting: Disclosure,
    measure: Measure,
    sums: sparse.csr_array,
    *,
    is_now: bool = False,
) -> Secret:
    """The cells of a table that are small, and the others of a row in which everybody is in one.

    What a large group among these may tell is no secret of the groups in it, but only of those that it is the sum of:
    that nobody met a criterion over the year tells nothing of a quarter. Nothing is told where nothing is in them.
    """
    if not len(counts):
        return cells, np.zeros(0)
    n = len(counts)
    # Of how many people a group was, and whether all were alike, is known of this table only.
    now = (measure.alike, measure.people) if is_now else (None, None)
    secret = untold(counts, tells(counts, setting, measure.is_whole, *now), _holds(sums))
    width = counts.shape[1]
    whole_row = sparse.csr_array(sparse.kron(sparse.eye_array(n), np.ones((width, width))))
    others = sparse.csr_array(whole_row - sparse.eye_array(n * width)) @ cells
    reach = np.repeat(np.minimum(counts.sum(axis=1), setting.threshold), width)
    small, everybody = np.flatnonzero(secret.small), np.flatnonzero(secret.everybody)
    rows = sparse.csr_array(sparse.vstack([cells[small], others[everybody]]))
    return rows, np.append(reach[small], reach[everybody])


def _holds(sums: sparse.csr_array) -> sparse.csr_array:
    """Which groups are sums of all that others are sums of; shape (groups, groups)."""
    inside = sparse.csr_array(sums @ sums.T)
    size = np.asarray(sums.sum(axis=1)).ravel()
    inside.data = (inside.data > size[inside.indices] - 0.5).astype(np.float64)
    return inside


def _number_secrets(measure: Measure, board: Board, setting: Disclosure, lifted: Places) -> list[Secret]:
    """How many there are, where that is few: now, since an earlier table, and where one hid it."""
    sums, last, of = measure.sums, len(board.states) - 1, measure.relations
    n = measure.counts.sum(axis=1)
    few = np.flatnonzero((n > 0) & (n < setting.threshold))
    found = [_above_one(board, sparse.csr_array(sums[few]), lifted, setting)]
    for version, (groups, visible) in enumerate(measure.earlier):
        since = measure.since(version)
        amounts = since.amounts.sum(axis=1)
        sign = sparse.diags_array(np.where(amounts < 0, -1.0, 1.0))
        now, before = (together(board.cells(since.sums, place), board.width) for place in (last, version))
        found.append(_few(sparse.csr_array(sign @ (now - before)), np.abs(amounts), setting))
        then = of.sums(groups[~visible].reset_index(drop=True))
        hidden = np.asarray(then @ of.values[version], np.float64).sum(axis=1)
        found.append(_few(together(board.cells(then, version), board.width), hidden, setting))
    return found


def _few(rows: sparse.csr_array, amounts: Numbers, setting: Disclosure) -> Secret:
    small = np.flatnonzero((amounts > 0) & (amounts < setting.threshold))
    return sparse.csr_array(rows[small]), np.full(len(small), float(setting.threshold))


def _above_one(board: Board, sums: sparse.csr_array, lifted: Places, setting: Disclosure) -> Secret:
    """Groups as sums of parts and of what atoms hold above the one that they are known to hold."""
    is_lifted = np.zeros(board.n_atoms)
    is_lifted[lifted] = 1.0
    others = sparse.csr_array(sums @ sparse.diags_array(1 - is_lifted))
    plain = together(board.cells(others, len(board.states) - 1), board.width)
    rows = sparse.csr_array(sparse.hstack([plain, sums[:, lifted]]))
    return rows, setting.threshold - np.asarray(sums @ is_lifted, np.float64)
