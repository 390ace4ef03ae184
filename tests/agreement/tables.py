"""Tables that several tests of reliability share, with where they were published."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fidelity.agreement.measurements import Measurements, measurements

Floats = npt.NDArray[np.float64]

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], np.float64
)
"""Six subjects by four judges: Shrout and Fleiss (1979), table 2."""

TWO_MISSING = SHROUT_FLEISS.copy()
"""The same without the first subject's second rating and the fourth subject's fourth."""
TWO_MISSING[0, 1] = TWO_MISSING[3, 3] = np.nan

BRENNAN_1 = np.array(
    [
        [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
        [1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0],
        [1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
        [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0],
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    ],
    np.float64,
)
"""Ten persons by twelve items: Brennan (2001), Generalizability theory, synthetic data set 1."""

BRENNAN_2 = np.array(
    [
        [2, 6, 7, 5, 2, 5, 5, 5],
        [4, 5, 6, 7, 6, 7, 5, 7],
        [5, 5, 4, 6, 5, 4, 5, 5],
        [5, 9, 8, 6, 5, 7, 7, 6],
        [4, 3, 5, 6, 4, 5, 6, 4],
        [4, 4, 4, 7, 6, 4, 7, 8],
        [2, 6, 6, 5, 2, 7, 7, 5],
        [3, 4, 4, 5, 6, 6, 6, 4],
        [0, 5, 4, 5, 5, 5, 5, 3],
        [6, 8, 7, 6, 6, 8, 8, 6],
    ],
    np.float64,
)
"""Ten persons by eight ratings: his set 2 (eight items within persons) and 3 (two occasions, four items each)."""

BRENNAN_4 = np.array(
    [
        [5, 6, 5, 5, 5, 3, 4, 5, 6, 7, 3, 3],
        [9, 3, 7, 7, 7, 5, 5, 5, 7, 7, 5, 2],
        [3, 4, 3, 3, 5, 3, 3, 5, 6, 5, 1, 6],
        [7, 5, 5, 3, 3, 1, 4, 3, 5, 3, 3, 5],
        [9, 2, 9, 7, 7, 7, 3, 7, 2, 7, 5, 3],
        [3, 4, 3, 5, 3, 3, 6, 3, 4, 5, 1, 2],
        [7, 3, 7, 7, 7, 5, 5, 7, 5, 5, 5, 4],
        [5, 8, 5, 7, 7, 5, 5, 4, 3, 2, 1, 1],
        [9, 9, 8, 8, 6, 6, 6, 5, 5, 8, 1, 1],
        [4, 4, 4, 3, 3, 5, 6, 5, 5, 7, 1, 1],
    ],
    np.float64,
)
"""Ten persons by twelve raters, four within each of three tasks: his set 4, table 3.2."""

THURSTONE = np.array(
    [
        [1, 0.828, 0.776, 0.439, 0.432, 0.447, 0.447, 0.541, 0.38],
        [0.828, 1, 0.779, 0.493, 0.464, 0.489, 0.432, 0.537, 0.358],
        [0.776, 0.779, 1, 0.46, 0.425, 0.443, 0.401, 0.534, 0.359],
        [0.439, 0.493, 0.46, 1, 0.674, 0.59, 0.381, 0.35, 0.424],
        [0.432, 0.464, 0.425, 0.674, 1, 0.541, 0.402, 0.367, 0.446],
        [0.447, 0.489, 0.443, 0.59, 0.541, 1, 0.288, 0.32, 0.325],
        [0.447, 0.432, 0.401, 0.381, 0.402, 0.288, 1, 0.555, 0.598],
        [0.541, 0.537, 0.534, 0.35, 0.367, 0.32, 0.555, 1, 0.452],
        [0.38, 0.358, 0.359, 0.424, 0.446, 0.325, 0.598, 0.452, 1],
    ]
)
"""Correlations of nine tests of ability: Thurstone and Thurstone (1941), as in R's psych and Bechtoldt (1961)."""


def drawn(
    n: int, k: int, *, seed: int, variances: tuple[float, float, float] = (1, 0.5, 1), missing: float = 0
) -> Floats:
    """A table of subjects by raters from the random model, some of it missing; shape (n, k).

    Args:
        n: Subjects.
        k: Raters.
        seed: Which table.
        variances: Of subjects, raters and error.
        missing: The share of ratings that are missing.
    """
    random = np.random.default_rng(seed)
    shapes = ((n, 1), (1, k), (n, k))
    parts = [random.normal(0, v**0.5, shape) for v, shape in zip(variances, shapes, strict=True)]
    table: Floats = parts[0] + parts[1] + parts[2]
    table[random.random((n, k)) < missing] = np.nan
    return table


def long(table: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """Rows, columns and values of what is not missing in a table."""
    row, column = np.nonzero(~np.isnan(table))
    return row, column, table[row, column]


def stacked(tables: Sequence[Floats]) -> Measurements:
    """Tables of any shapes as measurements, one group each."""
    rows = [(np.full(len(v), g), s, r, v) for g, (s, r, v) in enumerate(long(table) for table in tables)]
    group, subject, rater, value = (np.concatenate(each) for each in zip(*rows, strict=True))
    return measurements(group, subject, rater, value, len(tables))
