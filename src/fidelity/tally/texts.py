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

    def occurring(self) -> npt.NDArray[np.bool_]:
        """For each of the texts, whether any row says it; shape (texts,)."""
        if len(self.texts) == 1:
            return np.array([len(self) > 0])
        found: npt.NDArray[np.bool_] = np.bincount(self.places, minlength=len(self.texts)) > 0
        return found

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
    # Many parts are one and the same, such as the names of groups.
    distinct = [*dict.fromkeys(parts)]
    occurs = {part.texts: np.zeros(len(part.texts), np.bool_) for part in distinct}
    for part in distinct:
        occurs[part.texts] |= part.occurring()
    number: dict[str, int] = {}
    for texts, held in occurs.items():
        for place in np.flatnonzero(held).tolist():
            number.setdefault(texts[place], len(number))
    # Of the smallest kind, as pandas holds them, so that nothing is copied.
    kind = np.min_scalar_type(-max(len(number), 1))
    moves = {texts: np.array([number.get(text, 0) for text in texts], kind) for texts in occurs}
    moved = {part: moves[part.texts][part.places] for part in distinct}
    codes = np.concatenate([np.zeros(0, kind), *(moved[part] for part in parts)])
    return pd.Categorical.from_codes(codes, pd.Index([*number], dtype="str"))
