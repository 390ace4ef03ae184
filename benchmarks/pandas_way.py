"""The same ten scores in well-written, vectorised pandas: values and bands, by subscale, never by row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.workload import MISSING, N_POINTS, NAMES, NOT_APPLICABLE, five


def points_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Points as floats, NaN where there are none, from small integers."""
    return (frame + 1).where(frame < N_POINTS).astype(np.float64)


def scored(points: pd.DataFrame, applies: pd.DataFrame) -> pd.DataFrame:
    """Values and bands of all ten scores.

    Args:
        points: Points, NaN where there are none.
        applies: Whether an item applies.
    """
    out: dict[str, pd.Series] = {}

    def part(names: tuple[str, ...], limit: int) -> tuple[pd.DataFrame, pd.Series, pd.Series, pd.Series]:
        block = points[list(names)]
        used = block.notna().sum(axis=1)
        due = applies[list(names)].sum(axis=1)
        return block, used, due, (used > 0) & (due - used <= limit)

    def band(name: str, values: pd.Series, low: float, high: float) -> None:
        placed = np.select([values >= high, values >= low, values < low], [2, 1, 0], default=-1)
        out[f"{name}.band"] = pd.Series(placed.astype(np.int8), index=values.index)

    block, used, due, valid = part(five(0), 1)
    out["mean"] = (block.sum(axis=1) / used).where(valid)
    band("mean", out["mean"], 3, 4)
    block, used, due, valid = part(five(1), 1)
    out["sum"] = (block.sum(axis=1) * due / used).where(valid)
    band("sum", out["sum"], 10, 15)
    block, used, due, valid = part(five(2), 1)
    out["percent"] = (100 * block.sum(axis=1) / (5 * used)).where(valid)
    band("percent", out["percent"], 50, 70)
    block, used, due, valid = part(five(3), 0)
    out["minimum"] = block.min(axis=1).where(valid)
    block, used, due, valid = part(five(4), 1)
    out["proportion"] = ((block >= 4).sum(axis=1) / used).where(valid)
    block, used, due, valid = part(five(5), 1)
    out["parts"] = (100 * (block / 5).sum(axis=1) / used).where(valid)
    block, used, due, valid = part(five(6), 1)
    weights = pd.Series([2.0, 1, 1, 1, 1], index=block.columns)
    out["weighted"] = ((block * weights).sum(axis=1) / (block.notna() * weights).sum(axis=1)).where(valid)
    block, used, due, valid = part(five(7), 0)
    out["count"] = (block >= 4).sum(axis=1).where(valid)
    block, used, due, valid = part(five(8), 0)
    out["every"] = ((block >= 3).sum(axis=1) == used).astype(np.float64).where(valid)
    block, used, due, valid = part(NAMES, 4)
    out["total"] = (block.sum(axis=1) / used).where(valid)
    band("total", out["total"], 3, 4)
    return pd.DataFrame(out)


def from_integers(frame: pd.DataFrame) -> pd.DataFrame:
    """From small integers."""
    return scored(points_of(frame), frame != NOT_APPLICABLE)


def from_floats(frame: pd.DataFrame) -> pd.DataFrame:
    """From points with NaN for missing and -8 for not applicable."""
    applies = frame != -8
    return scored(frame.where(applies), applies)


def floats(frame: pd.DataFrame) -> pd.DataFrame:
    """The table that `from_floats` reads, as a spreadsheet or a statistics package would give it."""
    points = points_of(frame)
    return points.mask(frame == NOT_APPLICABLE, -8.0).mask(frame == MISSING)
