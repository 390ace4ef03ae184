"""Rated apart: the independent ratings of one edition as arrays, with everything that can be compared in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.agreement.closeness import SILENT
from fidelity.evaluation.counting import made
from fidelity.evaluation.grouping import grouped_by
from fidelity.evaluation.independent import OBSERVERS, independent
from fidelity.intake.gathered import Gathered
from fidelity.model.answer import allowed
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.status import Status
from fidelity.ratings.table import Column
from fidelity.scoring import TRUTHS, score
from fidelity.tally.cells import Cells, cells_of
from fidelity.tally.counts import Integers
from fidelity.tally.cube import Kind, Made
from fidelity.tally.patterned import Choice

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
Key = tuple[Kind, str]
"""A measure: its kind and id."""
SILENCE = -1
"""The code of an answer that says nothing about what was seen."""
VERDICTS = (Choice("not_met", Fraction(0)), Choice("met", Fraction(1)), Choice("cannot_tell", None))
"""What a criterion can say of a record; that it is not in force says nothing of the practice."""
_VERDICT_CODES = np.array([{"not_met": 0, "met": 1, "cannot_tell": 2}.get(truth, SILENCE) for truth in TRUTHS])


@attrs.frozen(eq=False)
class RatedApart:
    """Independent ratings of what computes alike: a row a record.

    Attributes:
        made: What was rated and scored with.
        checklist: The checklist.
        comparison: Who is compared.
        visit: The visit of each record, numbered in the order of their names; shape (records,).
        rater: The rater of each, numbered likewise; shape (records,).
        raters: What the raters are called.
        practitioner: The practitioner of each record, numbered likewise, -1 where nobody is named; shape (records,).
        cells: The groups of visits.
        cell: The group of each visit, as its first record says; shape (visits,).
        choices: For each measure that has categories, all that a rater could say.
        codes: For each of them the choice of each record, `SILENCE` where nothing was said; shape (records,).
        numbers: For each measure whose values are numbers the value, NaN where there is none; shape (records,).
        silent: For each of these whether the record said nothing at all; shape (records,).
    """

    made: Made
    checklist: Checklist
    comparison: str
    visit: Integers
    rater: Integers
    raters: tuple[str, ...]
    practitioner: Integers
    cells: Cells
    cell: npt.NDArray[np.intp]
    choices: Mapping[Key, tuple[Choice, ...]]
    codes: Mapping[Key, Integers]
    numbers: Mapping[Key, Floats]
    silent: Mapping[Key, Booleans]

    @cached_property
    def cell_of_record(self) -> npt.NDArray[np.intp]:
        """The group of each record; shape (records,)."""
        return self.cell[self.visit]


def rated_apart(parts: Sequence[Gathered], by: Sequence[str], pair_with: str = "") -> RatedApart:
    """The independent ratings of one edition, or of several versions that compute alike.

    Two ratings of a visit are compared where both are of the same version.

    Args:
        parts: The records, all of which compute alike; at least one.
        by: The columns to group by.
        pair_with: The role that observers are compared with; empty to compare them with each other.

    Raises:
        UsageError: There is no such column.
    """
    found = [_of_part(part, by, pair_with) for part in parts]
    visit, names = _numbered([each.visit for each in found], apart=True)
    rater, raters = _numbered([each.rater for each in found], apart=False)
    practitioner, named = _numbered([each.practitioner for each in found], apart=False)
    cells, cell = _cells(found, by, visit, len(names))
    return RatedApart(
        Made.together([made(part) for part in parts]),
        parts[0].definition.checklist,
        f"{OBSERVERS}_and_{pair_with}" if pair_with else OBSERVERS,
        visit,
        rater,
        raters,
        np.where(np.array([*named, ""]) == "", -1, np.arange(len(named) + 1))[practitioner],
        cells,
        cell,
        _choices(parts, found[0].codes),
        {key: np.concatenate([each.codes[key] for each in found]) for key in found[0].codes},
        {key: np.concatenate([each.numbers[key] for each in found]) for key in found[0].numbers},
        {key: np.concatenate([each.silent[key] for each in found]) for key in found[0].silent},
    )


def _cells(parts: Sequence[_Part], by: Sequence[str], visit: Integers, n: int) -> tuple[Cells, npt.NDArray[np.intp]]:
    """The groups, and that of each visit, as its first record says."""
    first = pd.Series(visit).drop_duplicates().index
    texts = {name: pd.concat([part.keys[name].astype(object) for part in parts], ignore_index=True) for name in by}
    cells, of = cells_of({name: column.iloc[first] for name, column in texts.items()}, len(first))
    cell = np.empty(n, np.intp)
    cell[visit[first]] = of
    return cells, cell


@attrs.frozen(eq=False)
class _Part:
    """One version's records."""

    visit: npt.NDArray[np.object_]
    rater: npt.NDArray[np.object_]
    practitioner: npt.NDArray[np.object_]
    keys: Mapping[str, pd.Series]
    codes: Mapping[Key, Integers]
    numbers: Mapping[Key, Floats]
    silent: Mapping[Key, Booleans]


