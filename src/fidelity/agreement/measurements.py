"""Measurements: the numbers that raters gave to subjects, in many groups at once."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import InvalidRecord
from fidelity.problems import Problem

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

_SPARSE = 8
"""How many times more keys than rows a table of all keys may have before sorting is cheaper."""


@attrs.frozen(eq=False)
class Measurements:
    """The numbers that raters gave to subjects, sorted by group, subject and rater.

    Made by `measurements` and `of_table`. A subject is what was rated once by each rater (a visit, a recording); a
    rater of two groups counts as two, since groups never lend each other anything.

    Attributes:
        value: The numbers, in points; shape (ratings,).
        group: The group of each; shape (ratings,), ascending.
        subject: The subject of each, numbered through all groups; shape (ratings,), ascending.
        rater: The rater of each, numbered through all groups; shape (ratings,).
        subject_group: The group of each subject; shape (subjects,), ascending.
        rater_group: The group of each rater; shape (raters,), ascending.
        rater_name: The number that the caller gave each rater; shape (raters,).
        n_groups: How many groups there are; some may hold nothing.
    """

    value: Floats
    group: Integers
    subject: Integers
    rater: Integers
    subject_group: Integers
    rater_group: Integers
    rater_name: Integers
    n_groups: int

    def per_subject(self) -> Integers:
        """How many ratings each subject has; shape (subjects,)."""
        return np.bincount(self.subject, minlength=len(self.subject_group))

    def per_rater(self) -> Integers:
        """How many ratings each rater gave; shape (raters,)."""
        return np.bincount(self.rater, minlength=len(self.rater_group))

    def where(self, keep: Booleans) -> Measurements:
        """Those that a mask keeps, in the same groups; shape of the mask (ratings,)."""
        names = self.rater_name[self.rater[keep]]
        return measurements(self.group[keep], self.subject[keep], names, self.value[keep], self.n_groups)


def measurements(
    group: npt.ArrayLike, subject: npt.ArrayLike, rater: npt.ArrayLike, value: npt.ArrayLike, n_groups: int
) -> Measurements:
    """Measurements from long arrays, in any order of rows.

    Number subjects and raters in the sorted order of their names: sums are then always taken in the same order, so
    that figures are the same to the last digit however the rows came in.

    Args:
        group: The group of each rating, 0 to ``n_groups - 1``; shape (ratings,).
        subject: A number from 0 for its subject; equal numbers in different groups are different subjects.
        rater: A number from 0 for its rater.
        value: The rating, in points; leave missing ones out.
        n_groups: How many groups there are.

    Raises:
        InvalidRecord: Arrays of different lengths, a number that is not finite, a group that does not exist, or two
            ratings of one subject by one rater.
    """
    columns = [np.asarray(each, np.int64) for each in (group, subject, rater)]
    numbers = np.asarray(value, np.float64)
    _check(columns, numbers, n_groups)
    order = _order(columns)
    if order is not None:
        columns, numbers = [each[order] for each in columns], numbers[order]
    of, subjects, raters = columns
    subject_ids, subject_group, _ = _numbered(of, subjects)
    rater_ids, rater_group, rater_name = _numbered(of, raters)
    twice = (np.diff(subject_ids) == 0) & (np.diff(rater_ids) == 0)
    if twice.any():
        raise InvalidRecord(
            Problem(
                "measured-twice",
                f"{int(twice.sum())} ratings repeat a subject and rater that were there before",
                "keep one rating of each subject by each rater: the last revision, or the consensus left out",
            )
        )
    return Measurements(numbers, of, subject_ids, rater_ids, subject_group, rater_group, rater_name, n_groups)


def of_table(table: npt.ArrayLike) -> Measurements:
    """Measurements from tables with a row for each subject and a column for each rater.

    Args:
        table: Points, with NaN where nothing was rated; shape (subjects, raters) for one group, or (groups, subjects,
            raters).
    """
    numbers = np.asarray(table, np.float64)
    cube = numbers[np.newaxis] if numbers.ndim == 2 else numbers
    there = ~np.isnan(cube)
    group, subject, rater = np.nonzero(there)
    return measurements(group, subject, rater, cube[there], len(cube))


def by_group(of: Integers, n_groups: int, weights: npt.ArrayLike | None = None) -> Floats:
    """Sums by group, taken in the order of the rows; shape (groups,).

    Args:
        of: The group of each row.
        n_groups: How many groups there are.
        weights: What is added up; without it rows are counted.
    """
    return np.bincount(of, weights, n_groups).astype(np.float64)


def ratio(upper: npt.ArrayLike, lower: npt.ArrayLike) -> Floats:
    """One array over another, NaN where the lower is 0: for figures that will get a reason there."""
    above, below = np.broadcast_arrays(np.asarray(upper, np.float64), np.asarray(lower, np.float64))
    found: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return found


def _check(columns: list[Integers], numbers: Floats, n_groups: int) -> None:
    lengths = {len(each) for each in (*columns, numbers)}
    group, subject, rater = columns
    if len(lengths) != 1:
        wrong = f"the columns of ratings have different lengths: {sorted(lengths)}"
    elif not np.isfinite(numbers).all():
        wrong = "some ratings are not finite numbers"
    elif len(group) and (group.min() < 0 or group.max() >= n_groups or subject.min() < 0 or rater.min() < 0):
        wrong = f"groups go from 0 to {n_groups - 1}, subjects and raters from 0, and some are outside"
    else:
        return
    raise InvalidRecord(Problem("bad-measurements", wrong, "give one number of each kind for each rating"))


def _order(columns: list[Integers]) -> Integers | None:
    """What sorts the rows by group, subject and rater; None where they are sorted."""
    steps = [np.diff(each) for each in columns]
    group, subject, rater = steps
    if ((group > 0) | ((group == 0) & ((subject > 0) | ((subject == 0) & (rater > 0))))).all():
        return None
    return np.lexsort(columns[::-1]).astype(np.int64)


def _numbered(group: Integers, name: Integers) -> tuple[Integers, Integers, Integers]:
    """Names numbered through all groups in sorted order, with the group and the name of each number."""
    width = int(name.max()) + 1 if len(name) else 1
    key = group * width + name
    size = (int(group[-1]) + 1) * width if len(group) else 0
    if size > _SPARSE * len(key) + 1024:
        found, ids = np.unique(key, return_inverse=True)
        return ids.astype(np.int64), found // width, found % width
    present = np.zeros(size, np.bool_)
    present[key] = True
    found = np.flatnonzero(present)
    return (np.cumsum(present) - 1)[key], found // width, found % width
