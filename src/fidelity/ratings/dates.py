"""The day of each observation, from the descriptor ``date``."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.errors import RatingsError
from fidelity.problems import Problem
from fidelity.ratings.day import day
from fidelity.ratings.findings import Findings
from fidelity.ratings.table import Ratings


def days(ratings: Ratings) -> list[date | None]:
    """The day of each observation, None where nothing says it.

    Days are read as ``2026-04-03``, also with a time of day after it, which is dropped: the day is the one that was
    written. Years are from 1900 to 2199. Any other form is refused, because ``03/04/2026`` is in March for one reader
    and in April for another.

    Args:
        ratings: Ratings; the descriptor ``date`` may be absent.

    Raises:
        RatingsError: A date is written in another form, or does not exist.
    """
    codes, found = _distinct(ratings)
    held = np.array([*found, None], dtype=object)
    listed: list[date | None] = held[codes].tolist()
    return listed


def ordinals(ratings: Ratings) -> npt.NDArray[np.int64]:
    """The day of each observation as a number that rises by 1 a day, -1 where nothing says it; shape (observations,).

    Args:
        ratings: Ratings; the descriptor ``date`` may be absent.

    Raises:
        RatingsError: A date is written in another form than `days` reads, or does not exist.
    """
    codes, found = _distinct(ratings)
    return np.array([*(-1 if each is None else each.toordinal() for each in found), -1], np.int64)[codes]


def _distinct(ratings: Ratings) -> tuple[npt.NDArray[np.intp], list[date | None]]:
    """For each observation the place of its day among the days that occur, and these; -1 where nothing is written."""
    written = ratings.descriptor("date")
    if written is None:
        return np.full(len(ratings), -1, np.intp), []
    codes, texts = pd.factorize(written, use_na_sentinel=True)
    found = [day(str(text)) for text in texts]
    if any(isinstance(each, Problem) for each in found):
        raise RatingsError(_problems(ratings, codes, found))
    return codes, [each for each in found if not isinstance(each, Problem)]


def _problems(
    ratings: Ratings, codes: np.ndarray[tuple[int], np.dtype[np.intp]], found: list[date | Problem | None]
) -> tuple[Problem, ...]:
    origin = ratings.origin
    findings = Findings(origin.source if origin else "ratings", origin.row_word if origin else "row")
    for place, code in enumerate(codes.tolist()):
        problem = found[code] if code >= 0 else None
        if isinstance(problem, Problem):
            row = int(origin.rows[place]) if origin else place + 1
            findings.row(row, problem.code, problem.message, problem.help, "date")
    return findings.problems()
