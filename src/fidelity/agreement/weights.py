"""Weights: how far two different ratings count as agreement, from 0 to 1."""

from __future__ import annotations

from enum import Enum

import attrs
import numpy as np

from fidelity.agreement.categories import Categories, Floats
from fidelity.errors import UsageError
from fidelity.problems import Problem


class Weighting(Enum):
    """Sets of weights, named as in the R package irrCAC."""

    IDENTITY = "identity"
    """Only equal ratings agree."""
    LINEAR = "linear"
    """Agreement falls in step with the distance: ``1 − |a − b| / range``."""
    QUADRATIC = "quadratic"
    """Agreement falls with the square of the distance: ``1 − (a − b)² / range²``."""
    ORDINAL = "ordinal"
    """Only the order counts: ``1 − m / max m`` with ``m`` the number of pairs of categories from one to the other.

    These weights are fixed. Krippendorff's ordinal metric, which depends on how often each category was used, is
    another thing: `fidelity.agreement.krippendorff.Metric.ORDINAL`.
    """
    RADICAL = "radical"
    """Small distances count for much already: ``1 − √(|a − b| / range)``."""
    RATIO = "ratio"
    """The distance counts against the size: ``1 − ((a − b) / (a + b))²``, scaled so that the least weight is 0."""


@attrs.frozen(eq=False)
class Weights:
    """How far each pair of categories is from agreeing.

    Attributes:
        name: What the weights are called in the method of a figure.
        apart: 1 less the weight, 0 for equal categories; shape (categories, categories), symmetric.
    """

    name: str
    apart: Floats

    @property
    def is_identity(self) -> bool:
        """Whether only equal ratings agree."""
        return bool(np.all(self.apart + np.eye(len(self.apart)) == 1))


def weights(weighting: Weighting, categories: Categories) -> Weights:
    """The weights of a set, for some categories.

    *When to use.* Linear weights say that two steps apart is twice as bad as one, quadratic that it is four times as
    bad, ordinal rely on the order alone. Choose before looking: each gives another figure, and quadratic weights the
    highest, so a figure without the name of its weights cannot be read.

    Args:
        weighting: Which set.
        categories: All categories of the scale; for anything but identity they need numbers.

    Raises:
        UsageError: The categories have no numbers, or negative ones and ratio weights were asked for.

    References:
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapter 3.

    Examples:
        In R: ``irrCAC::linear.weights(c(0, 1, 2))``.

        >>> scale = Categories(("absent", "attempted", "as described"), (0, 1, 2))
        >>> print(1 - weights(Weighting.LINEAR, scale).apart)
        [[1.  0.5 0. ]
         [0.5 1.  0.5]
         [0.  0.5 1. ]]
    """
    if weighting is Weighting.IDENTITY:
        return Weights("identity weights", 1 - np.eye(len(categories)))
    apart = _distance(weighting, categories)
    return Weights(f"{weighting.value} weights", apart / (apart.max() or 1))


def within(steps: int, categories: Categories) -> Weights:
    """Weights by which two ratings agree if they are at most so many points of the scale apart, and not at all if more.

    Points are counted by their place: of 1, 3 and 5, the points 1 and 3 are neighbours.

    Args:
        steps: How many points apart two ratings may be; 1 for agreement within one.
        categories: All categories of the scale, with numbers.

    Raises:
        UsageError: The categories have no numbers.
    """
    gap = np.abs(np.subtract.outer(categories.places, categories.places))
    return Weights(f"agreement within {steps}", (gap > steps).astype(np.float64))


def ratio_distance(categories: Categories) -> Floats:
    """How far apart two numbers are for their size: ``((a − b) / (a + b))²``, and 0 between two zeros.

    Against a zero every other number is as far apart as can be, 1, however small it is.

    Args:
        categories: The categories, with numbers of which none is negative.

    Raises:
        UsageError: The categories have no numbers, or a negative one.
    """
    numbers = categories.numbers
    if numbers.min() < 0:
        message = f"a ratio scale begins at 0, and these categories at {numbers.min():g}"
        raise UsageError(Problem("unordered-categories", message, "use interval, quadratic or linear distances"))
    total = np.add.outer(numbers, numbers)
    return (np.subtract.outer(numbers, numbers) / np.where(total == 0, 1, total)) ** 2


def _distance(weighting: Weighting, categories: Categories) -> Floats:
    if weighting is Weighting.RATIO:
        return ratio_distance(categories)
    gap = np.abs(np.subtract.outer(categories.numbers, categories.numbers))
    if weighting is Weighting.ORDINAL:
        steps = np.abs(np.subtract.outer(categories.places, categories.places)).astype(np.float64)
        return steps * (steps + 1) / 2
    return {Weighting.LINEAR: gap, Weighting.QUADRATIC: gap**2, Weighting.RADICAL: np.sqrt(gap)}[weighting]
