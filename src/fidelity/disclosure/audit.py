"""The attack that a careful reader can make: the lowest and the highest that a hidden amount can be, and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic

import attrs
import numpy as np
from scipy import sparse

from fidelity.disclosure.attacks import One, each_with_all, solved, untried, with_what_is_near
from fidelity.disclosure.examples import TOLERANCE, Example, for_many, still_valid
from fidelity.disclosure.prices import Bare, Breach, Narrowed, followed, priced
from fidelity.disclosure.programme import least
from fidelity.disclosure.puzzle import Flags, Linear, Numbers, Places, Puzzle
from fidelity.disclosure.remains import Remains, blocks

_TOGETHER = 1_000
"""How many unknowns are put to the solver at once."""
_NEAR = 300
"""With how many unknowns a secret is attacked by what is near it first."""
_KEPT = 12
"""How many examples are kept for later rounds."""


@attrs.frozen(eq=False)
class Ranges:
    """How far a reader can narrow amounts down.

    Attributes:
        low: The lowest that each can be; shape (amounts,).
        high: The highest; infinite where nothing seen limits it; shape (amounts,).
    """

    low: Numbers
    high: Numbers


def attack(linear: Linear, hidden: Flags, amounts: sparse.csr_array) -> Ranges:
    """The lowest and the highest that amounts can be for somebody who sees all that is not hidden.

    *Meaning.* The reader knows every visible cell exactly, knows what is the sum of what, and knows that no part is
    below 0. Nothing else is taken for known, and nothing that follows from these is overlooked.

    Args:
        linear: The cells.
        hidden: Which units are hidden; shape (units,).
        amounts: What is attacked, as sums of parts; shape (amounts, parts).

    Returns:
        The ranges. Whole numbers are not asked for, so a range may be wider than that of the whole numbers in it.

    Notes:
        Two linear programmes for each amount: least and most ``a x`` with ``A x = A x₀`` for the visible rows ``A`` and
        ``x ≥ 0``, where ``x₀`` is the truth.

    References:
        Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
        constraints. Management Science 47(7), 1008–1027 (the attacker problem).
    """
    visible = linear.visible(hidden)
    rows, values = sparse.csr_array(linear.sums[visible]), linear.cells[visible]
    most = 2 * float(np.abs(amounts @ linear.parts).max(initial=0) + linear.parts.sum()) + 1
    low, high = [], []
    for row in amounts.toarray():
        ends = [least(end, rows, values, sparse.csr_array(-end[None, :]), np.array([most])).fun for end in (row, -row)]
        low.append(float(ends[0]))
        high.append(-float(ends[1]) if -float(ends[1]) < most - TOLERANCE else np.inf)
    return Ranges(np.array(low), np.array(high))


def breaches(puzzle: Puzzle, hidden: Flags) -> list[Breach]:
    """The secrets that a reader can narrow down, each with what would prevent it.

    A secret is safe when the reader cannot tell it from 0, and cannot tell it from its reach or more. Both are proved
    by an example in whole numbers that agrees with all that is visible; where none is found, the secret counts as open.

    Args:
        puzzle: What can be seen and what must not be worked out.
        hidden: Which units are hidden; shape (units,).
    """
    return Auditor(puzzle).breaches(hidden)


@attrs.frozen(eq=False)
class Auditor:
    """Attacks one puzzle again and again, and remembers the examples by which secrets were seen to be safe.

    Attributes:
        puzzle: What can be seen and what must not be worked out.
    """

    puzzle: Puzzle
    _examples: dict[float, list[Example]] = attrs.field(factory=lambda: {1.0: [], -1.0: []})
    _block: Places = attrs.field(init=False)

    @_block.default
    def _blocks(self) -> Places:
        return blocks(self.puzzle.linear.sums)

    def breaches(self, hidden: Flags, until: float = np.inf) -> list[Breach]:
        """The secrets that a reader can narrow down, as `breaches` finds them.

        Where something is open, not everything that has to do with it is looked at, because more will be hidden there
        anyway. So what is found may not be all; but where nothing is found, nothing is open.

        Args:
            hidden: Which units are hidden; shape (units,).
            until: When secrets are no longer attacked one by one, by `time.monotonic`: those of which no example is
                found for many at once count as open.
        """
        if not self.puzzle.secrets.reach.size:
            return []
        visible = self.puzzle.linear.visible(hidden)
        rows = sparse.csr_array(self.puzzle.linear.sums[visible])
        remains = Remains.of(rows, self.puzzle.linear.parts)
        unit = self.puzzle.linear.unit[visible]
        touched = remains.touched(self.puzzle.secrets.sums)
        found = []
        for sign in (1.0, -1.0):
            narrowed = self._narrowed(remains, touched, sign, until)
            found += priced(narrowed, remains, rows, unit, self._block)
        return found

    def only(self, parts: Flags) -> Auditor:
        """The same for some of the parts, which have nothing to do with the others.

        Args:
            parts: Which parts; shape (parts,).
        """
        examples = {sign: [example[parts] for example in pool] for sign, pool in self._examples.items()}
        return Auditor(self.puzzle.only(parts), examples)

    def bare(self, hidden: Flags, units: Places) -> list[Bare]:
        """Those of some hidden units that can be worked out, all of them, by mere subtraction; and from what.

        Args:
            hidden: Which units are hidden; shape (units,).
            units: The units in question.
        """
        linear = self.puzzle.linear
        visible = linear.visible(hidden)
        rows = sparse.csr_array(linear.sums[visible])
        remains = Remains.of(rows, linear.parts)
        asked = np.append(np.zeros(len(hidden), np.bool_), False)
        asked[units] = True
        cells = np.flatnonzero(asked[linear.unit])
        is_open = abs(linear.sums[cells]) @ remains.is_open.astype(np.float64) > 0
        asked[linear.unit[cells[is_open]]] = False
        told = cells[asked[linear.unit[cells]]]
        return followed(linear.unit[told], sparse.csr_array(linear.sums[told]), remains, rows, linear.unit[visible])

    def _narrowed(self, remains: Remains, touched: sparse.csr_array, sign: float, until: float) -> list[Narrowed]:
        """The secrets for which there is no example, from one side."""
        left = self._unproved(remains, touched, np.arange(len(self.puzzle.secrets.reach)), sign)
        size = np.bincount(remains.island[remains.is_open], minlength=remains.n_islands).astype(np.float64)
        is_far = (touched @ size)[left] > _NEAR
        near = [*self._attacked(with_what_is_near(self.puzzle, remains, left[is_far], sign), remains)]
        is_open = np.zeros(remains.n_islands)
        for each in near:
            is_open[touched.indices[touched.indptr[each.secret] : touched.indptr[each.secret + 1]]] = 1.0
        rest = self._unproved(remains, touched, left[touched[left] @ is_open == 0], sign)
        if monotonic() > until:
            return [*near, *(untried(self.puzzle, secret, sign) for secret in rest.tolist())]
        return [*near, *self._attacked(each_with_all(self.puzzle, remains, rest, sign), remains)]

    def _unproved(self, remains: Remains, touched: sparse.csr_array, secrets: Places, sign: float) -> Places:
        """Those of some secrets that neither old examples nor new ones for many at once show to be safe."""
        pool = self._examples[sign]
        left = np.zeros(len(self.puzzle.secrets.reach), np.bool_)
        left[secrets] = True
        for example in pool:
            left &= ~still_valid(self.puzzle, remains, touched, example, sign)
        n_proved, n_parcels = 1, 0
        while left.any() and n_proved > n_parcels:
            example, n_parcels = for_many(self.puzzle, remains, touched, np.flatnonzero(left), sign)
            proved = left & still_valid(self.puzzle, remains, touched, example, sign)
            n_proved = int(proved.sum())
            pool += [example] if n_proved else []
            left &= ~proved
        del pool[:-_KEPT]
        return np.flatnonzero(left)

    def _attacked(self, secrets: Iterable[One], remains: Remains) -> Iterator[Narrowed]:
        """Those of some secrets that are open, each attacked by itself; many in one programme."""
        batch, n = list[One](), 0
        for one in secrets:
            if batch and n + len(one.places) > _TOGETHER:
                yield from solved(self.puzzle, remains, batch)
                batch, n = [], 0
            batch.append(one)
            n += len(one.places)
        yield from solved(self.puzzle, remains, batch)
