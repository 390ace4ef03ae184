"""The roster: who works where, from when until when, so that it can be told who is due."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from fidelity.errors import RosterError
from fidelity.problems import Place, Problem, nearest
from fidelity.raters.rating_day import rating_day
from fidelity.ratings.day import day
from fidelity.records.observation import MASTER
from fidelity.records.observations import Stored
from fidelity.records.policy import Policy

WHOM = ("practitioner", "team", "site")
"""The columns that say whom or what a row is about; one of them is filled in at least."""
COLUMNS = (*WHOM, "region", "checklist", "from", "until")
"""The columns that mean something; others may stand beside them."""
NO_POLICY = Policy()


@attrs.frozen
class Stay:
    """A row: somebody is somewhere, from a day until a day; leave is what lies between two rows.

    Attributes:
        practitioner: The practitioner's code; empty for a row about a team or site.
        team: The team's code.
        site: The site's code.
        checklist: The checklist or intervention that they use; empty for all.
        first: The first day; None where nobody said.
        last: The last day; None where nobody said.
        region: The region's code.
    """

    practitioner: str = ""
    team: str = ""
    site: str = ""
    checklist: str = ""
    first: date | None = None
    last: date | None = None
    region: str = ""

    def within(self, first: date, last: date) -> tuple[date, date] | None:
        """What part of it lies between two days, these included; None for none.

        Args:
            first: The first day.
            last: The last.
        """
        begin, end = max(first, self.first or first), min(last, self.last or last)
        return (begin, end) if begin <= end else None


@attrs.frozen
class Subject:
    """Somebody who is observed: a practitioner, or a team or site where that is what is rated.

    Attributes:
        code: The code.
        stays: When they are there, by day.
    """

    code: str
    stays: tuple[Stay, ...]

    @property
    def start(self) -> date | None:
        """The first day on which they are there; None where nobody said."""
        firsts = [stay.first for stay in self.stays]
        return None if None in firsts else min(first for first in firsts if first)

    @property
    def latest(self) -> Stay:
        """The stay that began last."""
        return max(self.stays, key=lambda stay: stay.first or date.min)

    def is_there(self, on: date) -> bool:
        """Whether they are there on a day.

        Args:
            on: The day.
        """
        return self.n_days(on, on) == 1

    def n_days(self, first: date, last: date) -> int:
        """On how many days they are there between two days, these included.

        Args:
            first: The first day.
            last: The last.
        """
        n, counted = 0, first - timedelta(days=1)
        for begin, end in self._parts(first, last):
            # Stays may overlap, and no day counts twice.
            n += max(0, (end - max(begin - timedelta(days=1), counted)).days)
            counted = max(counted, end)
        return n

    def last_day(self, first: date, last: date) -> date:
        """The last day between two days on which they are there; the last day itself where there is none.

        Args:
            first: The first day.
            last: The last.
        """
        return max((end for _, end in self._parts(first, last)), default=last)

    def _parts(self, first: date, last: date) -> list[tuple[date, date]]:
        return sorted(part for stay in self.stays if (part := stay.within(first, last)))


@attrs.frozen
class Roster:
    """Who works where.

    Attributes:
        stays: The rows.
        source: The file's name; empty for a list that was made of the records.
    """

    stays: tuple[Stay, ...]
    source: str = ""

    def subjects(self, fact: str, intervention: str, checklist: str) -> tuple[Subject, ...]:
        """Those who are observed with a checklist, by code.

        Args:
            fact: What they are: ``practitioner``, ``team`` or ``site``.
            intervention: The intervention's id.
            checklist: The checklist's id.
        """
        found: dict[str, list[Stay]] = {}
        for stay in self.stays:
            code = getattr(stay, fact)
            if code and stay.checklist in ("", intervention, checklist, f"{intervention}/{checklist}"):
                found.setdefault(code, []).append(stay)
        return tuple(Subject(code, tuple(stays)) for code, stays in sorted(found.items()))


def read_roster(data: bytes, source: str, policy: Policy = NO_POLICY) -> Roster:
    """The roster that a CSV file says.

    The first row names the columns, in any order; a semicolon or a tab will do instead of a comma.

    Args:
        data: The file's content.
        source: The file's name, for messages.
        policy: What codes look like, since a roster names nobody either.

    Raises:
        RosterError: It cannot be used; all that is wrong with it is told, line by line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        help_ = "save it as CSV in UTF-8"
        raise RosterError(Problem("bad-roster", "the roster is not text", help_, place=Place(source))) from error
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = [(lines.line_num, [cell.strip() for cell in row]) for row in lines]
    rows = [(line, row) for line, row in rows if any(row)]
    head = [name.lower() for name in rows[0][1]] if rows else []
    problems = [*_head_problems(head)]
    if problems:
        raise RosterError([problem.at(Place(source, rows[0][0] if rows else None)) for problem in problems])
    found = [_row(dict(zip(head, row, strict=False)), Place(source, line), policy) for line, row in rows[1:]]
    wrong = [problem for _, problems in found for problem in problems]
    if wrong:
        raise RosterError(wrong)
    return Roster(tuple(stay for stay, _ in found), source)


