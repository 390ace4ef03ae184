"""What was planned: how many observations of whom in which window, and who was meant to be there at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.checklist import Sampling
from fidelity.model.period import CALENDAR, Period
from fidelity.planning.roster import Stay, Subject
from fidelity.problems import Problem

_DAY = timedelta(days=1)
Window = tuple[date, date]
"""The first and the last day of a period."""


@attrs.frozen
class Days:
    """The days that figures are taken over.

    Attributes:
        first: The first day.
        last: The last day, included.
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        """Refuse days that end before they begin."""
        if self.last < self.first:
            message = f"the days from {self.first} until {self.last} are none"
            raise InvalidRecord(Problem("bad-dates", message, "swap the two"))


@attrs.frozen(order=True)
class Place:
    """Somebody, and where they are.

    Attributes:
        practitioner: The practitioner's code; empty for a team or a site that is rated as such.
        team: The team's code; empty for a site that is rated as such.
        site: The site's code.
        region: The region's code.
    """

    practitioner: str = ""
    team: str = ""
    site: str = ""
    region: str = ""


@attrs.frozen
class Planned:
    """How many observations of somebody were planned in one window.

    Attributes:
        practitioner: The practitioner's code; empty for a team or a site that is rated as such.
        team: The team's code.
        site: The site's code.
        region: The region's code.
        first: The first day of the window.
        last: The last day of the window.
        n: How many observations; 0 where they were there for too small a part of it.
    """

    practitioner: str
    team: str
    site: str
    region: str
    first: date
    last: date
    n: int

    @property
    def who(self) -> str:
        """The code of whom it was planned of: the practitioner, or else the team, or else the site."""
        return self.practitioner or self.team or self.site

    def label(self, every: Period) -> str | None:
        """The name of the calendar's period in which this was planned: that of the window's middle day.

        None where the window is longer than such a period: a visit a quarter is planned for no month.

        Args:
            every: The periods by which figures are grouped, such as ``1 quarter``.
        """
        middle = self.first + timedelta(days=((self.last - self.first).days + 1) // 2)
        first, last = every.holding(middle)
        return None if self.last - self.first > last - first else every.label(middle)


def anchor_of(every: Period, subject: Subject, otherwise: date) -> date:
    """The day from which somebody's windows are counted: the calendar's, or else their own first day.

    Args:
        every: How often they are to be observed.
        subject: Who.
        otherwise: What stands for their first day where nobody said it, such as that of their first visit.
    """
    return CALENDAR if every.is_calendar else subject.start or otherwise


def n_needed(subject: Subject, sampling: Sampling, window: Window, within: Days | None = None) -> int:
    """How many visits are asked for in a window: all for the whole of it, and the nearest whole number for a part.

    Half a visit is one.

    Args:
        subject: Who.
        sampling: The plan.
        window: The first and the last day.
        within: The days that count; None for all of the window.
    """
    n_days = (window[1] - window[0]).days + 1
    first, last = (max(window[0], within.first), min(window[1], within.last)) if within else window
    return floor(sampling.n * Fraction(subject.n_days(first, last), n_days) + Fraction(1, 2))


def n_double(share: Fraction, n: int) -> int:
    """How many of some visits two people are to rate: the planned share, rounded up.

    Args:
        share: The share, 0 to 1.
        n: How many visits there are.
    """
    return ceil(share * n)


def expected(
    subjects: Iterable[Subject], fact: str, sampling: Sampling, days: Days, began: Mapping[str, date] | None = None
) -> tuple[Planned, ...]:
    """How many observations were planned of whom, window by window, by the rules by which it is told who is due.

    There is a record for every subject and window in which they were there at all.
    Windows are those of the plan: of the calendar where it has them, else counted from the subject's first day.
    Of a window that lies in the days for a part only, as of one in which somebody was there for a part only, that part
    of the plan is taken, to the nearest whole visit; so take days that hold whole windows where it matters.
    Whoever moves within a window is counted once, where they were for most of its days; of equals, where they came
    last.

    Args:
        subjects: Who is observed with the checklist, as `fidelity.planning.roster.Roster.subjects` gives them.
        fact: What they are: ``practitioner``, ``team`` or ``site``.
        sampling: The plan.
        days: The days that are asked about.
        began: For subjects of whom the roster does not say since when they are there, the day of their first visit;
            without it, their windows begin on the first of the days.

    Returns:
        The records by subject and window; none where the plan does not say how often.
    """
    if sampling.every is None:
        return ()
    found = []
    for subject in sorted(subjects, key=lambda each: each.code):
        anchor = anchor_of(sampling.every, subject, (began or {}).get(subject.code, days.first))
        for window in _windows(sampling.every, anchor, days):
            part = Days(max(window[0], days.first), min(window[1], days.last))
            if subject.n_days(part.first, part.last):
                place = _main_place(subject, fact, part)
                n = n_needed(subject, sampling, window, days)
                found.append(Planned(place.practitioner, place.team, place.site, place.region, *window, n))
    return tuple(found)


def present(subjects: Iterable[Subject], fact: str, days: Days) -> tuple[Planned, ...]:
    """Who was there, month by month, where no plan says how often to observe them.

    Args:
        subjects: Who is observed with the checklist.
        fact: What they are: ``practitioner``, ``team`` or ``site``.
        days: The days that are asked about.

    Returns:
        A record for every subject and month in which they were there; that of one visit a month is no plan of anybody.
    """
    return expected(subjects, fact, Sampling(1, Period(1, "month")), days)


def _windows(every: Period, anchor: date, days: Days) -> Iterator[Window]:
    window = every.holding(days.first, anchor)
    while window[0] <= days.last:
        yield window
        window = every.holding(window[1] + _DAY, anchor)


def _main_place(subject: Subject, fact: str, days: Days) -> Place:
    """Where somebody was for most of some days; of equals, where they came last."""
    stays: dict[Place, list[Stay]] = {}
    for stay in subject.stays:
        if stay.within(days.first, days.last):
            stays.setdefault(_place(stay, fact), []).append(stay)

    def weight(place: Place) -> tuple[int, date, Place]:
        there = Subject(subject.code, tuple(stays[place]))
        return there.n_days(days.first, days.last), there.latest.first or date.min, place

    return max(stays, key=weight)


def _place(stay: Stay, fact: str) -> Place:
    """Where somebody is by one row; a team has no practitioner, and a site no team."""
    practitioner = stay.practitioner if fact == "practitioner" else ""
    return Place(practitioner, "" if fact == "site" else stay.team, stay.site, stay.region)


def intended(subjects: Iterable[Subject], fact: str, days: Days) -> tuple[Place, ...]:
    """Who was there at all, and where: what shares of those who are *meant* to practise are taken of.

    Full implementation, for one, is said to be reached where half of the intended practitioners are at criterion:
    whoever was never observed counts in such a share.
    Somebody who moves stands in several places and is still one: count distinct practitioners.

    Args:
        subjects: Who is observed with the checklist.
        fact: What they are: ``practitioner``, ``team`` or ``site``.
        days: The days that are asked about.
    """
    found = {_place(stay, fact) for subject in subjects for stay in subject.stays if stay.within(days.first, days.last)}
    return tuple(sorted(found))
