"""What ratings add up to for those who read them, as far as they are taken: two ways to the same sums are one state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property, reduce
from operator import add
from typing import Protocol

import attrs

from fidelity.difference.choice import Choice
from fidelity.model.criterion import Condition, ItemTest, leaves
from fidelity.plan.algebra import terms
from fidelity.plan.evaluate import Exact, Outcome
from fidelity.plan.exact import COUNTS, USED, Members, PythonRule, result_of
from fidelity.plan.judgement import PASSED_OVER, of_seen
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.plan.result import Result
from fidelity.plan.seen import Member, Seen, Term


@attrs.frozen(cache_hash=True)
class Atom:
    """An item of both versions, or a score of one of them.

    Attributes:
        name: The item or score.
        side: 0 for a score of the old version, 1 for one of the new; -1 for an item.
    """

    name: str
    side: int = -1

    @property
    def is_item(self) -> bool:
        """Whether it is an item."""
        return self.side < 0


Known = Choice | Result | tuple[int, ...]
"""What is known of somebody: what is recorded for an item, what a score comes to, how tests end."""


@attrs.frozen(cache_hash=True)
class Sums:
    """What some ratings add up to.

    Attributes:
        totals: For each term, what it adds up to.
        leasts: For each term of which the least is taken, the least; None before there is any.
        seen: For whoever must see each member: each member as it is seen; else empty.
    """

    totals: tuple[Exact, ...] = ()
    leasts: tuple[Exact | None, ...] = ()
    seen: frozenset[tuple[str, Seen]] = frozenset()

    def plus(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(
            tuple(map(add, self.totals, other.totals)),
            tuple(map(_lesser, self.leasts, other.leasts)) if self.leasts else (),
            self.seen | other.seen if other.seen else self.seen,
        )


def _lesser(here: Exact | None, there: Exact | None) -> Exact | None:
    return here if there is None else there if here is None else min(here, there)


class Reader(Protocol):
    """Whoever reads ratings through sums."""

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """What it reads."""
        ...

    def sums(self, found: Mapping[Atom, Known]) -> Sums:
        """What some of that adds up to."""
        ...

    def end(self, sums: Sums) -> Known:
        """What comes of it, once all is taken."""
        ...


@attrs.frozen(eq=False)
class ScoreReader:
    """Reads a score through the totals of its expressions.

    Attributes:
        side: 0 for the old version, 1 for the new.
        plan: The score.
        rules: The plugins' own rules by name.
        memory: What each known thing adds, with the thing itself, so that its identity stays its own.
        ends: The results that were worked out already.
    """

    side: int
    plan: ScorePlan
    rules: Mapping[str, PythonRule]
    memory: dict[tuple[Atom, int], tuple[Known, Sums]] = attrs.field(factory=dict)
    ends: dict[Sums, Result] = attrs.field(factory=dict)

    @cached_property
    def terms(self) -> tuple[tuple[Term, ...], tuple[Term, ...], bool]:
        """The terms that add up, those of which the least is taken, and whether a plugin's rule sees all members."""
        totals, leasts, calls = terms(self.plan.value, self.plan.lowest, self.plan.highest)
        return tuple(dict.fromkeys((*COUNTS, USED, *totals))), leasts, calls

    @cached_property
    def places(self) -> tuple[Mapping[Term, int], Mapping[Term, int]]:
        """The place of each term that adds up, and of each of which the least is taken."""
        totals, leasts, _ = self.terms
        return {term: place for place, term in enumerate(totals)}, {term: place for place, term in enumerate(leasts)}

    @cached_property
    def members(self) -> Mapping[Atom, Member]:
        """The members, by what they are."""
        return {Atom(member.id, self.side if member.is_score else -1): member for member in self.plan.members}

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Its members."""
        return tuple(self.members)

    def sums(self, found: Mapping[Atom, Known]) -> Sums:
        """What some of its members add up to."""
        parts = [self._sums(atom, known) for atom, known in found.items() if atom in self.members]
        totals, leasts, _ = self.terms
        if not parts:
            return Sums((0,) * len(totals), (None,) * len(leasts))
        return Sums(
            tuple(map(sum, zip(*(part.totals for part in parts), strict=True))),
            tuple(reduce(_lesser, each) for each in zip(*(part.leasts for part in parts), strict=True)),
            frozenset().union(*(part.seen for part in parts)),
        )

    def _sums(self, atom: Atom, known: Known) -> Sums:
        """What one member adds, worked out once: choices are kept by their item, results by whoever made them."""
        key = (atom, id(known))
        if key not in self.memory:
            self.memory[key] = known, self._added(self.members[atom], self._seen(atom, known))
        return self.memory[key][1]

    def _added(self, member: Member, seen: Seen) -> Sums:
        totals, leasts, calls = self.terms
        return Sums(
            tuple(_short(term.of_member(member, seen)) for term in totals),
            tuple(_short(term.of_member(member, seen)) if term.concerns(member, seen) else None for term in leasts),
            frozenset({(member.id, seen)}) if calls else frozenset(),
        )

    def _seen(self, atom: Atom, known: Known) -> Seen:
        if isinstance(known, Result):
            return self.members[atom].see_result(known)
        assert isinstance(known, Choice)
        answer = known.answers[self.side]
        assert answer is not None
        return self.members[atom].see(answer)

    def end(self, sums: Sums) -> Result:
        """The score."""
        if sums not in self.ends:
            self.ends[sums] = result_of(self.plan, Summed(self, sums))
        return self.ends[sums]


def _short(number: Fraction) -> Exact:
    """A number as a plain integer where it is whole: quicker to add and to compare."""
    return number.numerator if number.denominator == 1 else number


@attrs.frozen(eq=False)
class Summed:
    """One state of one score, as its rule asks for it.

    Attributes:
        reader: How the score is read.
        sums: What its members add up to.
    """

    reader: ScoreReader
    sums: Sums

    def total(self, term: Term) -> Exact:
        """What the members add up to."""
        return self.sums.totals[self.reader.places[0][term]]

    def least(self, term: Term) -> Exact:
        """The least of what the members have."""
        least = self.sums.leasts[self.reader.places[1][term]]
        assert least is not None
        return least

    def call(self, rule: str) -> Outcome:
        """What a plugin's rule gives for the members."""
        seen = dict(self.sums.seen)
        members = tuple((member, seen[member.id]) for member in self.reader.plan.members)
        return Members(members, self.reader.rules).call(rule)


