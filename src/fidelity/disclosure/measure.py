"""One measure over groups, in this table and in earlier ones."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pandas as pd
from scipy import sparse

from fidelity.disclosure.covering import same
from fidelity.disclosure.primary import tells
from fidelity.disclosure.puzzle import Flags, Numbers, Places
from fidelity.disclosure.relations import Relations, divisions
from fidelity.disclosure.settings import Disclosure


@attrs.frozen(eq=False)
class Measure:
    """What is counted of groups, version by version; the last version is the one to be protected.

    Attributes:
        relations: What the groups are made of, with what is counted in each atom and version.
        groups: The groups of this table; all columns are keys; each is a unit.
        earlier: The groups of each earlier table, and whether each was visible in it.
        is_whole: Whether counts are counted; otherwise amounts, such as points.
        alike: In which groups all have the same value, whatever it is; shape (groups,).
        people: How many people each group is, where that is known; shape (groups,).
        sums: How the groups are made of atoms; shape (groups, atoms).
        counts: What is counted in each group now; shape (groups, columns).
    """

    relations: Relations
    groups: pd.DataFrame
    earlier: Sequence[tuple[pd.DataFrame, Flags]]
    is_whole: bool = True
    alike: Flags = attrs.field()
    people: Numbers | None = None
    sums: sparse.csr_array = attrs.field(init=False)
    counts: Numbers = attrs.field(init=False)

    @alike.default
    def _none_alike(self) -> Flags:
        return np.zeros(len(self.groups), np.bool_)

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
        found = tells(self.counts, setting, self.is_whole, self.alike, self.people).primary
        for version, (groups, visible) in enumerate(self.earlier):
            was_visible = same(self.groups, groups) @ visible > 0
            more = self.relations.values[-1] - self.relations.values[version]
            found = found | (was_visible & tells(np.abs(self.sums @ more), setting, self.is_whole).primary)
        return found

    def since(self, version: int) -> Since:
        """What came to groups since a version: to those of this table, and to those of the earlier one.

        Left out are groups of which nobody counted how many there were, because the earlier table was by other columns.

        Args:
            version: The version.
        """
        of, (earlier, _) = self.relations, self.earlier[version]
        groups = pd.concat([self.groups, earlier]).drop_duplicates(ignore_index=True)
        sums = of.sums(groups)
        told = np.flatnonzero(of.is_told(sums, version) & of.is_told(sums, len(of.values) - 1))
        sums = sparse.csr_array(sums[told])
        amounts = np.asarray(sums @ (of.values[-1] - of.values[version]), np.float64)
        return Since(groups.iloc[told].reset_index(drop=True), sums, amounts)

    def equations(self) -> list[Places]:
        """Totals of this table with what they are the sum of: the places of the groups of each."""
        found = []
        for falls in divisions(self.groups, self.groups):
            whole = np.flatnonzero(np.diff(falls.indptr) > 0)
            rest = sparse.csr_array(falls @ self.sums - self.sums)[whole]
            is_sum = np.asarray(abs(rest).sum(axis=1)).ravel() == 0
            for total in whole[is_sum].tolist():
                found.append(np.append(falls.indices[falls.indptr[total] : falls.indptr[total + 1]], total))
        return found


@attrs.frozen(eq=False)
class Since:
    """What came to groups since a version.

    Attributes:
        groups: The groups.
        sums: How they are made of atoms; shape (groups, atoms).
        amounts: What came to each, below 0 where it fell; shape (groups, columns).
    """

    groups: pd.DataFrame
    sums: sparse.csr_array
    amounts: Numbers
