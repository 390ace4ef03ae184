"""Groups of observations, and how often each thing occurs in each of them: counted in columns, never row by row."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.errors import UsageError
from fidelity.plan.dense import ADDRESSABLE
from fidelity.problems import Problem, nearest
from fidelity.ratings.table import Ratings


@attrs.frozen(eq=False)
class Groups:
    """Observations by group.

    Attributes:
        names: What each group is called, in the order in which it first occurs; an empty name where nothing is said.
        of: For each observation, the place of its group; shape (observations,).
    """

    names: tuple[str, ...]
    of: npt.NDArray[np.intp]

    def sizes(self) -> list[int]:
        """How many observations are in each group."""
        return list(map(int, np.bincount(self.of, minlength=len(self.names))))

    def marked(self, marks: npt.NDArray[np.bool_]) -> list[int]:
        """How many marked observations are in each group."""
        return list(map(int, np.bincount(self.of[marks], minlength=len(self.names))))

    def counts(self, codes: npt.NDArray[np.integer], n_codes: int) -> list[dict[int, int]]:
        """How often each code occurs in each group; what does not occur is not named.

        Args:
            codes: For each observation a number from 0; shape (observations,).
            n_codes: How many numbers there can be.
        """
        # A state may be numbered by unsigned integers of 64 bits, which do not add to signed ones.
        keys = self.of * n_codes + codes.astype(np.intp)
        if n_codes * len(self.names) <= ADDRESSABLE:
            every = np.bincount(keys, minlength=n_codes * len(self.names))
            found = np.flatnonzero(every)
            often = every[found]
        else:
            found, often = np.unique(keys, return_counts=True)
        counted: list[dict[int, int]] = [{} for _ in self.names]
        for key, n in zip(found.tolist(), often.tolist(), strict=True):
            group, code = divmod(key, n_codes)
            counted[group][code] = n
        return counted


def together(n: int) -> Groups:
    """All observations as one group.

    Args:
        n: How many there are.
    """
    return Groups(("",), np.zeros(n, np.intp))


def grouped(ratings: Ratings, column: str) -> Groups:
    """Observations by what a descriptor says of them.

    Args:
        ratings: The ratings.
        column: The descriptor, such as ``site``.

    Raises:
        UsageError: The ratings have no such descriptor.
    """
    held = ratings.descriptor(column)
    if held is None:
        known = ["observation", *map(str, ratings.descriptors.columns)]
        message = f"the table of ratings has no column `{column}` that describes observations"
        raise UsageError(Problem("unknown-descriptor", message, nearest(column, known)))
    texts = pd.Series(np.asarray(held)).astype("string").fillna("")
    of, names = pd.factorize(texts)
    return Groups(tuple(map(str, names)), of.astype(np.intp))
