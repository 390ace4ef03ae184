"""Expecting: what was planned beside what was made, and the groups in which nothing was observed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

import attrs
import numpy as np
import pandas as pd

from fidelity.evaluation.grouping import PLACES, first_day, period_of
from fidelity.planning.expected import Planned
from fidelity.tally.estimates import COLUMNS, NOT_SAID, NoEstimate, NoInterval

Keys = tuple[str, ...]
_KEPT = ("grouped_by", "kind", "measure", "statistic", "unit")
"""What a row of a group in which nothing was observed says of its figure."""
_MOST = 5000
"""So many periods are looked at and no more: one day in 1926 should not make a table of a hundred years of days."""


@attrs.frozen
class PlannedCell:
    """What was planned in one group.

    Attributes:
        n: How many observations.
        n_intended: How many practitioners were meant to be there.
    """

    n: int
    n_intended: int


PlannedBy = Callable[[Keys], Mapping[Keys, PlannedCell] | None]
"""Gives what was planned by group, for the names of the keys; None where the plan does not know one of them."""


def planned_by(planned: Sequence[Planned]) -> PlannedBy:
    """What was planned, by any grouping that the plan knows: by place and by period.

    Args:
        planned: What was planned of whom in which window.
    """

    def by(names: Keys) -> Mapping[Keys, PlannedCell] | None:
        """What was planned by group."""
        n: dict[Keys, int] = {}
        who: dict[Keys, set[str]] = {}
        for each in planned:
            key = tuple(_said(each, name) for name in names)
            if None in key:
                return None
            held = tuple(text or NOT_SAID for text in key)
            n[held] = n.get(held, 0) + each.n
            who.setdefault(held, set()).add(each.practitioner)
        return {key: PlannedCell(n[key], len(who[key] - {""})) for key in n}

    return by


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
    return _by_grouping(estimates, lambda rows, names: _with_rows(rows, names, _gaps(rows, names)))


def _by_grouping(estimates: pd.DataFrame, change: Callable[[pd.DataFrame, Keys], pd.DataFrame]) -> pd.DataFrame:
    groupings = estimates.groupby("grouped_by", sort=False)
    frames = [change(rows, tuple(filter(None, str(grouped).split(", ")))) for grouped, rows in groupings]
    return pd.concat(frames, ignore_index=True) if frames else estimates


def _planned(rows: pd.DataFrame, names: Keys, cells: Mapping[Keys, PlannedCell] | None) -> pd.DataFrame:
    if cells is None:
        return rows
    rows = _with_rows(rows, names, (key for key, cell in cells.items() if cell.n))
    n = np.array([cells[key].n if key in cells else 0 for key in keys_of(rows, names)], float)
    made = rows["n_observations"].to_numpy(float)
    coverage = np.divide(made, n, out=np.full(len(n), np.nan), where=n > 0)
    return rows.assign(n_planned=n, coverage=coverage)


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
    known = {*_groups(rows, names)}
    absent = [key for key in dict.fromkeys(expected) if key not in known]
    if not absent:
        return rows
    figures = rows.drop_duplicates(["kind", "measure", "statistic", "unit"])
    n = len(figures)
    held: dict[str, object] = {name: np.tile(figures[name].to_numpy(), len(absent)) for name in figures.columns}
    for name, column in COLUMNS.items():
        if name not in _KEPT:
            held[name] = np.full(n * len(absent), "" if column.kind == "text" else np.nan, object)
    for name in ("n", "n_observations", "n_practitioners", "n_sites"):
        held[name] = np.zeros(n * len(absent))
    held["why_no_value"] = np.full(n * len(absent), NoEstimate.NOT_MEASURED.value, object)
    held["why_no_interval"] = np.full(n * len(absent), NoInterval.TOO_FEW.value, object)
    for place, name in enumerate(names):
        held[name] = np.repeat(np.array([key[place] for key in absent], object), n)
    return pd.concat([rows, pd.DataFrame(held).astype(rows.dtypes.to_dict())], ignore_index=True)


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
