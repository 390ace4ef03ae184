"""Hide, attack, hide more: until the attack finds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic

import attrs
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from fidelity.disclosure.audit import Auditor
from fidelity.disclosure.complementary import Choice, Search, weights
from fidelity.disclosure.prices import Bare, Breach
from fidelity.disclosure.puzzle import KNOWN, Flags, Numbers, Places, Puzzle
from fidelity.disclosure.remains import blocks

_ROUNDS = 200
_PATIENCE = 60.0
"""How many seconds the quick way has before everything that is still open is hidden with all around it."""
_TIDYING = 3.0
"""How many seconds are spent on showing again what the quick way hid without need."""


@attrs.frozen(eq=False)
class Protected:
    """What is hidden, so that an attack finds nothing.

    Attributes:
        hidden: Which units are hidden; shape (units,).
        primary: Which of them are so for their own sake; shape (units,).
        is_fewest: Of which units it is proved that no fewer would do; shape (units,).
        n_exposed: How many secrets are open whatever is hidden here, because what is known already gives them away.
        n_rounds: How often was attacked.
    """

    hidden: Flags
    primary: Flags
    is_fewest: Flags
    n_exposed: int
    n_rounds: int

    @property
    def complementary(self) -> Flags:
        """Which units are hidden for the sake of others; shape (units,)."""
        return self.hidden & ~self.primary


def protect(
    puzzles: Sequence[Puzzle],
    sizes: Numbers,
    primary: Flags,
    seconds: float = 10.0,
    exact: bool = True,
    equations: Sequence[Places] = (),
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
            not done a minute later, whatever has to do with what is still open is hidden.
        exact: Whether to search for the fewest at all.
        equations: Units that are a total and what it is the sum of in every puzzle. The search needs none of them, and
            is quicker with them: of such units never one alone is worth hiding.

    References:
        Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
        constraints. Management Science 47(7), 1008–1027.

    Examples:
        In R, with other defaults: ``sdcTable::protectTable(problem, method = "OPT")``.
    """
    end = monotonic() + (seconds if exact else 0.0)
    secret, n_exposed = _still_secret(puzzles, len(primary))
    every, search = [Auditor(puzzle) for puzzle in secret], Search(sizes, primary)
    auditors = every
    chosen, was_quick = Choice(primary, np.ones_like(primary)), np.zeros_like(primary)
    gaps, bare = list[Breach](), list[Bare]()
    alone = _Alone.of_equations(equations)
    clan = _clans(secret, len(primary))
    for n_rounds in range(1, _ROUNDS + 1):
        found = [breach for auditor in auditors for breach in _open(auditor, chosen.hidden, end + _PATIENCE)]
        if not found:
            hidden = _tidied(every, sizes, chosen.hidden, primary, was_quick)
            return Protected(hidden, primary, chosen.is_fewest & ~was_quick, n_exposed, n_rounds)
        if monotonic() > end + _PATIENCE:
            break
        gaps += found
        bare += [*_bare(auditors, chosen.hidden, primary), *alone.new(found)]
        auditors = _active(auditors, clan, found)
        if monotonic() < end:
            chosen = search.fewest(gaps, bare, end)
        else:
            chosen = search.quick(found, bare, chosen.hidden)
            was_quick |= ~chosen.is_fewest
    hidden = _with_all_around(every, chosen.hidden)
    return Protected(hidden, primary, np.zeros_like(primary), n_exposed, n_rounds)


def _open(auditor: Auditor, hidden: Flags, until: float = np.inf) -> list[Breach]:
    """The secrets that are open and could be closed.

    Where nothing is left to hide, all is as if everything were hidden, and more cannot be done.
    """
    return [breach for breach in auditor.breaches(hidden, until) if len(breach.units)]


@attrs.frozen(eq=False)
class _Alone:
    """What is of no use to hide alone, asked for unit by unit as the search comes across them.

    Attributes:
        equations: Units that are a total and its parts.
        of: The places of the equations of each unit.
    """

    equations: Sequence[Places]
    of: Mapping[int, Sequence[int]]
    _said: set[int] = attrs.field(factory=set)

    @classmethod
    def of_equations(cls, equations: Sequence[Places]) -> _Alone:
        """What equations say."""
        of: dict[int, list[int]] = {}
        for place, units in enumerate(equations):
            for unit in units.tolist():
                of.setdefault(unit, []).append(place)
        return cls(equations, of)

    def new(self, found: Sequence[Breach]) -> Iterator[Bare]:
        """What is to be known of the units of gaps, each once."""
        asked = {unit for breach in found for unit in breach.units.tolist()} - self._said
        self._said.update(asked)
        for unit in sorted(asked):
            for place in self.of.get(unit, ()):
                units = self.equations[place]
                yield Bare(unit, units[units != unit])