def _of_part(gathered: Gathered, by: Sequence[str], pair_with: str) -> _Part:
    one = independent(gathered.ratings, pair_with)
    ratings, definition = gathered.ratings.of_rows(one.rows), gathered.definition
    scores = score(definition.plan, ratings, definition.rules)
    codes: dict[Key, Integers] = {}
    numbers: dict[Key, Floats] = {}
    silent: dict[Key, Booleans] = {}
    for item in definition.checklist.items:
        key: Key = ("item", item.id)
        if item.id in definition.checklist.off:
            continue
        if item.scale.points:
            codes[key] = _codes(ratings.columns[item.id], _of_item(item))
        else:
            numbers[key], silent[key] = _raw(ratings.columns[item.id])
    for name, truths in scores.criteria.items():
        codes["criterion", name] = _VERDICT_CODES[truths]
    for name, column in scores.columns.items():
        numbers["score", name], silent["score", name] = column.values(), np.zeros(len(ratings), np.bool_)
    return _Part(one.visit, one.rater, one.practitioner, grouped_by(ratings, by), codes, numbers, silent)


def _choices(parts: Sequence[Gathered], codes: Iterable[Key]) -> dict[Key, tuple[Choice, ...]]:
    """What a rater can say of each item with points, and of each criterion."""
    items = parts[0].definition.checklist.item
    return {key: _of_item(items[key[1]]) if key[0] == "item" else VERDICTS for key in codes}


def _of_item(item: Item) -> tuple[Choice, ...]:
    """The points of the scale, then the statuses that say something of what was seen."""
    points = [Choice(point.code, point.points) for point in item.scale.points]
    statuses = [Choice(f"({status.value})", None) for status in allowed(item) if status not in SILENT]
    return (*points, *statuses)


def _codes(column: Column, choices: Sequence[Choice]) -> Integers:
    place = {choice.label: number for number, choice in enumerate(choices)}
    labels = [each.code if each.status is Status.RATED else f"({each.status.value})" for each in column.levels]
    found: Integers = np.array([place.get(label, SILENCE) for label in labels] or [SILENCE], np.int64)[column.codes]
    return found


def _raw(column: Column) -> tuple[Floats, Booleans]:
    """The raw numbers, and where nothing was said; results of persons are no number."""
    values = [np.nan if each.value is None else float(each.value) for each in column.levels]
    silent = [each.status in SILENT for each in column.levels]
    return np.array(values or [np.nan])[column.codes], np.array(silent or [True])[column.codes]


def _numbered(parts: Sequence[npt.NDArray[np.object_]], *, apart: bool) -> tuple[Integers, tuple[str, ...]]:
    """Names numbered in their order, part by part where those of different parts are different things."""
    if apart:
        found = [pd.factorize(part, sort=True) for part in parts]
        ends = np.cumsum([0, *(len(names) for _, names in found)])
        places = [codes + end for (codes, _), end in zip(found, ends[:-1], strict=True)]
        return np.concatenate(places).astype(np.int64), tuple(name for _, names in found for name in names)
    codes, names = pd.factorize(np.concatenate(parts), sort=True)
    return codes.astype(np.int64), tuple(names)
