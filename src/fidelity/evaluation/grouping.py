"""Grouping: what observations are counted by, taken from what is known of each or from its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.errors import InvalidRecord, UsageError
from fidelity.model.period import Period
from fidelity.problems import Problem, nearest
from fidelity.ratings.dates import ordinals
from fidelity.ratings.table import Ratings

PERIODS = {"week": "1 week", "month": "1 month", "quarter": "1 quarter", "half_year": "2 quarters", "year": "1 year"}
"""The periods that can be grouped by, each by the name of its column."""
PLACES = ("practitioner", "team", "site", "region")
"""The keys that say where somebody works, from the narrowest to the widest."""


def period_of(name: str, known: Iterable[str] = ()) -> Period | None:
    """The period that the name of a grouping column means; None where it means a column of its own.

    Args:
        name: The name: ``quarter``, or any period such as ``2 weeks``.
        known: The columns that the records have: one that is called ``quarter`` means itself.
    """
    if name in known:
        return None
    try:
        return Period.of(PERIODS.get(name, name))
    except InvalidRecord:
        return None


def first_day(label: str) -> date | None:
    """The first day of a period, read from its name; None where the text names none.

    Args:
        label: The name as `fidelity.model.period.Period.label` writes it: ``2026``, ``2026-Q3``, ``2026-W36``.
    """
    year, _, rest = label.partition("/")[0].partition("-")
    try:
        if rest[:1] == "W":
            return date.fromisocalendar(int(year), int(rest[1:]), 1)
        if rest[:1] in ("H", "Q"):
            return date(int(year), 1 + (int(rest[1:]) - 1) * (6 if rest[0] == "H" else 3), 1)
        month, _, day = rest.partition("-")
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def grouped_by(ratings: Ratings, names: Sequence[str]) -> dict[str, pd.Series]:
    """What observations are counted by.

    Args:
        ratings: The records.
        names: The columns to group by: descriptors, or periods.

    Returns:
        For each name what it says of each observation, as categories of text; shape (observations,).

    Raises:
        UsageError: There is no such column, and no such period.
        RatingsError: A date cannot be read.
    """
    return {name: _column(ratings, name) for name in names}


def _column(ratings: Ratings, name: str) -> pd.Series:
    held = ratings.descriptor(name)
    if held is not None:
        return texts_of(held)
    every = period_of(name)
    if every is None:
        known = ["observation", *map(str, ratings.descriptors.columns), *PERIODS]
        message = f"there is no column `{name}` to group by"
        raise UsageError(Problem("unknown-descriptor", message, nearest(name, known)))
    found, place = np.unique(ordinals(ratings), return_inverse=True)
    labels = ["" if day < 0 else every.label(date.fromordinal(day)) for day in found.tolist()]
    return _categories(place, labels)


def texts_of(column: pd.Series | pd.Index) -> pd.Series:
    """A column as categories of text, blank where nothing is said.

    Args:
        column: What is said of each observation; shape (observations,).
    """
    place, found = pd.factorize(column)
    return _categories(place, [*map(str, found), ""])


def _categories(place: npt.NDArray[np.intp], texts: Sequence[str]) -> pd.Series:
    """Texts by their places, of which the last may be -1; some texts may be alike."""
    number = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    codes = np.array([number[text] for text in texts], np.int32)[place]
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index([*number], dtype="str")))
