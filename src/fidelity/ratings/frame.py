"""Ratings from a data frame: a row an observation by one rater, a column an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.model.answer import MISSING
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem
from fidelity.ratings.cells import Cells, cells_of
from fidelity.ratings.encoding import everywhere, key, left_out, odd_shares
from fidelity.ratings.findings import Findings, first_rows
from fidelity.ratings.heading import Absent, absent_remark
from fidelity.ratings.numbers import Table, encode, table_of
from fidelity.ratings.observation import described, pairs, report_twice, report_unnamed
from fidelity.ratings.table import Column, Origin, Ratings
from fidelity.ratings.text import Texts
from fidelity.ratings.wide import NUMBERED, report_names, unused

_WORD = "position"
"""What a row is called: its place in the frame, counted from 0 as ``iloc`` does."""

_OF_ONE_KIND = ("string", "integer", "floating", "mixed-integer-float", "empty")
"""What pandas calls columns of objects that hold no truth values, and whose equal values are written the same way."""


def from_frame(frame: pd.DataFrame, checklist: Checklist, *, absent: Absent = "error", name: str = "frame") -> Ratings:
    """The ratings of one checklist in a data frame.

    Columns named after items are read, whatever they are made of: whole numbers, floating-point numbers (not a number
    is missing), nullable numbers, texts and categories. A number is the code that equals it; a text is read as in a
    file (see `fidelity.ratings.cells`). True and false are refused. The columns ``observation`` and ``rater`` identify
    a row; the index is used for the former where it has that name. All other columns are kept as text.

    Args:
        frame: The table; it is not changed.
        checklist: The checklist.
        absent: What an item without a column is: an ``error``, or ``missing`` everywhere.
        name: What the frame is called in messages.

    Raises:
        RatingsError: The frame cannot be used; rows are counted from 0, as ``iloc`` does.
    """
    findings = Findings(name, _WORD)
    names = _names(frame, findings)
    report_names(names, checklist, absent, findings)
    if findings.n:
        findings.stop()
    observation = _observation(frame, names)
    rows = np.arange(len(frame))
    others = [(each, texts_of(frame[each])) for each in names if each not in checklist.item and each != "observation"]
    if observation is not None:
        rater = dict(others).get("rater")
        report_unnamed(observation, rows, findings)
        named = [("observation", observation), *([("rater", rater)] if rater is not None else [])]
        report_twice(pairs(observation, rater), rows, named, findings)
    columns = _columns(frame, checklist, findings)
    findings.raise_any()
    remarks = [*([NUMBERED] if observation is None else []), *absent_remark(names, checklist)]
    for item in checklist.items:
        remarks += odd_shares(item, columns[item.id])
        if item.id in checklist.off:
            remarks += unused(item, columns[item.id])
            columns[item.id] = left_out(columns[item.id])
    descriptors = described(observation, others, len(frame))
    return Ratings(checklist, columns, descriptors, {}, tuple(remarks), Origin(name, rows, _WORD))


def _observation(frame: pd.DataFrame, names: tuple[str, ...]) -> Texts | None:
    if "observation" in names:
        return texts_of(frame["observation"])
    return texts_of(frame.index.to_series()) if frame.index.name == "observation" else None


def _names(frame: pd.DataFrame, findings: Findings) -> tuple[str, ...]:
    names = list(frame.columns)
    if not all(isinstance(name, str) for name in names):
        help_ = "name them: `frame.columns = [...]`"
        findings.table(Problem("no-column-name", "the names of the columns are not all texts", help_))
        findings.stop()
    return tuple(names)


def _columns(frame: pd.DataFrame, checklist: Checklist, findings: Findings) -> dict[str, Column]:
    """The answers to each item: plain numbers all together, everything else by its distinct values."""
    found: dict[str, Column] = {}
    plain: list[tuple[int, Cells, npt.NDArray[Any], Table]] = []
    for order, item in enumerate(checklist.items):
        cells = cells_of(item, checklist)
        if item.id not in frame.columns:
            found[item.id] = everywhere(MISSING, cells.levels, len(frame))
            continue
        series = frame[item.id]
        table = table_of(cells) if series.dtype.kind in "iuf" else None
        if table is None:
            found[item.id] = _by_value(series, order, cells, findings)
        elif isinstance(series.dtype, np.dtype):
            plain.append((order, cells, series.to_numpy(), table))
        else:
            # A nullable column has its gaps elsewhere, so it is copied: one at a time, to save memory.
            numbers = series.to_numpy(dtype=np.float64, na_value=np.nan)
            found[item.id] = _by_table([(order, cells, numbers, table)], findings)[0]
    for (_, cells, _, _), column in zip(plain, _by_table(plain, findings), strict=True):
        found[cells.item.id] = column
    return {item.id: found[item.id] for item in checklist.items}


def _by_table(plain: Sequence[tuple[int, Cells, npt.NDArray[Any], Table]], findings: Findings) -> list[Column]:
    encoded = encode([numbers for _, _, numbers, _ in plain], [table for _, _, _, table in plain])
    for (order, cells, numbers, _), each in zip(plain, encoded, strict=True):
        bad = [(row, _said(numbers[row])) for row in each.bad]
        findings.cells(order, cells.item.id, bad, each.n_bad, cells)
    return [Column(each.codes, cells.levels) for (_, cells, _, _), each in zip(plain, encoded, strict=True)]


def _by_value(series: pd.Series, order: int, cells: Cells, findings: Findings) -> Column:
    values = _values(series)
    texts = tuple(_said(value) for value in values.values)
    meaning = key(texts, cells)
    refused = {*meaning.bad, *(place for place, each in enumerate(values.values) if not _is_sayable(each))}
    if refused:
        is_bad = np.zeros(len(texts) + 1, np.bool_)
        is_bad[list(refused)] = True
        flags = is_bad[values.codes]
        places = first_rows(flags)
        found = [(int(place), texts[int(values.codes[place])]) for place in places]
        findings.cells(order, cells.item.id, found, int(np.count_nonzero(flags)), cells)
    return Column(meaning.places[values.codes], meaning.levels)


@attrs.frozen(eq=False)
class _Values:
    """A column by its distinct values; what is missing has the number after the last."""

    codes: npt.NDArray[np.intp]
    values: tuple[Any, ...]


def _values(series: pd.Series) -> _Values:
    if isinstance(series.dtype, pd.CategoricalDtype):
        codes, values = series.cat.codes.to_numpy().astype(np.intp), list(series.cat.categories)
    elif series.dtype == np.dtype(object) and pd.api.types.infer_dtype(series, skipna=True) not in _OF_ONE_KIND:
        # True equals 1 and would be taken for it, so values are told apart by their kind as well.
        pairs_ = pd.Series([None if _is_gap(each) else (type(each), _hashable(each)) for each in series], dtype=object)
        codes, kinds = pd.factorize(pairs_, use_na_sentinel=True)
        values = [value for _, value in kinds]
    else:
        codes, found = pd.factorize(series, use_na_sentinel=True)
        values = list(found)
    return _Values(np.where(codes < 0, len(values), codes), tuple(values))


def _is_gap(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def _hashable(value: object) -> object:
    return value if isinstance(value, str | int | float | np.generic) else str(value)


def _is_sayable(value: object) -> bool:
    """Whether a value may stand for an answer: a number or a text, and neither true nor false."""
    return isinstance(value, str | int | float | np.number) and not isinstance(value, bool)


def _said(value: object) -> str:
    """A value as a person would have typed it: 4.0 is ``4``, and no number has an exponent."""
    if isinstance(value, float | np.floating):
        number = np.float64(value) if isinstance(value, float) else value
        return np.format_float_positional(number, trim="-")
    return str(value)


def texts_of(series: pd.Series) -> Texts:
    """A column as text, as a person would have typed it: days as year-month-day, whole numbers without a point.

    Args:
        series: The column.
    """
    if series.dtype.kind == "M":
        days = bool((series.dropna() == series.dropna().dt.normalize()).all())
        series = series.dt.strftime("%Y-%m-%d" if days else "%Y-%m-%dT%H:%M:%S")
    values = _values(series)
    known: dict[str, int] = {}
    places = [known.setdefault(_said(value).strip(), len(known)) for value in values.values]
    places.append(known.setdefault("", len(known)))
    codes = np.array(places, dtype=np.uint32)[values.codes]
    return Texts(codes, tuple(known))