def _clans(puzzles: Sequence[Puzzle], n_units: int) -> Places:
    """Which units have anything to do with each other in any of the puzzles; shape (units,)."""
    at, of, n = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)], n_units
    for puzzle in puzzles:
        block, unit = blocks(puzzle.linear.sums), puzzle.linear.unit
        cells = sparse.coo_array(puzzle.linear.sums)
        known = unit[cells.row] != KNOWN
        at.append(unit[cells.row[known]])
        of.append(n + block[cells.col[known]])
        n += int(block.max(initial=-1)) + 1
    pairs = (np.concatenate(at), np.concatenate(of))
    joined = sparse.csr_array((np.ones(len(pairs[0])), pairs), shape=(n, n))
    return np.asarray(connected_components(joined, directed=False)[1][:n_units], np.intp)


def _active(auditors: Sequence[Auditor], clan: Places, found: Sequence[Breach]) -> list[Auditor]:
    """What has to be attacked again: where nothing is open and nothing will be hidden, all stays as it is."""
    open_ = np.isin(clan, clan[np.concatenate([breach.units for breach in found])])
    kept = []
    for auditor in auditors:
        linear = auditor.puzzle.linear
        block = blocks(linear.sums)
        cells = sparse.coo_array(linear.sums[np.flatnonzero(np.append(open_, False)[linear.unit])])
        parts = np.isin(block, block[cells.col])
        kept.append(auditor if parts.all() else auditor.only(parts))
    return [auditor for auditor in kept if len(auditor.puzzle.linear.parts)]


def _bare(auditors: Sequence[Auditor], hidden: Flags, primary: Flags) -> Iterator[Bare]:
    """The further units that are of no use so far, because in every puzzle they follow from others; and from which."""
    asked = np.flatnonzero(hidden & ~primary)
    if not len(asked):
        return
    found = [{each.unit: each.units for each in auditor.bare(hidden, asked)} for auditor in auditors]
    holds = [{*auditor.puzzle.linear.unit.tolist()} for auditor in auditors]
    for unit in asked.tolist():
        mine = [told for told, units in zip(found, holds, strict=True) if unit in units]
        if mine and all(unit in told for told in mine):
            yield Bare(unit, np.unique(np.concatenate([told[unit] for told in mine])))


def _tidied(auditors: Sequence[Auditor], sizes: Numbers, hidden: Flags, primary: Flags, was_quick: Flags) -> Flags:
    """What is hidden without what the quick way need not have hidden: each is shown again if that is safe.

    The largest come first, in the time that there is.
    """
    left, cost, until = hidden.copy(), weights(sizes), monotonic() + _TIDYING
    for unit in sorted(np.flatnonzero(left & ~primary & was_quick).tolist(), key=lambda unit: (-cost[unit], unit)):
        if monotonic() > until:
            break
        left[unit] = False
        left[unit] = any(_open(auditor, left) for auditor in auditors)
    return left


def _with_all_around(auditors: Sequence[Auditor], hidden: Flags) -> Flags:
    """What is hidden when time is up: whatever has to do with a secret that is still open, near or far."""
    left = hidden.copy()
    while True:
        n_hidden = left.sum()
        for auditor in auditors:
            linear, secrets = auditor.puzzle.linear, auditor.puzzle.secrets
            open_ = np.unique([breach.secret for breach in _open(auditor, left)]).astype(np.intp)
            block = blocks(linear.sums)
            parts = np.isin(block, block[secrets.sums[open_].indices]).astype(np.float64)
            units = linear.unit[(abs(linear.sums) @ parts > 0) & (linear.unit != KNOWN)]
            left[units] = True
        if left.sum() == n_hidden:
            return left


def _still_secret(puzzles: Sequence[Puzzle], n_units: int) -> tuple[list[Puzzle], int]:
    """The puzzles without the secrets that would be open with everything hidden, and how many those are."""
    everything = np.ones(n_units, np.bool_)
    kept, n_exposed = [], 0
    for puzzle in puzzles:
        left = puzzle
        # An attack that finds something need not find all.
        while open_ := {breach.secret for breach in Auditor(left).breaches(everything) if breach.is_certain}:
            left = left.without(np.array(sorted(open_), np.intp))
            n_exposed += len(open_)
        kept.append(left)
    return kept, n_exposed
