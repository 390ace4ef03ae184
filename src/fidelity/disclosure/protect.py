"""Hide, attack, hide more: until the attack finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import attrs
import numpy as np
from scipy import sparse

from fidelity.disclosure.audit import Breach, breaches
from fidelity.disclosure.complementary import Choice, fewest, greedy, weights
from fidelity.disclosure.puzzle import Flags, Numbers, Puzzle, Secrets

_ROUNDS = 200
_PATIENCE = 300.0
"""How many seconds the quick way has before everything is hidden."""


@attrs.frozen(eq=False)
class Protected:
    """What is hidden, so that an attack finds nothing.

    Attributes:
        hidden: Which units are hidden; shape (units,).
        primary: Which of them are so for their own sake; shape (units,).
        is_fewest: Whether it is proved that no fewer would do.
        n_exposed: How many secrets are open whatever is hidden here, because what is known already gives them away.
        n_rounds: How often was attacked.
    """

    hidden: Flags
    primary: Flags
    is_fewest: bool
    n_exposed: int
    n_rounds: int

    @property
    def complementary(self) -> Flags:
        """Which units are hidden for the sake of others; shape (units,)."""
        return self.hidden & ~self.primary


def protect(
    puzzles: Sequence[Puzzle], sizes: Numbers, primary: Flags, seconds: float = 10.0, exact: bool = True
) -> Protected:
    """The fewest units to hide so that no secret of any puzzle can be narrowed down.

    *Meaning.* For each secret, what remains visible agrees with an example in which it is 0, and with another in which
    it is its reach or more. So nobody can tell from the tables that a small count is not 0, or that it is small.

    *How.* What is primary is hidden; an attack by linear programming shows what is still open, and why; the fewest
    units that close all gaps found so far are hidden instead; and so on, until the attack finds nothing. Each gap is a
    bound that every safe choice keeps, so the last choice is the best of all.

    Args:
        puzzles: What can be seen and what must not be worked out; their units are the same.
        sizes: How much each unit is; among equally few units the smallest are hidden; shape (units,).
        primary: Which units are hidden in any case; shape (units,).
        seconds: How long the search for the fewest may take. After that units are added one by one, and if that is
            not done five minutes later, everything is hidden.
        exact: Whether to search for the fewest at all.

    References:
        Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
        constraints. Management Science 47(7), 1008–1027.

    Examples:
        In R, with other defaults: ``sdcTable::protectTable(problem, method = "OPT")``.
    """
    cost, end = weights(sizes), monotonic() + seconds
    chosen, gaps, n_rounds = Choice(primary, True), list[Breach](), 0
    secret, n_exposed = _still_secret(puzzles, len(primary))
    for n_rounds in range(1, _ROUNDS + 1):
        found = [breach for puzzle in secret for breach in breaches(puzzle, chosen.hidden)]
        if not found:
            hidden = chosen.hidden if chosen.is_fewest else _pruned(secret, cost, chosen, primary, end + _PATIENCE)
            return Protected(hidden, primary, chosen.is_fewest, n_exposed, n_rounds)
        if monotonic() > end + _PATIENCE:
            break
        gaps += found
        best = fewest(cost, primary, gaps, end - monotonic()) if exact and monotonic() < end else None
        chosen = best if best is not None else greedy(cost, chosen.hidden, found)
    return Protected(np.ones_like(primary), primary, False, n_exposed, n_rounds)


def _pruned(puzzles: Sequence[Puzzle], cost: Numbers, chosen: Choice, primary: Flags, until: float) -> Flags:
    """What is hidden without what need not be: each further unit is shown again if that is safe, the dearest first."""
    left = chosen.hidden.copy()
    for unit in sorted(np.flatnonzero(left & ~primary).tolist(), key=lambda unit: (-cost[unit], unit)):
        if monotonic() > until:
            break
        left[unit] = False
        left[unit] = any(breaches(puzzle, left) for puzzle in puzzles)
    return left


def _still_secret(puzzles: Sequence[Puzzle], n_units: int) -> tuple[list[Puzzle], int]:
    """The puzzles without the secrets that would be open with everything hidden, and how many those are."""
    kept, n_exposed = [], 0
    for puzzle in puzzles:
        open_ = {breach.secret for breach in breaches(puzzle, np.ones(n_units, np.bool_))}
        n_exposed += len(open_)
        rest = [place for place in range(len(puzzle.secrets.reach)) if place not in open_]
        secrets = Secrets(sparse.csr_array(puzzle.secrets.sums[rest]), puzzle.secrets.reach[rest])
        kept.append(attrs.evolve(puzzle, secrets=secrets) if open_ else puzzle)
    return kept, n_exposed
