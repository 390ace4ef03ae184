"""Declared ranges: the lowest and the highest value of a score, as its publication states them."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.problems import Problem


@attrs.frozen
class DeclaredRange:
    """What a publication says that a score can reach; it changes no number, and can be compared with what is so.

    Attributes:
        lowest: The lowest value.
        highest: The highest value.
    """

    lowest: Fraction
    highest: Fraction

    def __attrs_post_init__(self) -> None:
        """Refuse a range that holds one number or none."""
        if self.lowest >= self.highest:
            help_ = "swap them, or correct one"
            raise InvalidRecord(Problem("bad-range", "`lowest` must lie below `highest`", help_, ("highest",)))