def _head_problems(head: Sequence[str]) -> Iterator[Problem]:
    if not set(WHOM) & set(head):
        known = f"known are {', '.join(COLUMNS)}"
        found = next((help_ for name in head if (help_ := nearest(name, COLUMNS)).startswith("did you")), known)
        yield Problem("bad-roster", "the first row names no column `practitioner`, `team` or `site`", found)
    for name in sorted({name for name in head if name and head.count(name) > 1}):
        yield Problem("bad-roster", f"two columns are called `{name}`", "keep one of them")


def _row(cells: Mapping[str, str], place: Place, policy: Policy) -> tuple[Stay, list[Problem]]:
    problems = [attrs.evolve(each, place=place) for each in policy.code_problems(cells)]
    days: dict[str, date | None] = {}
    for name in ("from", "until"):
        found = day(cells.get(name, ""))
        if isinstance(found, Problem):
            problems.append(attrs.evolve(found, message=f"`{name}`: {found.message}", place=place))
        days[name] = None if isinstance(found, Problem) else found
    first, last = days["from"], days["until"]
    if first and last and last < first:
        message = f"somebody is there until {last}, and from {first}"
        problems.append(Problem("bad-roster", message, "swap the days, or leave one out", place=place))
    whom = {name: cells.get(name, "") for name in WHOM}
    if not any(whom.values()):
        message = "this row is about nobody"
        problems.append(Problem("bad-roster", message, "fill in practitioner, team or site", place=place))
    rest = {name: cells.get(name, "") for name in ("checklist", "region")}
    return Stay(**whom, **rest, first=first, last=last), problems


def seen(records: Iterable[Stored]) -> Roster:
    """The roster that records come to: everybody who was observed, from their first observation on.

    Args:
        records: The records of a store.
    """
    first: dict[Stay, date] = {}
    for stored in records:
        observation, on = stored.observation, rating_day(stored)
        practitioner, team, site = (observation.facts.get(name, "") for name in WHOM)
        if (practitioner or team or site) and observation.facts.get("role") != MASTER:
            edition = observation.edition
            owner, region = f"{edition.intervention}/{edition.checklist}", observation.facts.get("region", "")
            stay = Stay(practitioner, team, site, owner, region=region)
            first[stay] = min(on, first.get(stay, on))
    return Roster(tuple(attrs.evolve(stay, first=on) for stay, on in sorted(first.items(), key=_order)))


def _order(found: tuple[Stay, date]) -> tuple[str, str, str, str, str]:
    stay = found[0]
    return stay.practitioner, stay.team, stay.site, stay.checklist, stay.region
