"""Which further figures to hide: the fewest that close every gap found so far, by an exact search or a quick one."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from fidelity.disclosure.audit import Breach
from fidelity.disclosure.puzzle import Flags, Numbers

_STEPS = 64


@attrs.frozen(eq=False)
class Choice:
    """What to hide.

    Attributes:
        hidden: Which units; shape (units,).
        is_fewest: Whether no smaller number of units closes the same gaps.
    """

    hidden: Flags
    is_fewest: bool


def weights(sizes: Numbers) -> Numbers:
    """What hiding each unit costs: one for each, and less than a half for all sizes together.

    So the fewest units are hidden, and among equally few the smallest.

    Args:
        sizes: How much each unit is; shape (units,).
    """
    return 1.0 + 0.5 * sizes / (1.0 + float(sizes.sum()))


def fewest(cost: Numbers, primary: Flags, found: Sequence[Breach], seconds: float) -> Choice | None:
    """The cheapest units that close every gap, by a search that proves it.

    Args:
        cost: What hiding each unit costs; shape (units,).
        primary: Which are hidden in any case; shape (units,).
        found: The gaps.
        seconds: How long the search may take.

    Returns:
        The choice, or None where the time was up before anything was found.

    Notes:
        A mixed-integer linear programme over one 0/1 variable a unit, solved by HiGHS: least total cost, with weights
        of 1 or more for each gap.
    """
    # Within a quarter of a unit of the best, nothing with fewer units can be left, since sizes make up half a unit.
    near = min(1e-4, 0.25 / (1.5 * len(cost) + 1))
    rules = LinearConstraint(_rows(found, len(cost)), np.ones(len(found)), np.full(len(found), np.inf))
    solved = milp(
        cost,
        constraints=rules,
        integrality=np.ones(len(cost), np.int64),
        bounds=Bounds(primary.astype(np.float64), 1.0),
        options={"time_limit": max(seconds, 0.01), "mip_rel_gap": near},
    )
    if solved.x is None:
        return None
    return Choice((solved.x > 0.5) | primary, bool(solved.status == 0))


def greedy(cost: Numbers, hidden: Flags, found: Sequence[Breach]) -> Choice:
    """What closes every gap, taken unit by unit: each time the one that helps most for its cost.

    Args:
        cost: What hiding each unit costs; shape (units,).
        hidden: Which are hidden already; shape (units,).
        found: The gaps.
    """
    rows = _rows(found, len(cost))
    used = sparse.csr_array((np.ones_like(rows.data), rows.indices, rows.indptr), shape=rows.shape)
    chosen = hidden.copy()
    open_by = 1.0 - rows @ chosen
    while (open_by > 1e-9).any():
        wanting = sparse.diags_array(np.maximum(open_by, 0)) @ used
        help = np.asarray(rows.minimum(wanting).sum(axis=0)) * ~chosen / cost
        best = int(np.argmax(help))
        if help[best] <= 0:
            break
        chosen[best] = True
        open_by = 1.0 - rows @ chosen
    return Choice(chosen, False)


def _rows(found: Sequence[Breach], n_units: int) -> sparse.csr_array:
    """The gaps as a table of weights; shape (gaps, units)."""
    starts = np.append(0, np.cumsum([len(breach.units) for breach in found]))
    units = np.concatenate([breach.units for breach in found])
    # Rounded up, which asks for less and so forbids nothing that is safe, to numbers that add up without a remainder.
    weight = np.ceil(np.concatenate([breach.weight for breach in found]) * _STEPS) / _STEPS
    return sparse.csr_array((weight, units, starts), shape=(len(found), n_units))
