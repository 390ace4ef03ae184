"""The day of each observation, from the descriptor ``date``."""

from __future__ import annotations

from datetime import date

import numpy as np
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
    written = ratings.descriptor("date")
    if written is None:
        return [None] * len(ratings)
    codes, texts = pd.factorize(np.asarray(written, dtype=object), use_na_sentinel=True)
    found = [day(str(text)) for text in texts]
    bad = [place for place, each in enumerate(found) if isinstance(each, Problem)]
    if bad:
        raise RatingsError(_problems(ratings, codes, found))
    held = np.array([*found, None], dtype=object)
    listed: list[date | None] = held[codes].tolist()
    return listed


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
