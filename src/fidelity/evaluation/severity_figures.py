"""Figures of raters, as one tidy table: how far each lies from the others on the visits that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.agreement.measurements import Measurements, measurements, ratio
from fidelity.agreement.reliability import NoBounds, NoReliability
from fidelity.agreement.severity import Severities, severity
from fidelity.evaluation.rated_apart import Floats, Key, RatedApart
from fidelity.evaluation.severity_columns import ALWAYS, COLUMNS, FEWEST, HIGHER, LOWER, OPEN, TOO_FEW
from fidelity.tally.cells import Cells

Texts = npt.NDArray[np.object_]


def severity_figures(
    rated: Iterable[RatedApart], by: Sequence[str] = (), *, items: bool = False, level: float = 0.95
) -> pd.DataFrame:
    """How far each rater lies from the others, for each score.

    Args:
        rated: The independent ratings, of everything that computes alike.
        by: The columns that they are grouped by; totals are added.
        items: Whether items are told of as well.
        level: How often intervals are to hold the true value.

    Returns:
        The columns of the groups, `ALWAYS` first, then those of `COLUMNS`; a row a rater and measure, raters in the
        order of their codes.

    Raises:
        UsageError: The level is not between 0 and 1.
    """
    frames = [frame for each in rated for frame in _of_one(each, by, items, level)]
    columns = [*ALWAYS, *by, *COLUMNS]
    return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)


def _of_one(rated: RatedApart, by: Sequence[str], items: bool, level: float) -> Iterator[pd.DataFrame]:
    values = values_of(rated, items=items)
    if not values:
        return
    for n in range(len(by), -1, -1):
        cells, place = rated.cells.by(by[:n])
        cell = place[rated.cell_of_record]
        data = _measured(rated, [*values.values()], cell, len(cells))
        frame = _frame(severity(data, level), data, rated, [*values], cells)
        versions = " + ".join(rated.made.versions)
        empty = dict.fromkeys(by[n:], "")
        yield frame.assign(version=versions, profile=rated.made.profile, grouped_by=", ".join(by[:n]), **empty)


def values_of(rated: RatedApart, *, items: bool) -> dict[Key, Floats]:
    """The numbers of the scores, and the points of the items, record by record, NaN where there is none.

    Args:
        rated: The ratings.
        items: Whether the points of the items are wanted too.
    """
    found = {key: held for key, held in rated.numbers.items() if key[0] == "score" or items}
    for key, codes in rated.codes.items():
        if items and key[0] == "item":
            worth = [np.nan if choice.value is None else float(choice.value) for choice in rated.choices[key]]
            found[key] = np.array([*worth, np.nan])[codes]
    order: list[Key] = [("score", score.id) for score in rated.checklist.scores]
    order += [("item", item.id) for item in rated.checklist.items]
    return {key: found[key] for key in order if key in found}


def _measured(rated: RatedApart, values: Sequence[Floats], cell: npt.NDArray[np.intp], n_cells: int) -> Measurements:
    """The numbers of all measures, each group of visits of each measure a group."""
    table = np.stack(values)
    measure, row = np.nonzero(~np.isnan(table))
    group = measure * n_cells + cell[row]
    return measurements(group, rated.visit[row], rated.rater[row], table[measure, row], len(values) * n_cells)


def _frame(found: Severities, data: Measurements, rated: RatedApart, keys: Sequence[Key], cells: Cells) -> pd.DataFrame:
    measure, cell = found.group // max(len(cells), 1), found.group % max(len(cells), 1)
    mean = _shared_means(data)
    kinds, names = (np.array([key[place] for key in keys], object) for place in (0, 1))
    has = found.why_none == 0
    bounded = found.why_no_bounds == 0
    columns: dict[str, npt.NDArray[np.generic]] = {
        **{name: cells.texts(name)[cell] for name in cells.names},
        "kind": kinds[measure],
        "measure": names[measure],
        "rater": np.array(rated.raters, object)[found.rater],
        "set": np.where(has, found.peers + 1.0, np.nan),
        "n_set": np.where(has, found.n_peers, np.nan),
        "n_shared": found.n_shared,
        "n_visits": data.per_rater(),
        "mean": np.where(has, mean, np.nan),
        "severity": found.effect,
        "why_no_severity": _codes(found.why_none, NoReliability),
        "adjusted_mean": mean - found.effect,
        "low": found.low,
        "high": found.high,
        "level": np.where(bounded, found.level, np.nan),
        "method": np.where(has, "least_squares_t", "").astype(object),
        "df": np.where(bounded, found.df, np.nan),
        "why_no_interval": np.where(has, _codes(found.why_no_bounds, NoBounds), ""),
        "verdict": _verdicts(found),
    }
    return pd.DataFrame(columns).iloc[np.lexsort((found.rater, cell, measure))]


def _shared_means(data: Measurements) -> Floats:
    """The mean that each rater gave on visits that others rated too; shape (raters,)."""
    shared = data.per_subject()[data.subject] > 1
    n = len(data.rater_group)
    total = np.bincount(data.rater[shared], data.value[shared], n)
    return ratio(total, np.bincount(data.rater[shared], minlength=n))


def _codes(codes: npt.NDArray[np.int8], of: type[NoReliability] | type[NoBounds]) -> Texts:
    names = ["", *(each.name.lower() for each in sorted(of))]
    found: Texts = np.array(names, object)[codes]
    return found


def _verdicts(found: Severities) -> Texts:
    few = (found.n_shared < FEWEST) | (found.why_no_bounds != 0)
    said: Texts = np.select(
        [found.why_none != 0, few, found.low > 0, found.high < 0], ["", TOO_FEW, HIGHER, LOWER], OPEN
    ).astype(object)
    return said
