"""A rule once it is in the algebra: its value and its bounds."""

from __future__ import annotations

import attrs

from fidelity.plan.algebra import Expression


@attrs.frozen
class Lowered:
    """A rule in the algebra.

    Attributes:
        value: Its value, for members of which at least one is there.
        lowest: The lowest value that it could still take.
        highest: The highest value that it could still take.
    """

    value: Expression
    lowest: Expression
    highest: Expression
