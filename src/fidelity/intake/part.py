"""Records of one edition, held small: every column as numbers and the distinct texts that these stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.intake.gathered import ALWAYS, Gathered
from fidelity.plan.definition import Definition
from fidelity.ratings.joining import joined_columns, joined_texts
from fidelity.ratings.table import Column, Ratings
from fidelity.ratings.text import TextColumn, Texts
from fidelity.records.observation import VISIT, Edition

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

_FIRST = (*ALWAYS[:-1], "client")
_LAST = ("file", "record", "made_at", "rater_certified")
"""The descriptors after all others, in their order."""


@attrs.frozen(eq=False)
class Part:
    """Records of one edition.

    Attributes:
        edition: Which checklist was rated.
        definition: Its definition.
        columns: The answers by item.
        facts: Everything else by name; ``observation`` and ``file`` are always among them.
        rows: In which row of its file each record stands; 0 where it stands in none. Shape (records,).
    """

    edition: Edition
    definition: Definition
    columns: Mapping[str, Column]
    facts: Mapping[str, Texts]
    rows: Rows

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.rows)

    def fact(self, name: str) -> Texts:
        """A fact of all records; blank where nothing says it."""
        return self.facts[name] if name in self.facts else constant("", len(self))

    def taken(self, places: Places | Flags) -> Part:
        """Some of the records."""
        return attrs.evolve(
            self,
            columns={name: Column(column.codes[places], column.levels) for name, column in self.columns.items()},
            facts={name: rows_of(texts, places) for name, texts in self.facts.items()},
            rows=self.rows[places],
        )

    def with_facts(self, facts: Mapping[str, Texts]) -> Part:
        """The same with other facts in the place of some."""
        return attrs.evolve(self, facts={**self.facts, **facts})

    def gathered(self) -> Gathered:
        """The records as the table that travels."""
        index = pd.Index(_texts(self.facts[VISIT]), name=VISIT)
        others = [name for name in self.facts if name not in (VISIT, *_FIRST, *_LAST)]
        names = [*_FIRST, *others, *_LAST]
        names = [name for name in names if name in self.facts or name in ALWAYS]
        frame = pd.DataFrame({name: _texts(self.fact(name)) for name in names}, index=index, columns=names)
        return Gathered(self.edition, self.definition, Ratings(self.definition.checklist, self.columns, frame))


def joined_parts(parts: Sequence[Part]) -> Part:
    """Parts of one edition, one below the other.

    Args:
        parts: The parts, at least one.
    """
    first = parts[0]
    names = dict.fromkeys(name for part in parts for name in part.facts)
    return attrs.evolve(
        first,
        columns=joined_columns(first.definition.checklist, [part.columns for part in parts]),
        facts={name: joined_texts([part.fact(name) for part in parts]) for name in names},
        rows=np.concatenate([part.rows for part in parts]),
    )


def of_all(parts: Sequence[Part], name: str) -> Texts:
    """A fact of the records of several parts, one below the other."""
    return joined_texts([part.fact(name) for part in parts])


def rows_of(texts: Texts, places: Places | Flags) -> Texts:
    """Some rows of a column, without the texts that no row of them says where these are many.

    Args:
        texts: The column.
        places: The places of the rows, or for each row whether it is taken.
    """
    codes = texts.codes[places]
    if len(codes) * 2 > len(texts.texts):
        return Texts(codes, texts.texts)
    used, own = np.unique(codes, return_inverse=True)
    smallest = np.min_scalar_type(max(len(used) - 1, 0))
    return Texts(own.astype(smallest), tuple(texts.texts[place] for place in used.tolist()))


def text_at(texts: Texts, row: int) -> str:
    """What a column says in a row."""
    return texts.texts[int(texts.codes[row])]


def constant(text: str, n: int) -> Texts:
    """The same text everywhere."""
    return Texts(np.zeros(n, np.uint8), (text,))


def column_of(texts: Sequence[str]) -> Texts:
    """A column out of its texts."""
    column = TextColumn()
    column.add_texts(texts)
    return column.done()


def recoded(texts: Texts, new: Sequence[str]) -> Texts:
    """A column with other texts in the places of its own.

    Args:
        texts: The column.
        new: What stands for each of its distinct texts.
    """
    known: dict[str, int] = {}
    places = [known.setdefault(text, len(known)) for text in new]
    if places == list(range(len(places))):
        return Texts(texts.codes, tuple(known))
    smallest = np.min_scalar_type(max(len(known) - 1, 0))
    return Texts(np.array(places, smallest)[texts.codes], tuple(known) or ("",))


def with_text(texts: Texts, where: Flags, text: str) -> Texts:
    """A column that says one text in some rows.

    Args:
        texts: The column.
        where: In which rows; shape (rows,).
        text: The text.
    """
    place = texts.texts.index(text) if text in texts.texts else len(texts.texts)
    known = texts.texts if place < len(texts.texts) else (*texts.texts, text)
    codes = texts.codes.astype(np.min_scalar_type(len(known) - 1))
    codes[where] = place
    return Texts(codes, known)


def is_blank(texts: Texts) -> Flags:
    """In which rows a column says nothing."""
    return says(texts, {""})


def says(texts: Texts, wanted: set[str]) -> Flags:
    """In which rows a column says one of some texts."""
    flags = np.array([text in wanted for text in texts.texts] or [False], np.bool_)
    found: Flags = flags[texts.codes]
    return found


def _texts(texts: Texts) -> pd.api.extensions.ExtensionArray:
    """A column as pandas keeps text."""
    distinct = pd.array(list(texts.texts) or [""], dtype="str")
    return distinct.take(texts.codes.astype(np.intp))
