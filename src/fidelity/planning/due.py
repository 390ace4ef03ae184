"""Due: who is to be observed by when, after the checklist's plan, and who is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import attrs

from fidelity.interfaces.learnable import LearningStep
from fidelity.model.checklist import Sampling
from fidelity.model.period import Period
from fidelity.planning.expected import anchor_of, n_needed
from fidelity.planning.roster import Subject
from fidelity.planning.visit import Visit

_DAY = timedelta(days=1)


@attrs.frozen
class Due:
    """Somebody who is to be observed.

    Attributes:
        subject: Who.
        due_by: The last day on which it is in time.
        n_overdue: For how many days it has been overdue, not counting those on which they were away; 0 while in time.
        last: The visit that was last; None where there was none.
        n_done: How many visits there were in the period that counts now.
        n_needed: How many there are to be in it.
        step: The step of the pathway that asks for it; empty where the plan for all does.
    """

    subject: Subject
    due_by: date
    n_overdue: int
    last: Visit | None
    n_done: int
    n_needed: int
    step: str = ""


@attrs.frozen
class Span:
    """The days that are asked about.

    Attributes:
        on: The day that counts as today.
        until: How far ahead is looked.
        since: The day on which recording began: nobody is overdue for a period that ended before it.
    """

    on: date
    until: date
    since: date


def due(subject: Subject, sampling: Sampling, visits: Sequence[Visit], span: Span) -> Due | None:
    """When somebody is to be observed next; None where not within the days that are asked about, or while away.

    Periods are those of the calendar; others, such as two weeks, begin on the subject's first day. In a period of
    which somebody is there for a part only, that part of the plan is asked for, to the nearest whole visit.
    Whoever missed a period is overdue until they are observed, and earlier shortfalls are then let rest.

    Args:
        subject: Who.
        sampling: The plan.
        visits: Their visits, by day.
        span: The days that are asked about.
    """
    every = sampling.every
    if every is None or not subject.is_there(span.on):
        return None
    anchor = anchor_of(every, subject, visits[0].day if visits else span.on)
    last = visits[-1] if visits else None
    looked = last.day if last else max(subject.start or span.on, span.since)
    window = every.holding(min(looked, span.until), anchor)
    while window[0] <= span.until:
        if _n_done(visits, window) < n_needed(subject, sampling, window):
            break
        window = every.holding(window[1] + _DAY, anchor)
    due_by = subject.last_day(*window)
    if window[0] > span.until or due_by > span.until:
        return None
    shown = max(window, every.holding(span.on, anchor))
    n_overdue = subject.n_days(due_by + _DAY, span.on) if due_by < span.on else 0
    return Due(subject, due_by, n_overdue, last, _n_done(visits, shown), n_needed(subject, sampling, shown))


def _n_done(visits: Sequence[Visit], window: tuple[date, date]) -> int:
    return sum(window[0] <= visit.day <= window[1] for visit in visits)


def is_as_planned(subject: Subject, sampling: Sampling, visits: Sequence[Visit], on: date) -> bool:
    """Whether somebody who is there has had every visit of the period that a day lies in.

    Args:
        subject: Who.
        sampling: The plan.
        visits: Their visits, by day.
        on: The day.
    """
    assert sampling.every is not None
    anchor = anchor_of(sampling.every, subject, visits[0].day if visits else on)
    window = sampling.every.holding(on, anchor)
    return _n_done(visits, window) >= n_needed(subject, sampling, window)


@attrs.frozen
class Judged:
    """What a criterion said of one visit.

    Attributes:
        visit: The visit.
        is_met: Whether it was met.
    """

    visit: Visit
    is_met: bool


def reached_on(step: LearningStep, judged: Sequence[Judged]) -> date | None:
    """The day on which somebody reached a step of the pathway; None where they have not.

    Args:
        step: The step.
        judged: What its criterion said of their visits, by day.
    """
    n = 0
    for each in judged:
        n = n + 1 if each.is_met else 0 if step.in_a_row else n
        if n >= step.times:
            return each.visit.day
    return None


def step_due(
    step: LearningStep, every: Period, began: date, subject: Subject, judged: Sequence[Judged], span: Span
) -> Due | None:
    """When a criterion is to be met again, for somebody who is to go on meeting it; None where that is not soon.

    Args:
        step: The step of the pathway.
        every: How often it asks.
        began: The day from which it asks.
        subject: Who.
        judged: What its criterion said of their visits, by day.
        span: The days that are asked about.
    """
    met = [each.visit for each in judged if each.is_met and each.visit.day >= began]
    due_by = every.after(met[-1].day if met else began)
    is_over = step.during is not None and due_by > step.during.after(began)
    if is_over or due_by > span.until or not subject.is_there(span.on):
        return None
    n_overdue = subject.n_days(due_by + _DAY, span.on) if due_by < span.on else 0
    return Due(subject, due_by, n_overdue, judged[-1].visit if judged else None, 0, 1, step.id)
