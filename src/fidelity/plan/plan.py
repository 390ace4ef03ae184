"""The plan: a checklist compiled to members, expressions and conditions, with nothing in it that is not a number's."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion
from fidelity.model.range import Range
from fidelity.plan.algebra import Expression
from fidelity.plan.seen import Member


@attrs.frozen
class ScorePlan:
    """One score, lowered.

    Attributes:
        id: The score.
        members: What it is made of.
        value: Its value, or the reason for having none.
        lowest: The lowest value that it could still take.
        highest: The highest value that it could still take.
        bands: The ranges of its bands, in the order of the definition.
        range: The lowest and highest value that it can have at all; None for an end that has no limit.
    """

    id: str
    members: tuple[Member, ...]
    value: Expression
    lowest: Expression
    highest: Expression
    bands: tuple[Range, ...]
    range: tuple[Fraction | None, Fraction | None]

    @cached_property
    def n_expected(self) -> int:
        """How many members it has, without those that a profile leaves out."""
        return sum(not member.off for member in self.members)


@attrs.frozen(eq=False)
class Plan:
    """A checklist, compiled.

    Attributes:
        checklist: What it was compiled from.
        scores: Its scores by id, each after those that it is made of.
        floors: For each item that a criterion tests, the item as the criterion sees it.
        criteria: Its criteria, in the order of the definition.
        hash: SHA-256 over everything that can change a number, and over nothing else.
    """

    checklist: Checklist
    scores: Mapping[str, ScorePlan]
    floors: Mapping[str, Member]
    criteria: tuple[Criterion, ...]
    hash: str
