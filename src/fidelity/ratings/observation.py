"""Who is who: what identifies an observation, and whether one is there twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.ratings.cells import quoted
from fidelity.ratings.findings import MOST, Findings
from fidelity.ratings.text import Texts

Pairs = npt.NDArray[np.int64]


def pairs(observation: Texts, rater: Texts | None) -> Pairs:
    """A number for each row that is the same wherever observation and rater are."""
    numbers = observation.codes.astype(np.int64)
    return numbers if rater is None else numbers * len(rater.texts) + rater.codes


def report_unnamed(observation: Texts, rows: npt.NDArray[np.int64], findings: Findings) -> None:
    """Report every row that does not say which observation it is."""
    if "" in observation.texts:
        for row in rows[observation.codes == observation.texts.index("")].tolist():
            findings.row(row, "no-observation", "the cell is blank", "give every observation a name", "observation")


def report_twice(
    numbers: Pairs, rows: npt.NDArray[np.int64], names: Sequence[tuple[str, Texts]], findings: Findings
) -> None:
    """Report every row that has the same number as one above it, naming both rows.

    Args:
        numbers: A number for each row.
        rows: What each row is called.
        names: What the numbers are made of, for the message.
        findings: Where to report.
    """
    again = pd.Series(numbers).duplicated().to_numpy()
    places = np.flatnonzero(again)
    if not len(places):
        return
    order = np.argsort(numbers, kind="stable")
    firsts = order[np.searchsorted(numbers, numbers[places[:MOST]], sorter=order)]
    for place, first in zip(places[:MOST].tolist(), firsts.tolist(), strict=True):
        said = ", ".join(f"{name} {quoted(texts.texts[int(texts.codes[place])])}" for name, texts in names)
        message = f"{said} is in {findings.row_word} {int(rows[first])} already"
        findings.row(int(rows[place]), "observation-twice", message, "delete one, or give them different names")
    findings.n += len(places) - min(len(places), MOST)


def described(observation: Texts | None, others: Sequence[tuple[str, Texts]], n: int) -> pd.DataFrame:
    """The descriptors as a table: the observations' names as index, everything else as columns of text."""
    index = pd.RangeIndex(1, n + 1) if observation is None else pd.Index(observation.rows(), dtype="str")
    columns = {name: pd.Series(texts.rows(), dtype="str", index=index) for name, texts in others}
    return pd.DataFrame(columns, index=index).rename_axis(index="observation")