@attrs.frozen(eq=False)
class FloorReader:
    """Reads the tests of items in a condition: each ends as its worst item does.

    Attributes:
        side: 0 for the old version, 1 for the new.
        plan: The plan.
        tests: Each test, with the items that it asks about.
    """

    side: int
    plan: Plan
    tests: tuple[tuple[ItemTest, frozenset[str]], ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The items."""
        return tuple(Atom(name) for name in sorted(frozenset().union(*(names for _, names in self.tests))))

    def sums(self, found: Mapping[Atom, Known]) -> Sums:
        """How each test ends for some of the items; None where it asks about none of them."""
        return Sums(leasts=tuple(min(self._ends(test, names, found), default=None) for test, names in self.tests))

    def _ends(self, test: ItemTest, names: frozenset[str], found: Mapping[Atom, Known]) -> Iterator[int]:
        for atom, known in found.items():
            if atom.is_item and atom.name in names and isinstance(known, Choice):
                answer = known.answers[self.side]
                assert answer is not None
                yield of_seen(test, self.plan.floors[atom.name].see(answer))

    def end(self, sums: Sums) -> tuple[int, ...]:
        """How each test ends."""
        return tuple(PASSED_OVER if least is None else int(least) for least in sums.leasts)


def floor_reader(side: int, plan: Plan, condition: Condition) -> FloorReader:
    """The reader of the tests of items in a condition.

    Args:
        side: 0 for the old version, 1 for the new.
        plan: The plan.
        condition: The condition.
    """
    tests = (leaf for _, leaf in leaves(condition) if isinstance(leaf, ItemTest))
    return FloorReader(side, plan, tuple((test, frozenset(plan.checklist.members(test.items))) for test in tests))
