"""The answers of a table with a row for each answer."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.intake.asked import Asked
from fidelity.intake.editions import Candidate
from fidelity.intake.notes import rows_said
from fidelity.intake.part import column_of, recoded
from fidelity.intake.raw import Raw
from fidelity.intake.written_answers import AnswerWords
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.findings import Findings
from fidelity.ratings.grid import Grid
from fidelity.ratings.long import long_ratings
from fidelity.ratings.table import Column
from fidelity.ratings.text import Texts
from fidelity.records.observation import VISIT

_ANSWERS = ("item", "rating", "status")


@attrs.frozen(eq=False)
class LongAnswers:
    """The answers of some records, and who, where and when these were.

    Attributes:
        columns: The answers by item.
        facts: The facts of each record by name.
        rows: The row in which each record first stands.
        notes: What is to be told.
    """

    columns: Mapping[str, Column]
    facts: Mapping[str, Texts]
    rows: npt.NDArray[np.int64]
    notes: tuple[Problem, ...]


def long_answers(raw: Raw, grid: Grid, facts: Mapping[str, Texts], candidate: Candidate, asked: Asked) -> LongAnswers:
    """The answers of a table with a row for each answer.

    Args:
        raw: The table as it was found.
        grid: The rows that are of this edition.
        facts: The facts of each row.
        candidate: The edition.
        asked: What the caller says.

    Raises:
        RatingsError: Rows cannot be read; all of them are told.
    """
    source = grid.source
    words = AnswerWords(candidate.definition.checklist, asked.marks, raw.has_commas)
    columns = {**facts, "item": _items(facts["item"], candidate)}
    for name in ("rating", "status"):
        if name in columns:
            columns[name] = _answers(columns["item"], columns[name], grid.rows, words, candidate)
    columns = {name: texts for name, texts in columns.items() if name not in ("note", "notes")}
    kept = _distinct(columns)
    narrow = Grid(
        source,
        tuple(columns),
        tuple(Texts(texts.codes[kept], texts.texts) for texts in columns.values()),
        grid.rows[kept],
    )
    ratings = long_ratings(narrow, candidate.definition.checklist, Findings(source))
    notes = [*words.notes(source), *(each.at(Place(source)) for each in ratings.remarks)]
    again = grid.rows[~kept]
    if len(again):
        message = f"{rows_said(again.tolist())}: an earlier row says the same; left out"
        notes.append(remark("duplicate-left-out", message).at(Place(source)))
    found = {name: column_of(ratings.descriptors[name].tolist()) for name in ratings.descriptors.columns}
    found[VISIT] = column_of(ratings.descriptors.index.tolist())
    rows = ratings.origin.rows if ratings.origin else np.zeros(len(ratings), np.int64)
    return LongAnswers(ratings.columns, found, rows, tuple(notes))


def _items(texts: Texts, candidate: Candidate) -> Texts:
    """The items by their ids, where they are known."""
    return recoded(texts, [candidate.words.meant(text) or text for text in texts.texts])


def _answers(
    items: Texts, texts: Texts, rows: npt.NDArray[np.int64], words: AnswerWords, candidate: Candidate
) -> Texts:
    """A column of answers in words that the strict reader knows, as far as they can be known."""
    known = {text: place for place, text in enumerate(texts.texts)}
    codes = texts.codes.astype(np.uint32)
    for place, item in enumerate(items.texts):
        if item not in candidate.definition.checklist.item:
            continue
        within = np.flatnonzero(items.codes == place)
        own = Texts(texts.codes[within], texts.texts)
        occurring = set(np.unique(own.codes).tolist())
        narrow = Texts(own.codes, tuple(text if code in occurring else "" for code, text in enumerate(texts.texts)))
        new = words.read(item, narrow, rows[within])
        if new is not narrow:
            places = np.array([known.setdefault(text, len(known)) for text in new.texts], np.uint32)
            codes[within] = places[new.codes]
    return Texts(codes, tuple(known))


def _distinct(columns: Mapping[str, Texts]) -> npt.NDArray[np.bool_]:
    """Which rows say what no row above them says."""
    frame = pd.DataFrame({name: texts.codes for name, texts in columns.items()})
    first: npt.NDArray[np.bool_] = ~frame.duplicated().to_numpy()
    return first
