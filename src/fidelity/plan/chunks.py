"""Items that are read together: their answers make one pattern number, which every score looks up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import prod

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.plan.packing import Integers

MOST = 65_536
"""How many patterns a chunk may have, so that a pattern fits 16 bits and a table of them the cache."""


@attrs.frozen(eq=False)
class Chunk:
    """Some items whose answers make one pattern number.

    Attributes:
        items: The items.
        radixes: How many levels each of them has.
    """

    items: tuple[str, ...]
    radixes: tuple[int, ...]

    @cached_property
    def size(self) -> int:
        """How many patterns there are."""
        return prod(self.radixes)

    def patterns(self, codes: Mapping[str, npt.NDArray[np.unsignedinteger]], rows: slice) -> npt.NDArray[np.integer]:
        """The pattern number of each row.

        Args:
            codes: The level of each observation, by item; shape (observations,).
            rows: Which observations.
        """
        first, *rest = self.items
        if not rest:
            return codes[first][rows]
        patterns = codes[first][rows].astype(np.uint16)
        for item, radix in zip(rest, self.radixes[1:], strict=True):
            patterns *= np.uint16(radix)
            patterns += codes[item][rows]
        return patterns

    def spread(self, adds: Mapping[str, Integers], join: np.ufunc, nothing: int) -> Integers:
        """What each pattern comes to, from what each level of each item adds.

        Args:
            adds: What each level adds, by item; items that are absent add nothing.
            join: How two such numbers are joined: addition, or the lesser of two.
            nothing: What adds nothing.
        """
        whole = np.array([nothing], np.int64)
        for item, radix in zip(self.items, self.radixes, strict=True):
            level = adds.get(item)
            if level is None:
                level = np.full(radix, nothing, np.int64)
            whole = join(whole[:, None], level[None, :]).reshape(-1)
        return whole


def chunks_of(readers: Mapping[str, frozenset[str]], n_levels: Mapping[str, int], most: int) -> tuple[Chunk, ...]:
    """Items grouped so that those which the same scores read are read together.

    Args:
        readers: The scores that read each item.
        n_levels: How many levels each item has.
        most: How many patterns a chunk may have, unless it is a single item.
    """
    alike: dict[frozenset[str], list[str]] = {}
    for item, scores in readers.items():
        alike.setdefault(scores, []).append(item)
    return tuple(
        Chunk(group, tuple(n_levels[item] for item in group))
        for items in alike.values()
        for group in _packed(items, n_levels, most)
    )


def _packed(items: Sequence[str], n_levels: Mapping[str, int], most: int) -> Iterator[tuple[str, ...]]:
    group: list[str] = []
    size = 1
    for item in items:
        if group and size * n_levels[item] > most:
            yield tuple(group)
            group, size = [], 1
        group.append(item)
        size *= n_levels[item]
    if group:
        yield tuple(group)
