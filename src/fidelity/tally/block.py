"""Blocks: one statistic of one measure in all groups, as columns of the table of estimates."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.tally.counts import Integers
from fidelity.tally.estimates import NoEstimate, NoInterval
from fidelity.tally.integers import Floats
from fidelity.tally.interval import Intervals
from fidelity.tally.texts import Texts, alike

Filled = npt.NDArray[np.generic] | Texts
"""A column: numbers, or text."""


@attrs.frozen(eq=False)
class Block:
    """One statistic of one measure in all groups.

    Attributes:
        kind: What is measured.
        measure: Its id.
        statistic: What is taken of it.
        unit: What is counted once.
        cluster: What the clusters of its interval are; empty where there are none.
        columns: The other columns of the table, by name; each of shape (groups,).
    """

    kind: str
    measure: str
    statistic: str
    unit: str
    cluster: str
    columns: Mapping[str, Filled]


def with_interval(
    kind: str,
    measure: str,
    statistic: str,
    unit: str,
    found: Intervals,
    cluster: str = "",
    n_not: Integers | None = None,
    n_unnamed: Integers | None = None,
) -> Block:
    """A block of figures that have intervals.

    Args:
        kind: What is measured.
        measure: Its id.
        statistic: What is taken of it.
        unit: What is counted once.
        found: The figures.
        cluster: What the clusters are; empty where there are none.
        n_not: How many observations lack what the figure is taken of; shape (groups,).
        n_unnamed: How many observations name no unit, and belong to none; shape (groups,).
    """
    return Block(kind, measure, statistic, unit, cluster, {**found.columns(), **_lacking(n_not, n_unnamed)})


def without_interval(
    kind: str, measure: str, statistic: str, unit: str, value: Floats, n: Integers, n_not: Integers | None = None
) -> Block:
    """A block of figures for which no interval is defined, such as a median.

    Args:
        kind: What is measured.
        measure: Its id.
        statistic: What is taken of it.
        unit: What is counted once.
        value: The figures, NaN where there is none; shape (groups,).
        n: How many units they are taken of; shape (groups,).
        n_not: How many observations lack what the figure is taken of; shape (groups,).
    """
    places = np.where(~np.isnan(value), 0, np.where(n == 0, 1, 2))
    why = Texts(places, ("", NoEstimate.NOTHING_RATED.value, NoEstimate.TOO_FEW.value))
    columns: dict[str, Filled] = {
        "value": value,
        "why_no_value": why,
        "n": n,
        **no_interval(len(n), NoInterval.NONE_DEFINED),
    }
    return Block(kind, measure, statistic, unit, "", {**columns, **_lacking(n_not)})


def not_from_tallies(kind: str, measure: str, statistic: str, unit: str, n_groups: int) -> Block:
    """A block of figures that tallies do not hold.

    Args:
        kind: What is measured.
        measure: Its id.
        statistic: What is taken of it.
        unit: What is counted once.
        n_groups: How many groups there are.
    """
    why = alike(NoEstimate.NOT_FROM_TALLIES.value, n_groups)
    columns: dict[str, Filled] = {"value": np.full(n_groups, np.nan), "why_no_value": why}
    return Block(kind, measure, statistic, unit, "", {**columns, **no_interval(n_groups, NoInterval.NOT_FROM_TALLIES)})


def no_interval(n_groups: int, why: NoInterval) -> dict[str, Filled]:
    """The columns of an interval where there is none.

    Args:
        n_groups: How many groups there are.
        why: Why there is none.
    """
    return {"why_no_interval": alike(why.value, n_groups)}


def _lacking(n_not: Integers | None, n_unnamed: Integers | None = None) -> dict[str, Filled]:
    held = {"n_not_rated": n_not, "n_unnamed": n_unnamed}
    return {name: n for name, n in held.items() if n is not None}
