"""The parts that a measure is made of in every table, and what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
import numpy as np
from scipy import sparse

from fidelity.disclosure.measure import Measure
from fidelity.disclosure.puzzle import KNOWN, Linear, Numbers, Places, Puzzle, Secrets

_CLOSE = 1e-9

Secret = tuple[sparse.csr_array, Numbers]
"""Sums of parts to protect, and the reach of each."""


@attrs.frozen(eq=False)
class Board:
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
    def of(cls, measure: Measure) -> Board:
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
    def versions(self) -> tuple[Sequence[sparse.csr_array], Sequence[sparse.csr_array]]:
        """What the counts of each version tell, and how it is made of the parts."""
        return self.measure.relations.told, self.states

    @property
    def n_atoms(self) -> int:
        """How many atoms there are."""
        return len(self.measure.relations.atoms)

    @property
    def width(self) -> int:
        """How many columns are counted."""
        return int(self.measure.relations.values[0].shape[1])

    @property
    def n_parts(self) -> int:
        """How many parts there are."""
        return len(self.parts)

    def cells(self, sums: sparse.csr_array, version: int) -> sparse.csr_array:
        """Groups in a version, column by column, as sums of parts; shape (groups × columns, parts)."""
        return sparse.csr_array(sparse.kron(sums, sparse.eye_array(self.width)) @ self.states[version])

    def puzzle(self, known: Sequence[sparse.csr_array], lifted: sparse.csr_array, secrets: list[Secret]) -> Puzzle:
        """All that is seen and known, and what must not be worked out.

        Args:
            known: Sums that are known exactly.
            lifted: Sums that are known to be 1 or more. What is above that is a part too; these come after the others.
            secrets: What is protected.
        """
        rows, unit = self._shown()
        rules, versions = self.measure.relations, range(len(self.states))
        exact = [*known, *(self.cells(rules.equal, version) for version in versions)]
        least = [lifted, *(self._at_least(version) for version in versions)]
        plain, above = (sparse.csr_array(sparse.vstack(every)) for every in ([rows, *exact], least))
        floor = (np.arange(above.shape[0]) < lifted.shape[0]).astype(np.float64)
        slack = sparse.hstack([above, -sparse.eye_array(len(floor))])
        sums = sparse.csr_array(sparse.vstack([_wider(plain, len(floor)), slack]))
        parts = np.append(self.parts, above @ self.parts - floor)
        sums.eliminate_zeros()
        units = np.append(unit, np.full(sums.shape[0] - len(unit), KNOWN))
        return Puzzle(Linear(sums, parts, units, self.measure.is_whole), _beside(secrets, len(parts)))

    def _at_least(self, version: int) -> sparse.csr_array:
        """What is known not to be below 0, column by column and of all columns together; shape (rules, parts).

        A total of people is no less than any of its groups, but of those who met it may be: who met a criterion in one
        quarter need not have met it in the year. What does not hold is known to nobody, and left out.
        """
        each = self.cells(self.measure.relations.at_least, version)
        known = sparse.csr_array(sparse.vstack([each, together(each, self.width)]))
        return sparse.csr_array(known[np.flatnonzero(known @ self.parts >= -_CLOSE)])

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


def together(cells: sparse.csr_array, width: int) -> sparse.csr_array:
    """Rows instead of their columns; shape (rows, parts).

    Args:
        cells: Sums of parts, column by column; shape (rows × columns, parts).
        width: How many columns there are.
    """
    row = sparse.kron(sparse.eye_array(cells.shape[0] // width), np.ones((1, width)))
    return sparse.csr_array(row @ cells)


def _beside(secrets: list[Secret], n_parts: int) -> Secrets:
    rows = [_wider(sums, n_parts - sums.shape[1]) for sums, _ in secrets]
    none = sparse.csr_array((0, n_parts))
    reach = np.concatenate([np.zeros(0), *(reach for _, reach in secrets)])
    sums = sparse.csr_array(sparse.vstack([none, *rows]))
    sums.eliminate_zeros()
    return Secrets(sums, reach)


def _wider(rows: sparse.csr_array, by: int) -> sparse.csr_array:
    return sparse.csr_array(sparse.hstack([rows, sparse.csr_array((rows.shape[0], by))]))


def _last(rows: sparse.csr_array, width: int) -> sparse.csr_array:
    """Rows that use only the last of the parts."""
    return sparse.csr_array(sparse.hstack([sparse.csr_array((rows.shape[0], width - rows.shape[1])), rows]))
