"""Designs: who rated what how, as long arrays, in any number of groups at once."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

from fidelity.agreement.categories import Categories, Integers
from fidelity.agreement.margins import Margins, margins_of
from fidelity.agreement.pairs import Pairs, pairs_of
from fidelity.agreement.patterns import Patterns, counted
from fidelity.agreement.units import Units, units_of
from fidelity.errors import InvalidRecord
from fidelity.plan.dense import ADDRESSABLE, fold_patterns
from fidelity.plan.packing import LARGEST
from fidelity.problems import Problem

NO_RATING = -1
"""The code of a cell that nobody rated."""


def _integers(array: object) -> Integers:
    return np.asarray(array, np.int64)


@attrs.frozen(eq=False)
class Design:
    """Ratings as long arrays, one row for each rating.

    Which rows come first makes no difference to any figure, and neither does which groups there are beside a group.

    Attributes:
        group: The group, such as an item of a site, counted from 0; shape (ratings,).
        unit: What was rated, such as a visit, counted from 0 within its group; shape (ratings,).
        rater: Who rated, counted from 0; shape (ratings,).
        code: The category, by its place among ``categories``; −1 where there is no rating; shape (ratings,).
        n_groups: How many groups there are.
        categories: What a rating can be.
    """

    group: Integers = attrs.field(converter=_integers)
    unit: Integers = attrs.field(converter=_integers)
    rater: Integers = attrs.field(converter=_integers)
    code: Integers = attrs.field(converter=_integers)
    n_groups: int
    categories: Categories

    def __attrs_post_init__(self) -> None:
        """Refuse arrays that contradict each other, and a rater who rated a unit twice."""
        arrays = (self.group, self.unit, self.rater, self.code)
        if len({array.shape for array in arrays}) > 1 or self.code.ndim != 1:
            raise InvalidRecord(Problem("uneven-agreement", "groups, units, raters and codes are not equally many"))
        if not len(self.code):
            return
        if min(array.min() for array in arrays[:3]) < 0 or self.group.max() >= self.n_groups:
            raise InvalidRecord(Problem("uneven-agreement", "a group, unit or rater is negative or too large"))
        if self.code.min() < NO_RATING or self.code.max() >= len(self.categories):
            raise InvalidRecord(Problem("uneven-agreement", f"a code is none of {len(self.categories)} categories"))
        if _repeats(*self._row_keys()):
            message = "a rater rated the same unit twice"
            raise InvalidRecord(Problem("repeated-rating", message, "decide first which of the two ratings stands"))

    def _row_keys(self) -> tuple[Integers, int]:
        """A number for each row that rises by group, then unit, then rater; and how many numbers there can be."""
        n_units, n_raters = int(self.unit.max(initial=0)) + 1, int(self.rater.max(initial=0)) + 1
        size = self.n_groups * n_units * n_raters
        if size < LARGEST:
            return (self.group * n_units + self.unit) * n_raters + self.rater, size
        columns = [(self.group, self.n_groups), (self.unit, n_units), (self.rater, n_raters)]
        return fold_patterns(columns)[0].astype(np.int64), len(self.code)  # type: ignore[arg-type]

    @cached_property
    def ordered(self) -> Design:
        """The rows that hold a rating, by group, unit and rater: the order in which figures are computed."""
        rated = np.flatnonzero(self.code >= 0)
        rows = rated[np.argsort(self._row_keys()[0][rated])]
        return attrs.evolve(
            self, group=self.group[rows], unit=self.unit[rows], rater=self.rater[rows], code=self.code[rows]
        )

    @cached_property
    def units(self) -> Units:
        """The units that somebody rated, each with its pattern."""
        return units_of(self.group, self.unit, self.code, self.n_groups, len(self.categories))

    def patterns(self) -> Patterns:
        """How many units of each group have each pattern."""
        units = self.units
        return counted(units.group, units.kind, None, units.kinds, self.n_groups, self.categories)

    def pairs(self) -> Pairs:
        """A contingency table for each group and each two raters who both rated some unit of it."""
        rows = self.ordered
        return pairs_of(rows.group, rows.unit, rows.rater, rows.code, self.categories)

    def margins(self) -> Margins:
        """How often each rater chose each category, group by group."""
        rows = self.ordered
        return margins_of(rows.group, rows.rater, rows.code, self.n_groups, len(self.categories))


def _repeats(keys: Integers, size: int) -> bool:
    """Whether a key occurs twice."""
    if size > ADDRESSABLE:
        keys = np.sort(keys)
        return bool(np.any(keys[1:] == keys[:-1]))
    marked = np.zeros(size, np.bool_)
    marked[keys] = True
    return int(np.count_nonzero(marked)) < len(keys)
