"""How the members of a score fold, by addition, into one integer that holds what its rule needs and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm, prod

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.plan.basis import Basis, basis_of
from fidelity.plan.evaluate import Exact, Outcome
from fidelity.plan.seen import Member, Seen, Term

Integers = npt.NDArray[np.int64]
Levels = Sequence[tuple[Member, Sequence[Seen]]]
"""Each member with what the score sees of every answer that it can have."""

LARGEST = 2**62
"""A key must stay below this, so that it fits a 64-bit integer."""


@attrs.frozen
class Line:
    """How one total follows from the digits of a key, in whole numbers.

    Attributes:
        start: The total where all digits are 0, times ``per``.
        steps: What one step of a digit adds, times ``per``, by the digit's place.
        per: What whole numbers are divided by.
    """

    start: int
    steps: tuple[tuple[int, int], ...]
    per: int

    def total(self, places: Sequence[int]) -> Exact:
        """The total, from the digits."""
        whole = self.start + sum(step * places[digit] for digit, step in self.steps)
        return whole if self.per == 1 else Fraction(whole, self.per)


@attrs.frozen
class Packed:
    """What the members of a score add up to, unpacked from a key.

    Attributes:
        places: The digits of the key.
        lines: How each total follows from them.
        leasts: The least by term.
    """

    places: tuple[int, ...]
    lines: Mapping[Term, Line]
    leasts: Mapping[Term, Fraction]

    def total(self, term: Term) -> Exact:
        """What the members add up to."""
        return self.lines[term].total(self.places)

    def least(self, term: Term) -> Exact:
        """The least of what the members have."""
        return self.leasts[term]

    def call(self, rule: str) -> Outcome:
        """A plugin's rule sees each member, which a key does not hold."""
        raise NotImplementedError(rule)


@attrs.frozen(eq=False)
class Digit:
    """One total as a digit of the key.

    Attributes:
        adds: For each member, what each of its levels adds to the digit; from 0.
        radix: How many values the digit can have.
        unit: What one step of the digit is in the total.
        zero: The total where the digit is 0.
    """

    adds: tuple[Integers, ...]
    radix: int
    unit: Fraction
    zero: Fraction


@attrs.frozen(eq=False)
class Rank:
    """One least as a digit of the key: the place among all values that can occur.

    Attributes:
        ranks: For each member, the place of each of its levels; the last place is that of a member that has nothing.
        values: The values in order.
    """

    ranks: tuple[Integers, ...]
    values: tuple[Fraction, ...]

    @property
    def radix(self) -> int:
        """How many places there are."""
        return len(self.values) + 1


@attrs.frozen(eq=False)
class Packing:
    """How the members of a score fold into a key, and how the key unfolds.

    Attributes:
        digits: The totals that are kept.
        ranks: The leasts, by term.
        basis: How every other total follows from those that are kept.
        n_levels: How many levels each member has.
    """

    digits: tuple[Digit, ...]
    ranks: Mapping[Term, Rank]
    basis: Basis
    n_levels: tuple[int, ...]

    @cached_property
    def sums(self) -> int:
        """How many values the added part of a key can have."""
        return prod(digit.radix for digit in self.digits)

    @cached_property
    def size(self) -> int:
        """How many values a key can have."""
        return self.sums * prod(rank.radix for rank in self.ranks.values())

    def adds(self, member: int) -> Integers:
        """What each level of a member adds to the key, given by the member's place."""
        total = np.zeros(self.n_levels[member], np.int64)
        stride = 1
        for digit in self.digits:
            total += digit.adds[member] * stride
            stride *= digit.radix
        return total

    @cached_property
    def lines(self) -> dict[Term, Line]:
        """How each total follows from the digits of a key."""
        return {term: self._line(place) for place, term in enumerate(self.basis.terms)}

    def _line(self, place: int) -> Line:
        start = self.basis.start[place]
        steps = []
        for number, (share, digit) in enumerate(zip(self.basis.follows[place], self.digits, strict=True)):
            start += share * (digit.zero - self.basis.start[self.basis.kept[number]])
            steps.append(share * digit.unit)
        per = lcm(start.denominator, *(step.denominator for step in steps))
        whole = ((number, int(step * per)) for number, step in enumerate(steps) if step)
        return Line(int(start * per), tuple(whole), per)

    def unpack(self, key: int) -> Packed:
        """What a key holds."""
        places = []
        for digit in self.digits:
            key, place = divmod(key, digit.radix)
            places.append(place)
        leasts = {}
        for term, rank in self.ranks.items():
            key, place = divmod(key, rank.radix)
            if place < len(rank.values):
                leasts[term] = rank.values[place]
        return Packed(tuple(places), self.lines, leasts)


def packing_of(totals: Sequence[Term], leasts: Sequence[Term], levels: Levels) -> Packing:
    """How members fold into a key.

    Args:
        totals: The terms that are added up.
        leasts: The terms of which the least is taken.
        levels: Each member with what is seen of every answer that it can have.
    """
    table = _added(totals, levels)
    basis = basis_of(totals, table)
    digits = tuple(_digit([[row[place] for row in each] for each in table]) for place in basis.kept)
    return Packing(
        digits, {term: _rank(term, levels) for term in leasts}, basis, tuple(len(each) for _, each in levels)
    )


def _added(totals: Sequence[Term], levels: Levels) -> list[list[list[Fraction]]]:
    """What each level of each member adds to each total; members that are alike share one list."""
    named = any(term.of is not None for term in totals)
    known: dict[object, list[list[Fraction]]] = {}
    table = []
    for member, each in levels:
        key = (member.id if named else "", member.weight, member.lowest, member.highest, tuple(each))
        if key not in known:
            known[key] = [[term.of_member(member, seen) for term in totals] for seen in each]
        table.append(known[key])
    return table


def _digit(adds: Sequence[Sequence[Fraction]]) -> Digit:
    floors = [min(each) for each in adds]
    above = [[value - floor for value in each] for each, floor in zip(adds, floors, strict=True)]
    unit = _unit([value for each in above for value in each])
    steps = [[int(value / unit) for value in each] for each in above]
    radix = sum(max(each) for each in steps) + 1
    if radix >= LARGEST:
        # Too long for a key in any case: the packing's size says so, and nobody folds by it.
        steps = [[0] * len(each) for each in steps]
    return Digit(tuple(np.array(each, np.int64) for each in steps), radix, unit, sum(floors, Fraction(0)))


def _unit(values: Sequence[Fraction]) -> Fraction:
    """The greatest number of which all values are multiples."""
    whole = lcm(*(value.denominator for value in values))
    divisor = gcd(*(int(value * whole) for value in values))
    return Fraction(divisor or 1, whole)


def _rank(term: Term, levels: Levels) -> Rank:
    has = [
        [term.of_member(member, seen) if term.concerns(member, seen) else None for seen in each]
        for member, each in levels
    ]
    values = sorted({value for each in has for value in each if value is not None})
    place = {value: number for number, value in enumerate(values)}
    nothing = len(values)
    ranks = tuple(np.array([nothing if value is None else place[value] for value in each], np.int64) for each in has)
    return Rank(ranks, tuple(values))
