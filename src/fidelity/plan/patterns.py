"""States by pattern: for a score that calls a plugin's rule, or whose totals are too many or too fine for one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.plan.dense import fold_patterns
from fidelity.plan.evaluate import Exact, Outcome
from fidelity.plan.exact import Members, PythonRule
from fidelity.plan.plan import ScorePlan
from fidelity.plan.seen import Member, Seen, Term
from fidelity.plan.table import States, Table

Codes = npt.NDArray[np.unsignedinteger]
Whole = tuple[tuple[tuple[int, ...], ...], int]
"""What each level of each member adds to a total, in whole numbers, and what these are divided by."""


@attrs.frozen(eq=False)
class Sums:
    """What the members of a score add to its totals, worked out once for each term.

    Attributes:
        members: The members.
        seen: What the score sees of each level of each member.
        rules: The plugins' own rules by name.
        memory: What was worked out already.
    """

    members: tuple[Member, ...]
    seen: tuple[tuple[Seen, ...], ...]
    rules: Mapping[str, PythonRule]
    memory: dict[Term, Whole] = attrs.field(factory=dict)

    def of(self, term: Term) -> Whole:
        """What each level of each member adds to a total."""
        known = self.memory.get(term)
        if known is None:
            adds = [[term.of_member(member, seen) for seen in each] for member, each in self._pairs()]
            per = lcm(*(value.denominator for each in adds for value in each))
            whole = tuple(tuple(int(value * per) for value in each) for each in adds)
            known = self.memory[term] = (whole, per)
        return known

    def _pairs(self) -> list[tuple[Member, tuple[Seen, ...]]]:
        return list(zip(self.members, self.seen, strict=True))


@attrs.frozen(eq=False)
class Pattern:
    """One state: the level that each member is at.

    Attributes:
        levels: The place of the level of each member.
        sums: What the levels add to the totals.
    """

    levels: tuple[int, ...]
    sums: Sums

    def total(self, term: Term) -> Exact:
        """What the members add up to."""
        adds, per = self.sums.of(term)
        whole = sum(each[level] for each, level in zip(adds, self.levels, strict=True))
        return whole if per == 1 else Fraction(whole, per)

    def least(self, term: Term) -> Exact:
        """The least of what the members have."""
        return self._members().least(term)

    def call(self, rule: str) -> Outcome:
        """What a plugin's rule gives for the members."""
        return self._members().call(rule)

    def _members(self) -> Members:
        seen = (each[level] for each, level in zip(self.sums.seen, self.levels, strict=True))
        return Members(tuple(zip(self.sums.members, seen, strict=True)), self.sums.rules)


def patterned(
    score: ScorePlan, columns: Sequence[Codes], seen: Sequence[Sequence[Seen]], rules: Mapping[str, PythonRule]
) -> States:
    """The states of a score, one for each pattern of its members' levels that occurs.

    Args:
        score: The score.
        columns: For each member, the place of each observation's level; shape (observations,).
        seen: What the score sees of each level of each member.
        rules: The plugins' own rules by name.
    """
    ids, rows = fold_patterns([(column, len(each)) for column, each in zip(columns, seen, strict=True)])
    levels = [column[rows].tolist() for column in columns]
    sums = Sums(score.members, tuple(tuple(each) for each in seen), rules)

    def state(number: int) -> Pattern:
        return Pattern(tuple(each[number] for each in levels), sums)

    return States(ids, Table(score, len(rows), state, int, {}))
