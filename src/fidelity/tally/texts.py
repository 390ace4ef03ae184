"""Columns of text in which few texts occur, held as places among these: a table of figures consists of them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd


@attrs.frozen(eq=False)
class Texts:
    """A column of text.

    Attributes:
        places: For each row the place of its text; shape (rows,).
        texts: The texts that can occur.
    """

    places: npt.NDArray[np.integer]
    texts: tuple[str, ...]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.places)

    def tolist(self) -> list[str]:
        """The text of each row."""
        return [self.texts[place] for place in self.places.tolist()]


def alike(text: str, n: int) -> Texts:
    """A column that says the same in every row.

    Args:
        text: What it says.
        n: How many rows there are.
    """
    return Texts(np.zeros(n, np.int8), (text,))


def joined(parts: Sequence[Texts]) -> pd.Categorical:
    """Columns one under the other, as categories: those that occur, in the order in which they first stand in a part.

    Args:
        parts: The columns.
    """
    number: dict[str, int] = {}
    moves: dict[tuple[str, ...], npt.NDArray[np.int32]] = {}
    for texts in dict.fromkeys(part.texts for part in parts):
        moves[texts] = np.array([number.setdefault(text, len(number)) for text in texts], np.int32)
    codes = np.concatenate([np.zeros(0, np.int32), *(moves[part.texts][part.places] for part in parts)])
    occurs = np.bincount(codes, minlength=len(number)) > 0
    place = np.cumsum(occurs) - 1
    texts_found = [text for text, held in zip(number, occurs.tolist(), strict=True) if held]
    return pd.Categorical.from_codes(place[codes], pd.Index(texts_found, dtype="str"))
