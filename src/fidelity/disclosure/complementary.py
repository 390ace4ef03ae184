"""Which further figures to hide: the fewest that close every gap found so far, by an exact search or a quick one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic

import attrs
import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse.csgraph import connected_components

from fidelity.disclosure.prices import Bare, Breach
from fidelity.disclosure.programme import least_whole
from fidelity.disclosure.puzzle import Flags, Numbers, Places

_STEPS = 64
_CLOSE = 1e-9


@attrs.frozen(eq=False)
class Choice:
    """What to hide.

    Attributes:
        hidden: Which units; shape (units,).
        is_fewest: Of which units it is proved that no smaller number closes the same gaps; shape (units,).
    """

    hidden: Flags
    is_fewest: Flags


def weights(sizes: Numbers) -> Numbers:
    """What hiding each unit costs: one for each, and less than a half for all sizes together.

    So the fewest units are hidden, and among equally few the smallest.

    Args:
        sizes: How much each unit is; shape (units,).
    """
    return 1.0 + 0.5 * sizes / (1.0 + float(sizes.sum()))


@attrs.frozen(eq=False)
class Search:
    """A search for the units to hide, which remembers what it found for gaps that have nothing to do with others.

    Attributes:
        sizes: How much each unit is; shape (units,).
        primary: Which are hidden in any case; shape (units,).
    """

    sizes: Numbers
    primary: Flags
    _found: dict[bytes, tuple[Places, bool]] = attrs.field(factory=dict)

    def fewest(self, gaps: Sequence[Breach], bare: Sequence[Bare], until: float) -> Choice:
        """The fewest units that close every gap, proved for each knot of gaps by itself, as far as time allows.

        Args:
            gaps: The gaps.
            bare: Which units are of no use without others.
            until: When the search has to end, by `time.monotonic`; what is open then is closed the quick way.

        Notes:
            A mixed-integer linear programme over one 0/1 variable a unit, solved by HiGHS for each knot of gaps that
            share units: least total cost, with weights of 1 or more for each gap. That a unit is hidden only with one
            of those from which it follows is no further wish: hiding it alone changes nothing, so no best choice does.
        """
        hidden, is_fewest = self.primary.copy(), np.ones(len(self.primary), np.bool_)
        for knot in _knots(gaps, bare, self.primary):
            if knot.mark not in self._found:
                self._found[knot.mark] = knot.chosen(weights(self.sizes[knot.units]), until)
            chosen, is_best = self._found[knot.mark]
            hidden[knot.units[chosen]] = True
            is_fewest[knot.units] = is_best
        return Choice(hidden, is_fewest)

    def quick(self, gaps: Sequence[Breach], bare: Sequence[Bare], hidden: Flags) -> Choice:
        """What closes every gap, taken unit by unit: each time the one that helps most for its cost.

        Args:
            gaps: The gaps.
            bare: Which units are of no use without others.
            hidden: Which units are hidden already, and stay so; shape (units,).
        """
        chosen, is_fewest = hidden.copy(), np.ones(len(hidden), np.bool_)
        for knot in _knots(gaps, bare, hidden):
            chosen[knot.units[knot.greedy(weights(self.sizes[knot.units]))]] = True
            is_fewest[knot.units] = False
        return Choice(chosen, is_fewest)


@attrs.frozen(eq=False)
class _Knot:
    """Gaps that share units, and have none in common with others.

    Attributes:
        units: The units; shape (units,).
        rows: How far hiding each helps with each gap, below 0 where it needs others first; shape (gaps, units).
        needed: What is needed for each gap; shape (gaps,).
    """

    units: Places
    rows: sparse.csr_array
    needed: Numbers

    @property
    def mark(self) -> bytes:
        """The same for the same gaps."""
        held = (self.units, self.rows.indptr, self.rows.indices, self.rows.data, self.needed)
        return b"|".join(np.asarray(each).tobytes() for each in held)

    def chosen(self, cost: Numbers, until: float) -> tuple[Places, bool]:
        """The cheapest units that close all gaps, and whether that is proved."""
        n_gaps = int((self.needed > 0).sum())
        closed = np.asarray((self.rows >= 1 - _CLOSE).sum(axis=0)).ravel()
        is_held_back = np.asarray((self.rows < 0).sum(axis=0)).ravel() > 0
        closed_gaps = np.asarray((self.rows[np.flatnonzero(self.needed > 0)] >= 1 - _CLOSE).sum(axis=0)).ravel()
        alone = np.flatnonzero((closed >= n_gaps) & (closed_gaps == n_gaps) & ~is_held_back)
        if len(alone):
            # Any two units cost more than the dearest one.
            return alone[[int(np.argmin(cost[alone]))]].astype(np.intp), True
        left = until - monotonic()
        return (left > 0 and self._searched(cost, left)) or (self.greedy(cost), False)

    def _searched(self, cost: Numbers, seconds: float) -> tuple[Places, bool] | None:
        # Within a quarter of a unit of the best, nothing with fewer units can be left, since sizes make up half a unit.
        near = min(1e-4, 0.25 / (1.5 * len(cost) + 1))
        rules = LinearConstraint(self.rows, self.needed, np.inf)
        found = least_whole(cost, rules, Bounds(0.0, 1.0), time_limit=seconds, mip_rel_gap=near)
        if found.x is None:
            return None
        chosen = found.x > 0.5
        # The solver's word is not taken for it.
        closes = bool((self.rows @ chosen.astype(np.float64) >= self.needed - _CLOSE).all())
        return (np.flatnonzero(chosen), bool(found.status == 0)) if closes else None

    def greedy(self, cost: Numbers) -> Places:
        """Units that close all gaps, one by one; and those that these need."""
        helps = self.rows.maximum(sparse.csr_array(self.rows.shape))
        used = sparse.csr_array((np.ones_like(helps.data), helps.indices, helps.indptr), shape=helps.shape)
        chosen = np.zeros(len(self.units), np.bool_)
        open_by = self.needed - self.rows @ chosen
        while (open_by > _CLOSE).any():
            wanting = sparse.csr_array(sparse.diags_array(np.maximum(open_by, 0)) @ used)
            help = np.asarray(helps.minimum(wanting).sum(axis=0)).ravel() * ~chosen / cost
            best = int(np.argmax(help))
            if help[best] <= 0:
                break
            chosen[best] = True
            open_by = self.needed - self.rows @ chosen
        return np.flatnonzero(chosen)


def _rows(gaps: Sequence[Breach], bare: Sequence[Bare], n_units: int) -> tuple[sparse.csr_array, Numbers]:
    """Gaps and needs as weights, each of them once, and what is needed; shapes (rows, units) and (rows,)."""
    # Rounded up, which asks for less and so forbids nothing that is safe, to numbers that add up without a remainder.
    once = {}
    for each in gaps:
        weight = np.ceil(each.weight * _STEPS) / _STEPS
        once[each.units.tobytes() + weight.tobytes()] = (each.units, weight, 1.0)
    for need in bare:
        units, weight = np.append(need.units, need.unit), np.append(np.ones(len(need.units)), -1.0)
        once[units.tobytes() + weight.tobytes()] = (units, weight, 0.0)
    starts = np.append(0, np.cumsum([len(units) for units, _, _ in once.values()]))
    units = np.concatenate([np.zeros(0, np.intp), *(units for units, _, _ in once.values())])
    weight = np.concatenate([np.zeros(0), *(weight for _, weight, _ in once.values())])
    needed = np.array([needed for _, _, needed in once.values()])
    return sparse.csr_array((weight, units, starts), shape=(len(once), n_units)), needed


def _knots(gaps: Sequence[Breach], bare: Sequence[Bare], hidden: Flags) -> Iterator[_Knot]:
    """Gaps that are open when some units are hidden, parted into those that share no unit; the smallest first."""
    rows, needed = _rows(gaps, bare, len(hidden))
    # What hidden units have done already is done.
    done = rows.maximum(sparse.csr_array(rows.shape)) @ hidden
    kept = np.flatnonzero(done < np.where(needed > 0, needed, 1.0) - _CLOSE)
    left = sparse.csr_array(rows[kept] @ sparse.diags_array((~hidden).astype(np.float64)))
    left.eliminate_zeros()
    needed = (needed - done)[kept]
    n, n_units = left.shape
    of, unit = left.nonzero()
    joined = sparse.csr_array((np.ones(len(of)), (of, unit + n)), shape=(n + n_units, n + n_units))
    label = np.asarray(connected_components(joined, directed=False)[1], np.intp)
    gap_order, unit_order = (np.argsort(each, kind="stable") for each in (label[:n], label[n:]))
    names, sizes = np.unique(label[:n][needed > 0], return_counts=True)
    for name in names[np.argsort(sizes, kind="stable")]:
        gaps_of = _range(label[:n], gap_order, name)
        units = _range(label[n:], unit_order, name)
        mine = sparse.csr_array(left[gaps_of][:, units])
        yield _Knot(units, *_scaled(mine, needed[gaps_of]))


def _scaled(rows: sparse.csr_array, needed: Numbers) -> tuple[sparse.csr_array, Numbers]:
    """Gaps of which a part is closed already, as if nothing were: weights of 1 are needed of each again."""
    by = np.where(needed > 0, 1.0 / np.where(needed > 0, needed, 1.0), 1.0)
    return sparse.csr_array(sparse.diags_array(by) @ rows), (needed > 0).astype(np.float64)


def _range(label: Places, order: Places, name: int) -> Places:
    first, last = (np.searchsorted(label[order], name, side) for side in ("left", "right"))
    return np.asarray(order[first:last], np.intp)
