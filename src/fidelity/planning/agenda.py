"""The agenda of one checklist: who is to be observed, what needs a second rater, whose certificate ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import attrs

from fidelity.interfaces.learnable import LearningStep
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Truth
from fidelity.planning.doubles import YEAR, Doubles, doubles, waiting
from fidelity.planning.due import Due, Judged, Span, due, is_as_planned, reached_on, step_due
from fidelity.planning.roster import Roster, Subject
from fidelity.planning.visit import Visit
from fidelity.raters.certificate import Certificate
from fidelity.raters.standing import Standing, State, standing
from fidelity.records.observation import Edition
from fidelity.records.visit import SUBJECTS

Judges = Callable[[Visit, str], Truth]
"""Says of a visit whether a criterion was met."""


@attrs.frozen
class Ending:
    """A certificate that ends soon, or has ended.

    Attributes:
        rater: The rater.
        standing: How they stand.
        n_days: How many days are left; below 0 for those since it ended.
    """

    rater: str
    standing: Standing
    n_days: int


@attrs.frozen(eq=False)
class Agenda:
    """What is to be done with one checklist.

    Attributes:
        edition: The checklist.
        title: Its name for people.
        fact: What is observed: ``practitioner``, ``team`` or ``site``; empty where it is none of them.
        has_plan: Whether it is said how often.
        due: Who is to be observed, the longest overdue first.
        n_subjects: How many are there on the day.
        n_as_planned: How many of them have had every visit of the period.
        strangers: Those with records who are not on the roster.
        waiting: The visits that wait for another rater.
        doubles: What share two people rated; None where none is planned.
        endings: The certificates that end.
    """

    edition: Edition
    title: str
    fact: str
    has_plan: bool
    due: tuple[Due, ...]
    n_subjects: int
    n_as_planned: int
    strangers: tuple[str, ...]
    waiting: tuple[Visit, ...]
    doubles: Doubles | None
    endings: tuple[Ending, ...]


@attrs.frozen(eq=False)
class Recorded:
    """What is known of one checklist.

    Attributes:
        edition: The edition in question.
        checklist: The checklist.
        pathway: The steps of learning it.
        visits: Its visits that count, by day.
        certificates: All certificates.
        judge: Says whether a criterion was met at a visit.
    """

    edition: Edition
    checklist: Checklist
    pathway: tuple[LearningStep, ...]
    visits: tuple[Visit, ...]
    certificates: tuple[Certificate, ...]
    judge: Judges

    @property
    def owner(self) -> str:
        """The checklist in one word, such as ``imr/fidelity``."""
        return f"{self.edition.intervention}/{self.edition.checklist}"

    def of(self, subject: Subject) -> Sequence[Visit]:
        """The visits of one subject, by day."""
        return self._by_subject.get(subject.code, ())

    @cached_property
    def _by_subject(self) -> dict[str, list[Visit]]:
        found: dict[str, list[Visit]] = {}
        for visit in self.visits:
            found.setdefault(visit.subject, []).append(visit)
        return found


def agenda(known: Recorded, roster: Roster, span: Span) -> Agenda:
    """What is to be done with one checklist.

    Args:
        known: What is known of it.
        roster: Who works where.
        span: The days that are asked about.
    """
    fact, sampling = SUBJECTS[known.checklist.unit], known.checklist.sampling
    subjects = roster.subjects(fact, known.edition.intervention, known.edition.checklist) if fact else ()
    there = [subject for subject in subjects if subject.is_there(span.on)]
    every = sampling.every if sampling else None
    planned = [each for each in there if sampling and every and is_as_planned(each, sampling, known.of(each), span.on)]
    share = sampling.double_rated if sampling else Fraction(0)
    return Agenda(
        edition=known.edition,
        title=known.checklist.name,
        fact=fact,
        has_plan=every is not None,
        due=tuple(sorted(_due(known, there, span), key=_by_day)),
        n_subjects=len(there),
        n_as_planned=len(planned),
        strangers=tuple(sorted({visit.subject for visit in known.visits} - {each.code for each in subjects} - {""})),
        waiting=waiting(known.visits),
        doubles=doubles(known.visits, share, known.owner, span.on) if share else None,
        endings=tuple(_endings(known, span)),
    )


def _by_day(found: Due) -> tuple[date, str, str]:
    return found.due_by, found.subject.code, found.step


def _due(known: Recorded, subjects: Sequence[Subject], span: Span) -> Iterator[Due]:
    own = {criterion.id for criterion in known.checklist.criteria}
    for subject in subjects:
        visits = known.of(subject)
        found = due(subject, known.checklist.sampling, visits, span) if known.checklist.sampling else None
        if found:
            yield found
        for before, step in pairwise((None, *known.pathway)):
            if step and step.every and step.criterion in own and (before is None or before.criterion in own):
                again = _again(known, subject, before, step, span)
                if again:
                    yield again


def _again(
    known: Recorded, subject: Subject, before: LearningStep | None, step: LearningStep, span: Span
) -> Due | None:
    """When a step's criterion is to be met again by somebody who has reached the step before it."""
    visits = known.of(subject)
    began = reached_on(before or step, _judged(known, before or step, visits))
    if began is None or step.every is None:
        return None
    return step_due(step, step.every, began, subject, _judged(known, step, visits), span)


def _judged(known: Recorded, step: LearningStep, visits: Sequence[Visit]) -> list[Judged]:
    """What the criterion said of those visits of which it could say anything."""
    found = [(visit, known.judge(visit, step.criterion)) for visit in visits]
    return [Judged(visit, truth is Truth.MET) for visit, truth in found if truth is not Truth.CANNOT_TELL]


def _endings(known: Recorded, span: Span) -> Iterator[Ending]:
    """The certificates that end, of those who have rated within a year or still hold one."""
    active = {rater for visit in known.visits if visit.day > YEAR.before(span.on) for rater in visit.raters}
    raters = {each.rater for each in known.certificates if each.passed}
    for rater in sorted(raters):
        found = standing(known.certificates, rater, known.edition, span.on, required=False)
        if found.until is None or found.until > span.until:
            continue
        if found.state is State.IN_DATE or (found.state is State.EXPIRED and rater in active):
            yield Ending(rater, found, (found.until - span.on).days)
