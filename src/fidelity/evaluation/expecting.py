"""Expecting: what was planned beside what was made, and the groups in which nothing was observed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import attrs
import numpy as np
import pandas as pd

from fidelity.evaluation.grouping import PLACES, first_day, period_of
from fidelity.evaluation.stacking import alike, stacked
from fidelity.planning.expected import Planned
from fidelity.tally.estimates import COLUMNS, NOT_SAID, NoEstimate, NoInterval

Keys = tuple[str, ...]
_KEPT = ("grouped_by", "kind", "measure", "statistic", "unit")
"""What a row of a group in which nothing was observed says of its figure."""
_OF_PLAN = {
    "n_planned": "n",
    "n_planned_made": "n_made",
    "n_intended": "n_intended",
    "n_intended_observed": "n_observed",
}
"""The columns of a table that come from a plan, and the attributes of a cell that they hold."""
_MOST = 5000
"""So many periods are looked at and no more: one day in 1926 should not make a table of a hundred years of days."""


@attrs.frozen
class PlannedCell:
    """What was planned in one group, and what was made of it.

    Attributes:
        n: How many observations.
        n_made: How many of these were made: of each window of each practitioner no more than were planned.
        n_intended: How many practitioners were meant to be there.
        n_observed: How many of these were observed at all.
        is_counted: Whether anybody planned how many observations; else it is known who was there, and no more.
    """

    n: int
    n_made: int
    n_intended: int
    n_observed: int
    is_counted: bool = True


PlannedBy = Callable[[Keys], Mapping[Keys, PlannedCell] | None]
"""Gives what was planned by group, for the names of the keys; None where the plan does not know one of them."""


def planned_by(planned: Sequence[Planned], made: Mapping[str, Sequence[int]], is_counted: bool = True) -> PlannedBy:
    """What was planned, and what of it was made, by any grouping that the plan knows: by place and by period.

    What was observed of somebody beyond the plan stands for nobody else, and does not make up for another window.

    Args:
        planned: What was planned of whom in which window.
        made: The days on which each of them was observed, rising, as `datetime.date.toordinal` counts them.
        is_counted: Whether anybody planned how many observations; else it is known who was there, and no more.
    """
    n_made = [n_within(each, made) for each in planned]

    def by(names: Keys) -> Mapping[Keys, PlannedCell] | None:
        """What was planned and made by group."""
        groups: dict[Keys, list[int]] = {}
        for place, each in enumerate(planned):
            key = tuple(_said(each, name) for name in names)
            if None in key:
                return None
            groups.setdefault(tuple(text or NOT_SAID for text in key), []).append(place)
        return {
            key: attrs.evolve(_cell(planned, n_made, places), is_counted=is_counted) for key, places in groups.items()
        }

    return by


def n_within(planned: Planned, made: Mapping[str, Sequence[int]]) -> int:
    """How often somebody was observed in a window, whatever was planned.

    Args:
        planned: Who, and the window.
        made: The days on which each of them was observed, rising.
    """
    days = made.get(planned.who, ())
    return bisect_right(days, planned.last.toordinal()) - bisect_left(days, planned.first.toordinal())


def _cell(planned: Sequence[Planned], n_made: Sequence[int], places: Sequence[int]) -> PlannedCell:
    return PlannedCell(
        sum(planned[place].n for place in places),
        sum(min(planned[place].n, n_made[place]) for place in places),
        len({planned[place].practitioner for place in places} - {""}),
        len({planned[place].practitioner for place in places if n_made[place]} - {""}),
    )


def _said(planned: Planned, name: str) -> str | None:
    if name in PLACES:
        return str(getattr(planned, name)) or NOT_SAID
    every = period_of(name)
    return planned.label(every) if every else None


def with_plan(estimates: pd.DataFrame, plan: PlannedBy) -> pd.DataFrame:
    """A table of estimates with what was planned, and with rows for planned groups in which nothing was observed.

    Args:
        estimates: The table, of one edition and of one pair of eyes.
        plan: What was planned.
    """
    return _by_grouping(estimates, lambda rows, names: _planned(rows, names, plan(names)))


def with_gaps(estimates: pd.DataFrame) -> pd.DataFrame:
    """A table of estimates with rows for every period in which a group was not observed, though it was in others.

    Periods are those from the first in which anything was observed to the last.

    Args:
        estimates: The table, of one edition and of one pair of eyes.
    """
    frames: list[pd.DataFrame] = []
    for rows, names in _groupings(estimates):
        frames += [rows, *_absent(rows, names, _gaps(rows, names))]
    return stacked(frames, estimates.columns) if sum(map(len, frames)) > len(estimates) else estimates


def _by_grouping(estimates: pd.DataFrame, change: Callable[[pd.DataFrame, Keys], pd.DataFrame]) -> pd.DataFrame:
    frames = [change(rows, names) for rows, names in _groupings(estimates)]
    return stacked(frames, frames[0].columns) if frames else estimates


def _groupings(estimates: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Keys]]:
    """The groupings of a table, which stand one under the other, and by what each groups."""
    texts, codes = estimates["grouped_by"].cat.categories, estimates["grouped_by"].cat.codes.to_numpy()
    starts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist()] if len(codes) else []
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        yield estimates.iloc[start:end], tuple(filter(None, texts[codes[start]].split(", ")))


def _planned(rows: pd.DataFrame, names: Keys, cells: Mapping[Keys, PlannedCell] | None) -> pd.DataFrame:
    if cells is None:
        return rows
    rows = _with_rows(rows, names, (key for key, cell in cells.items() if cell.n))
    held = [cells.get(key, PlannedCell(0, 0, 0, 0)) for key in keys_of(rows, names)]
    columns = {name: np.array([getattr(cell, field) for cell in held], float) for name, field in _OF_PLAN.items()}
    if not all(cell.is_counted for cell in held):
        columns["n_planned"] = columns["n_planned_made"] = np.full(len(held), np.nan)
    n = columns["n_planned"]
    coverage = np.divide(columns["n_planned_made"], n, out=np.full(len(n), np.nan), where=n > 0)
    return rows.assign(**columns, coverage=coverage)


def _gaps(rows: pd.DataFrame, names: Keys) -> Iterator[Keys]:
    """Every combination of what occurs beside a period with every period of the time."""
    periods = [name for name in names if period_of(name)]
    if len(periods) != 1:
        return
    place = names.index(periods[0])
    keys = _groups(rows, names)
    labels = _labels(periods[0], {key[place] for key in keys})
    for key in keys:
        yield from ((*key[:place], label, *key[place + 1 :]) for label in labels)


def _labels(name: str, known: set[str]) -> list[str]:
    """The names of all periods from the first that occurs to the last."""
    every = period_of(name)
    days = sorted(day for day in map(first_day, known) if day)
    if every is None or not days:
        return []
    labels: list[str] = []
    day = days[0]
    while day <= days[-1] and len(labels) < _MOST:
        labels.append(every.label(day))
        day = every.holding(day)[1] + timedelta(days=1)
    return labels


def _with_rows(rows: pd.DataFrame, names: Keys, expected: Iterable[Keys]) -> pd.DataFrame:
    """A table with a row more for each figure and each expected group that it does not have."""
    absent = _absent(rows, names, expected)
    return stacked([rows.copy(deep=False), *absent], rows.columns) if absent else rows


def _absent(rows: pd.DataFrame, names: Keys, expected: Iterable[Keys]) -> list[pd.DataFrame]:
    """The rows of expected groups that a table does not have: one for each figure; nothing where it has them all."""
    known = {*_groups(rows, names)}
    absent = [key for key in dict.fromkeys(expected) if key not in known]
    if not absent:
        return []
    figures = rows.drop_duplicates(["kind", "measure", "statistic", "unit"])
    n = len(figures)
    held: dict[str, Any] = {name: figures[name].array.take(np.tile(np.arange(n), len(absent))) for name in rows.columns}
    for name, column in COLUMNS.items():
        if name not in _KEPT:
            held[name] = alike("", n * len(absent)) if column.kind == "text" else np.full(n * len(absent), np.nan)
    for name in ("n", "n_observations", "n_practitioners", "n_sites"):
        held[name] = np.zeros(n * len(absent), np.int64)
    held["why_no_value"] = alike(NoEstimate.NOT_MEASURED.value, n * len(absent))
    held["why_no_interval"] = alike(NoInterval.TOO_FEW.value, n * len(absent))
    for place, name in enumerate(names):
        texts = pd.Categorical([key[place] for key in absent])
        held[name] = texts.take(np.repeat(np.arange(len(absent)), n))
    return [pd.DataFrame(held, copy=False)]


def _groups(rows: pd.DataFrame, names: Keys) -> list[Keys]:
    """The groups of a table, each once, in their order."""
    return keys_of(rows[[*names]].drop_duplicates() if names else rows.head(1), names)


def keys_of(rows: pd.DataFrame, names: Keys) -> list[Keys]:
    """The groups of the rows of a table.

    Args:
        rows: The rows.
        names: The columns that they are grouped by.
    """
    columns = [rows[name].tolist() for name in names]
    return [*zip(*columns, strict=True)] if columns else [()] * len(rows)
