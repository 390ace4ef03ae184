"""Mean squares: the analysis of variance of ratings by subject and rater, in many groups at once."""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, by_group, ratio

_EPS = 16 * float(np.finfo(np.float64).eps)
"""Differences below this share of the largest number are what rounding leaves of zero."""


@attrs.frozen(eq=False)
class MeanSquares:
    """The analysis of variance of each group; every array has the shape (groups,).

    Attributes:
        n_subjects: How many subjects have a rating.
        n_raters: How many raters have given one.
        n_ratings: How many ratings there are.
        complete: Whether every rater rated every subject.
        most: The largest number of ratings of one subject.
        spread: Whether any two ratings differ.
        between: The mean square between subjects; NaN below two subjects.
        within: The mean square within subjects, raters not told apart; NaN where no subject has two ratings.
        raters: The mean square between raters; NaN unless complete, with two raters.
        error: The mean square of what subject and rater leave; NaN likewise.
        typical: The number of ratings per subject that the expected mean square between subjects holds, n0.
        harmonic: The harmonic mean of the numbers of ratings per subject.
    """

    n_subjects: Integers
    n_raters: Integers
    n_ratings: Integers
    complete: Booleans
    most: Integers
    spread: Booleans
    between: Floats
    within: Floats
    raters: Floats
    error: Floats
    typical: Floats
    harmonic: Floats


def mean_squares(data: Measurements) -> MeanSquares:
    """The analysis of variance of each group: one way by subject, and two ways where the table is complete.

    Squares are summed over differences, not as differences of sums, and what is left of an exact zero by rounding is
    set to zero, so that perfect agreement is seen as such.

    Args:
        data: The ratings.
    """
    n_groups, per_subject, per_rater = data.n_groups, data.per_subject(), data.per_rater()
    count = np.bincount(data.group, minlength=n_groups)
    subjects = np.bincount(data.subject_group, minlength=n_groups)
    raters = np.bincount(data.rater_group, minlength=n_groups)
    centred = data.value - ratio(by_group(data.group, n_groups, data.value), count)[data.group]
    by_subject = np.bincount(data.subject, centred, len(per_subject)) / per_subject
    by_rater = np.bincount(data.rater, centred, len(per_rater)) / per_rater
    inside = centred - by_subject[data.subject]
    floor = count * (_EPS * _largest(data)) ** 2

    def squares(of: Integers, terms: Floats) -> Floats:
        total = by_group(of, n_groups, terms)
        return np.where(total > floor, total, 0.0)

    complete = (count == subjects * raters) & (subjects > 1) & (raters > 1)
    between = ratio(squares(data.subject_group, per_subject * by_subject**2), np.maximum(subjects - 1, 0))
    columns = ratio(squares(data.rater_group, per_rater * by_rater**2), np.maximum(raters - 1, 0))
    error = ratio(squares(data.group, (inside - by_rater[data.rater]) ** 2), (subjects - 1) * (raters - 1))
    squared = by_group(data.subject_group, n_groups, per_subject.astype(np.float64) ** 2)
    return MeanSquares(
        subjects,
        raters,
        count,
        complete,
        _most(data.subject_group, per_subject, n_groups),
        squares(data.group, centred**2) > 0,
        between,
        ratio(squares(data.group, inside**2), count - subjects),
        np.where(complete, columns, np.nan),
        np.where(complete, error, np.nan),
        ratio(count - ratio(squared, count), np.maximum(subjects - 1, 0)),
        ratio(subjects, by_group(data.subject_group, n_groups, 1 / per_subject)),
    )


def _largest(data: Measurements) -> Floats:
    """The largest absolute number of each group, 0 where there is none."""
    found = np.zeros(data.n_groups)
    starts = np.flatnonzero(np.diff(data.group, prepend=-1))
    found[data.group[starts]] = np.maximum.reduceat(np.abs(data.value), starts) if len(starts) else 0.0
    return found


def _most(of: Integers, counts: Integers, n_groups: int) -> Integers:
    found = np.zeros(n_groups, np.int64)
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    found[of[starts]] = np.maximum.reduceat(counts, starts) if len(starts) else 0
    return found
