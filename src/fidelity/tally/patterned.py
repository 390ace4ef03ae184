"""Patterned: of the visits that several raters rated apart, how many were rated in which pattern; counts that add.

A pattern says how often each choice was made, and not by whom: two raters who said 2 and one who said 1. Most
coefficients of agreement need no more, so tallies that hold patterns give the same agreement as the records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.cube import Cube, Kind, Measure, added


@attrs.frozen
class Choice:
    """One of the things that a rater can say.

    Attributes:
        label: What it is called: the code of a point, a verdict, a status.
        value: The number behind it; None for a status, which is no rating.
    """

    label: str
    value: Fraction | None


@attrs.frozen(eq=False)
class Patterned:
    """The patterns in which visits were rated, by measure and cell.

    Attributes:
        cube: How many visits of each cell have each pattern. A pattern is a text: how often each choice was made, in
            the order of the choices, with a space between: ``0 2 1``.
        choices: For each measure, by kind and id, all that a rater could say.
    """

    cube: Cube
    choices: Mapping[tuple[Kind, str], tuple[Choice, ...]]

    def by(self, names: Sequence[str]) -> Patterned:
        """The same, by some of the keys only.

        Args:
            names: The keys to keep.

        Raises:
            UsageError: There is no such key.
        """
        return attrs.evolve(self, cube=self.cube.by(names))


def pattern_text(counts: Sequence[int]) -> str:
    """A pattern as a text.

    Args:
        counts: How often each choice was made, in the order of the choices.
    """
    return " ".join(map(str, counts))


def pattern_counts(measure: Measure, n_choices: int) -> npt.NDArray[np.int64]:
    """The patterns of a measure as numbers; shape (patterns, choices).

    Args:
        measure: The measure.
        n_choices: How many choices there are.

    Raises:
        ValueError: A pattern has another number of choices, or says nothing.
    """
    found = [[*map(int, str(level).split(" "))] for level in measure.levels]
    if any(len(each) != n_choices or min(each) < 0 or not any(each) for each in found):
        raise ValueError("a pattern that no visit can have")
    return np.array(found, np.int64).reshape(len(found), n_choices)


def in_order(measure: Measure) -> Measure:
    """The same measure with its patterns in the order of their texts, so that the same counts look the same.

    Args:
        measure: The measure.
    """
    levels = tuple(sorted(map(str, measure.levels)))
    place = {level: number for number, level in enumerate(levels)}
    moved = np.array([place[str(level)] for level in measure.levels], np.intp)
    return attrs.evolve(measure, levels=levels, counts=measure.counts.moved(levels=moved, n_levels=len(levels)))


def patterned_together(parts: Sequence[Patterned]) -> Patterned:
    """Several as one, by the keys that all of them have; the order in which they are given does not matter.

    A visit of which each part holds one rating counts as rated once in each: nothing says any more that they belong
    together.

    Args:
        parts: What is to be added, at least one; all compute alike.

    Raises:
        UsageError: A measure does not have the same choices in all parts.
    """
    names = [name for name in parts[0].cube.cells.names if all(name in part.cube.cells.names for part in parts)]
    choices: dict[tuple[Kind, str], tuple[Choice, ...]] = {}
    for part in parts:
        for key, of in part.choices.items():
            if choices.setdefault(key, of) != of:
                message = f"`{key[1]}` does not have the same choices in all tallies"
                raise UsageError(Problem("unlike-tallies", message, "combine each edition by itself"))
    cube = added([part.cube.by(names) for part in parts])
    return Patterned(attrs.evolve(cube, measures=tuple(map(in_order, cube.measures))), choices)
