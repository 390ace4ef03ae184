"""Columns of texts turned into columns of answers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.answer import MISSING, Answer
from fidelity.model.item import Item
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.problems import Problem, remark
from fidelity.ratings.cells import Cells
from fidelity.ratings.table import Codes, Column
from fidelity.ratings.text import Numbers

_OFF = Answer(Status.OFF_BY_DESIGN)


@attrs.frozen(eq=False)
class Key:
    """What each distinct text of a column stands for.

    Attributes:
        levels: The answers.
        places: For each text, the place of its answer in ``levels``; a text that means nothing counts as missing.
        bad: Which texts mean nothing.
    """

    levels: tuple[Answer, ...]
    places: Codes
    bad: tuple[int, ...]

    def column(self, codes: Numbers) -> Column:
        """The column of answers that a column of texts stands for."""
        places = self.places
        if codes.dtype == np.uint8 and places.dtype == np.uint8:
            # Bytes are translated at once; indexing would widen every one of them to eight.
            table = places.tobytes().ljust(256, b"\0")
            return Column(np.frombuffer(codes.tobytes().translate(table), np.uint8), self.levels)
        return Column(places[codes], self.levels)


def key(texts: Sequence[str], cells: Cells) -> Key:
    """What each of several distinct texts stands for in the column of an item."""
    found = [cells.answer(text) for text in texts]
    levels = (*cells.levels, *_further(found, cells))
    place = {answer: number for number, answer in enumerate(levels)}
    places = [place[answer if answer is not None else MISSING] for answer in found]
    smallest = np.min_scalar_type(max(len(levels) - 1, 0))
    bad = tuple(number for number, answer in enumerate(found) if answer is None)
    return Key(levels, np.array([*places, place[MISSING]], dtype=smallest), bad)


def _further(found: Sequence[Answer | None], cells: Cells) -> list[Answer]:
    """The raw numbers that occur, rising."""
    if not cells.item.scale.is_measure:
        return []
    further = {answer for answer in found if answer is not None} - set(cells.levels)
    return sorted(further, key=lambda answer: (answer.value or Fraction(0), answer.persons))


def everywhere(answer: Answer, levels: tuple[Answer, ...], n: int) -> Column:
    """A column that has the same answer in every observation."""
    place = levels.index(answer)
    return Column(np.full(n, place, dtype=np.min_scalar_type(len(levels) - 1)), levels)


def left_out(column: Column) -> Column:
    """The column of an item that a profile leaves out: off by design, whatever was recorded."""
    return everywhere(_OFF, column.levels, len(column.codes))


def is_rated(column: Column) -> npt.NDArray[np.bool_]:
    """In which observations there is a rating."""
    rated = np.array([answer.status is Status.RATED for answer in column.levels])
    flags: npt.NDArray[np.bool_] = rated[column.codes]
    return flags


def odd_shares(item: Item, column: Column) -> list[Problem]:
    """A remark where percentages look like shares from 0 to 1, as spreadsheets keep them."""
    if item.scale.kind is not Kind.PERCENT:
        return []
    values = [answer.value for answer in column.levels if answer.value is not None]
    if any(0 < value < 1 for value in values) and max(values) <= 1:
        said = f"no percentage of `{item.id}` is above 1: they look like shares and were read as percentages"
        return [remark("percent-or-share", said, "format the column as percentages in the spreadsheet: `85%`")]
    return []
