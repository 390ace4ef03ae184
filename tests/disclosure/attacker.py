"""An attack on a published table, written without any of the code that protects it: dense, slow and plain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linprog

Row = dict[int, float]
"""A sum of unknowns: how often each is in it."""
Group = tuple[str, ...]
NumberOf = dict[Group, float]
"""How many there are in each group."""
Pair = tuple[int, int]
"""How many met it, and how many did not."""


class Unknowns:
    """Amounts not below 0 of which some sums are known."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.rows: list[list[float]] = []
        self.values: list[float] = []

    def know(self, row: Row, value: float) -> None:
        """Learn one sum."""
        self.rows.append(self.dense(row))
        self.values.append(value)

    def dense(self, row: Row) -> list[float]:
        """A sum as a list of factors."""
        return [row.get(place, 0.0) for place in range(self.n)]

    def range(self, row: Row) -> tuple[float, float]:
        """The lowest and the highest that a sum can be."""
        rows, values = np.array([*self.rows, [0.0] * self.n]), np.array([*self.values, 0.0])
        cost = np.array(self.dense(row))
        low, high = (linprog(sign * cost, A_eq=rows, b_eq=values) for sign in (1.0, -1.0))
        assert low.status == 0
        assert high.status in (0, 3)
        return float(cost @ low.x), float("inf") if high.status == 3 else float(cost @ high.x)


def of_cells(
    counts: Sequence[float], relations: Iterable[tuple[int, Sequence[int]]], hidden: Sequence[bool]
) -> Unknowns:
    """What is known of a table given cell by cell."""
    found = Unknowns(len(counts))
    for total, parts in relations:
        found.know({total: 1.0, **dict.fromkeys(parts, -1.0)}, 0.0)
    for place, count in enumerate(counts):
        if not hidden[place]:
            found.know({place: 1.0}, count)
    return found


def holds(group: Sequence[str], of: Sequence[str]) -> bool:
    """Whether a group, with empty texts for totals, holds one of the finest."""
    return all(mine in ("", theirs) for mine, theirs in zip(group, of, strict=True))


def of_table(table: pd.DataFrame, keys: Sequence[str], finest: Sequence[Group], n_of: NumberOf | None) -> Unknowns:
    """What one measure's visible rows say about who met it and who did not, among the finest groups.

    The unknowns are how many met it in each of the finest groups, and then how many did not. With ``n_of`` the reader
    knows how many there are in each.
    """
    found = Unknowns(2 * len(finest))
    for row in table.to_dict("records"):
        if pd.isna(row["n"]):
            continue
        inside = [place for place, of in enumerate(finest) if holds([row[key] for key in keys], of)]
        met = row["value"] * row["n"] if row["n"] else 0.0
        found.know(dict.fromkeys(inside, 1.0), round(met))
        found.know({place + len(finest): 1.0 for place in inside}, row["n"] - round(met))
    for place, of in enumerate(finest if n_of else ()):
        found.know({place: 1.0, place + len(finest): 1.0}, (n_of or {})[of])
    return found


def of_people(
    shown: Mapping[Group, Pair], n_of: NumberOf, add_up: Iterable[tuple[Group, Sequence[Group]]]
) -> tuple[Unknowns, dict[Group, Row]]:
    """What is known of groups of people who may be in several of them, so that only some totals are sums.

    The reader knows how many there are in every group.

    Args:
        shown: How many met it and how many did not, where that can be seen.
        n_of: How many there are in each group.
        add_up: The totals that are sums, and of what.

    Returns:
        What is known, and how many met it in each group as a sum of unknowns.
    """
    place = {group: number for number, group in enumerate(n_of)}
    found, n = Unknowns(2 * len(place)), len(place)
    for group, at in place.items():
        found.know({at: 1.0, at + n: 1.0}, n_of[group])
        if group in shown:
            found.know({at: 1.0}, shown[group][0])
    for total, parts in add_up:
        for column in (0, n):
            found.know({place[total] + column: 1.0, **{place[part] + column: -1.0 for part in parts}}, 0.0)
    return found, {group: {at: 1.0} for group, at in place.items()}


def smallest(n: int, needed: Sequence[bool], is_safe: Callable[[list[bool]], bool]) -> int:
    """How many further cells must be hidden at least, by trying every choice from the smallest on."""
    free = [place for place in range(n) if not needed[place]]
    for more in range(len(free) + 1):
        for chosen in combinations(free, more):
            hidden = [bool(needed[place]) or place in chosen for place in range(n)]
            if is_safe(hidden):
                return more
    raise AssertionError("hiding everything is not safe")


def crossed(inner: np.ndarray) -> tuple[list[float], list[tuple[int, list[int]]]]:
    """A table of any number of dimensions with all of its totals: its cells, and which is the sum of which."""
    full = inner.astype(float)
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    places = np.arange(full.size).reshape(full.shape)
    relations = []
    for axis in range(full.ndim):
        lines = np.moveaxis(places, axis, -1).reshape(-1, full.shape[axis])
        relations += [(int(line[-1]), [int(place) for place in line[:-1]]) for line in lines]
    return [float(count) for count in full.ravel()], relations
