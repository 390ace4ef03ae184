"""A trial: one visit that a rater and a master rated independently of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs

from fidelity.plan.plan import Plan
from fidelity.raters.alike import alike
from fidelity.raters.beside import NOTHING, Beside, by_item
from fidelity.raters.blind import is_sealed
from fidelity.raters.compare import Side
from fidelity.raters.independence import NOT_INDEPENDENT_WORDS, Independence, independence
from fidelity.raters.rating_day import rating_day
from fidelity.records.entry import Entry
from fidelity.records.observation import MASTER, Edition
from fidelity.records.observations import Stored

PlanOf = Callable[[Edition], Plan | None]
"""Finds the plan of an edition; None where its definition is not there."""
Histories = Callable[[str], Sequence[Entry]]
"""Gives the entries of a record, by its id."""


@attrs.frozen(eq=False)
class Trial:
    """A visit that a rater and a master rated.

    Attributes:
        mine: The rater.
        master: The master.
        day: The day on which the rater rated.
        items: The rater beside the master, by item.
    """

    mine: Side
    master: Side
    day: date
    items: Mapping[str, Beside]

    @cached_property
    def total(self) -> Beside:
        """The rater beside the master over all items."""
        return sum(self.items.values(), NOTHING)

    @property
    def record(self) -> str:
        """The id of the rater's record."""
        return self.mine.stored.record.id

    @property
    def visit(self) -> str:
        """The visit's name."""
        return self.mine.stored.observation.visit


@attrs.frozen(eq=False)
class Trials:
    """What there is to compare of a rater with masters.

    Attributes:
        trials: The visits that can be compared, by day.
        why_not: Of the visits that both rated, those that cannot be compared, each with the reason in words.
    """

    trials: tuple[Trial, ...] = ()
    why_not: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Source:
    """Where what is compared comes from.

    Attributes:
        histories: Gives the entries of a record.
        plan_of: Finds the plan of an edition.
        edition: The edition in question: what was rated in one that is not alike is not compared.
    """

    histories: Histories
    plan_of: PlanOf
    edition: Edition


def is_master(stored: Stored) -> bool:
    """Whether a record is the rating of a master.

    Args:
        stored: The record.
    """
    return stored.observation.facts.get("role", "") == MASTER


def trials(rater: str, visits: Iterable[Sequence[Stored]], source: Source, masters: Iterable[Stored] = ()) -> Trials:
    """The visits of one checklist that a rater and a master rated independently of each other.

    Where several masters rated a visit, the one who handed in first is the master.

    Args:
        rater: The rater's code.
        visits: The records of each visit, all of the checklist in question; all raters of a visit must be there.
        source: Where what is compared comes from.
        masters: Master ratings from elsewhere, which come before those among the records.
    """
    elsewhere: dict[str, Stored] = {}
    for each in masters:
        elsewhere.setdefault(each.observation.visit, each)
    found: list[Trial] = []
    why_not: dict[str, str] = {}
    for group in visits:
        name = group[0].observation.visit
        mine = [each for each in group if each.observation.rater == rater and not is_master(each)]
        master = elsewhere.get(name) or _master(rater, group)
        made = _trial(mine, master, group, source) if mine and master else ""
        if isinstance(made, Trial):
            found.append(made)
        elif made:
            why_not[name] = made
    return Trials(tuple(sorted(found, key=lambda each: (each.day, each.record))), why_not)


def _master(rater: str, group: Sequence[Stored]) -> Stored | None:
    """The master of a visit; nobody is their own."""
    there = [each for each in group if is_master(each) and each.observation.rater != rater]
    return min(there, key=lambda each: (each.record.made_at, each.record.id), default=None)


def _trial(mine: Sequence[Stored], master: Stored, group: Sequence[Stored], source: Source) -> Trial | str:
    """A trial, or why there is none."""
    if is_sealed(group):
        return "it waits for another rater"
    known = independence(group, {each.record.id: source.histories(each.record.id) for each in group})
    own = next((each for each in mine if known[each.record.id].why_not is None), mine[0])
    why_not = known[own.record.id].why_not
    if why_not:
        return NOT_INDEPENDENT_WORDS[why_not]
    sides = [_side(own, known[own.record.id], source), _side(master, Independence(master.observation), source)]
    if isinstance(sides[0], str) or isinstance(sides[1], str):
        return next(side for side in sides if isinstance(side, str))
    items = by_item(sides[0], sides[1])
    if not sum(items.values(), NOTHING).n:
        return "the master answered no item that both were asked"
    return Trial(sides[0], sides[1], rating_day(own), items)


def _side(stored: Stored, independent: Independence, source: Source) -> Side | str:
    edition = stored.observation.edition
    if not alike(edition, source.edition):
        return f"it was rated in version {edition.version}, which scores otherwise"
    plan = source.plan_of(edition)
    return Side(stored, plan, independent) if plan else f"the definition of version {edition.version} is not there"
