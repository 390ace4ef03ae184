"""Categories: what a rating can be, with the numbers behind it where it has any."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import InvalidRecord, UsageError
from fidelity.problems import Problem

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@attrs.frozen
class Categories:
    """What a rating can be: all that the scale offers, whether anybody chose it or not.

    How many there are matters: chance, as Gwet or Brennan and Prediger see it, depends on what could have been chosen.

    Attributes:
        labels: What each is called, such as a code of a scale or a status; a rating names one by its place.
        values: The number behind each, in the same order; None where they have no order, as statuses have none.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what nothing can be rated in."""
        if not self.labels or len(set(self.labels)) < len(self.labels):
            raise InvalidRecord(Problem("bad-categories", "there is no category, or two of them have the same label"))
        if self.values is not None and (len(self.values) != len(self.labels) or not np.all(np.isfinite(self.values))):
            message = "every category needs one finite number, or none of them has one"
            raise InvalidRecord(Problem("bad-categories", message))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.labels)

    @cached_property
    def numbers(self) -> Floats:
        """The number behind each; shape (categories,).

        Raises:
            UsageError: They have none.
        """
        if self.values is None:
            message = f"these categories have no order: {', '.join(self.labels)}"
            raise UsageError(
                Problem("unordered-categories", message, "compare them as equal or not: identity, nominal")
            )
        return np.array(self.values, np.float64)

    @cached_property
    def places(self) -> Integers:
        """The place of each among the numbers that occur, rising from 0; equal numbers share one; shape (categories,).

        Raises:
            UsageError: They have no numbers.
        """
        found: Integers = np.unique(self.numbers, return_inverse=True)[1].astype(np.int64)
        return found
