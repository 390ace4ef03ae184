"""Severity: how far each rater lies from the others on the subjects that they share."""

from __future__ import annotations

import attrs
import numpy as np
from scipy.special import stdtrit

from fidelity.agreement.crossed import CrossedStack, centred, crossed_stacks
from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, measurements, ratio
from fidelity.agreement.pieces import pieces
from fidelity.agreement.reliability import Codes, NoBounds, NoReliability
from fidelity.tally.interval import checked

METHOD = "least squares, subject and rater, raters of a set summing to zero; interval by t"
_NO_ERROR = 1e-13
"""Squares below this share of all are what rounding leaves of zero."""


@attrs.frozen(eq=False)
class Severities:
    """How far raters lie from the others, one row for each rater of each group, sorted by both.

    Attributes:
        group: The group; shape (raters,), as all others.
        rater: The number that the caller gave the rater.
        peers: The set of raters with whom the rater can be compared, numbered from 0 in each group by its first
            rater; raters of different sets share nobody, directly or through others, and must not be compared.
        n_peers: How many raters the set has, this one included.
        n_shared: How many of the rater's subjects others rated too.
        effect: How many points higher than the mean of its set the rater rates the same subjects: above 0 is milder,
            below 0 stricter; NaN exactly where ``why_none`` is not 0.
        why_none: `NoReliability.SHARES_NOBODY`, or 0.
        se: Its standard error; NaN exactly where ``why_no_bounds`` is not 0, as the ends are.
        low: The lower end of its interval.
        high: The upper end.
        why_no_bounds: A `NoBounds`, or 0.
        df: The degrees of freedom of the error.
        level: How often such an interval holds the true value.
        method: How effects and intervals were made, in words.
    """

    group: Integers
    rater: Integers
    peers: Integers
    n_peers: Integers
    n_shared: Integers
    effect: Floats
    why_none: Codes
    se: Floats
    low: Floats
    high: Floats
    why_no_bounds: Codes
    df: Integers
    level: float
    method: str = METHOD

    @property
    def from_others(self) -> Floats:
        """How far the rater lies from the mean of the others, without itself; its interval stretches likewise."""
        return self.effect * ratio(self.n_peers, self.n_peers - 1)


def severity(data: Measurements, level: float = 0.95) -> Severities:
    """How far each rater lies from the others, in points, on the subjects that they share.

    *Meaning.* By how much a rater rates the same subjects higher or lower than the raters it can be compared with.
    Who happened to see better practice does not matter, since only raters of the same subjects are compared, directly
    or through others who rated with both.

    *When to use.* To see whom to talk with about the anchors, for a score or for one item. It shows a constant
    difference only: a rater who is milder with some and stricter with others shows in the agreement, not here. With
    many raters some intervals miss zero by chance: one in twenty does.

    Args:
        data: The ratings of a score or an item.
        level: How often the intervals are to hold the true value.

    Returns:
        A row for each rater of each group; those who share no subject with anybody carry a reason.

    Raises:
        UsageError: The level is not between 0 and 1.

    Notes:
        Least squares for ``rating = subject + rater + error``, both fixed, the raters of a connected set summing to
        zero. The error's degrees of freedom are shared ratings - shared subjects - raters + 1 in each set. Subjects
        are eliminated, so that what is solved has the size of the number of raters.

    References:
        Searle, S. R. (1971). Linear models, chapter 7. Weeks, D. L., & Williams, D. R. (1964). Technometrics, 6,
        319-324 (connected sets).

    Examples:
        In R: ``lm(rating ~ subject + rater, contrasts = list(rater = contr.sum))``. Of two raters of three subjects,
        2 4 6 and 3 5 8, the second is 2/3 points above their mean and 4/3 above the first:

        >>> found = severity(of_table([[2, 3], [4, 5], [6, 8]]))
        >>> [round(float(each), 4) for each in found.effect]
        [-0.6667, 0.6667]
    """
    checked(level)
    shared = data.per_subject()[data.subject] > 1
    piece, n_pieces = pieces(data)
    by_piece = measurements(
        piece[data.rater][shared], data.subject[shared], data.rater[shared], data.value[shared], n_pieces
    )
    n_raters = len(data.rater_group)
    alone = np.bincount(data.rater[shared], minlength=n_raters) == 0
    effect, se, df = np.full(n_raters, np.nan), np.full(n_raters, np.nan), np.zeros(n_raters, np.int64)
    asked = np.bincount(by_piece.group, minlength=n_pieces) > 0
    for stack in crossed_stacks(centred(by_piece), asked, short_raters=True):
        rows = by_piece.rater_name[stack.name]
        effect[rows], se[rows], free = _solved(stack)
        df[rows] = free[:, np.newaxis]
    return _made(data, piece, alone, (effect, se, df), shared, level)


def _made(
    data: Measurements,
    piece: Integers,
    alone: Booleans,
    solved: tuple[Floats, Floats, Integers],
    shared: Booleans,
    level: float,
) -> Severities:
    effect, se, df = solved
    why = np.zeros(len(effect), np.int8)
    for reason, holds in (
        (NoBounds.NO_VALUE, alone),
        (NoBounds.NO_FREEDOM, df == 0),
        (NoBounds.NO_SPREAD, se == 0),
    ):
        why[holds & (why == 0)] = reason
    se = np.where(why == 0, se, np.nan)
    half = se * stdtrit(np.maximum(df, 1), (1 + level) / 2)
    return Severities(
        data.rater_group,
        data.rater_name,
        _numbered_by_group(piece, data.rater_group),
        np.bincount(piece)[piece],
        np.bincount(data.rater[shared], minlength=len(effect)),
        effect,
        np.where(alone, NoReliability.SHARES_NOBODY, 0).astype(np.int8),
        se,
        effect - half,
        effect + half,
        why,
        df,
        level,
    )


def _numbered_by_group(piece: Integers, group: Integers) -> Integers:
    """The pieces numbered from 0 in each group; they are numbered by their first raters, who are sorted by group."""
    first_rater = np.unique(piece, return_index=True)[1]
    of = group[first_rater]
    return (np.arange(len(of)) - np.searchsorted(of, of))[piece] if len(piece) else piece


def _solved(stack: CrossedStack) -> tuple[Floats, Floats, Integers]:
    """Effects and standard errors, with the degrees of freedom; shapes (g, raters) twice and (g,)."""
    share = 1 / stack.size
    r = stack.count.shape[1]
    meetings = (share[:, :, np.newaxis, np.newaxis] * stack.together).sum(axis=1)
    laplacian = np.eye(r) * stack.count[:, np.newaxis, :] - meetings
    total = stack.total - (share[:, :, np.newaxis] * stack.level_totals).sum(axis=1)
    # In a connected set only a shift of all raters is undetermined; the mean of all is held at zero.
    inverse = np.linalg.inv(laplacian + 1 / r) - 1 / r
    effect = (inverse @ total[:, :, np.newaxis])[:, :, 0]
    left = stack.squares - (share * stack.level_squares).sum(axis=1) - (total * effect).sum(axis=1)
    left = np.where(left > _NO_ERROR * stack.squares, left, 0.0)
    df = np.rint(stack.n_ratings - stack.n_levels.sum(axis=1) - r + 1).astype(np.int64)
    variance = ratio(left, df)[:, np.newaxis] * np.diagonal(inverse, axis1=1, axis2=2)
    return effect, np.sqrt(np.maximum(variance, 0)), df
