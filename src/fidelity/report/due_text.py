"""Who is due: on a page of plain text, and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from fidelity.model.number import plain
from fidelity.plan.words import counted
from fidelity.planning.agenda import Agenda
from fidelity.planning.due import Due, Span
from fidelity.planning.visit import Visit
from fidelity.raters.standing import STATE_WORDS
from fidelity.records.goals import StoredGoal
from fidelity.report.certification_text import edition_words, percent
from fidelity.report.grid import grid, paragraph
from fidelity.report.raters_text import days_words
from fidelity.report.records_text import short

MOST = 12
"""How many visits are named on a page that are to have a second rater next."""
COLUMNS = (
    "what",
    "intervention",
    "checklist",
    "who",
    "team",
    "site",
    "visit",
    "due_by",
    "days_overdue",
    "last",
    "last_by",
    "done",
    "needed",
    "remark",
)


@attrs.frozen(eq=False)
class DuePage:
    """Everything that is due.

    Attributes:
        span: The days that are asked about.
        roster: The name of the roster's file; empty where it was made of the records.
        agendas: What is to be done with each checklist.
        goals: The goals whose day to look again has come.
    """

    span: Span
    roster: str
    agendas: tuple[Agenda, ...]
    goals: tuple[StoredGoal, ...]


def due_text(page: DuePage, width: int = 80) -> str:
    """Everything that is due, checklist by checklist.

    Args:
        page: What is due.
        width: How wide the page is, in characters.
    """
    whom = f"by {page.roster}" if page.roster else "of those who were ever observed, for want of a roster"
    heading = f"Due on {page.span.on} and up to {page.span.until}, {whom}"
    blocks = [paragraph(heading, width)]
    for agenda in page.agendas:
        blocks.append("\n\n".join(_agenda(agenda, page.span, width)))
    if page.goals:
        blocks.append(f"Goals to look at again:\n\n{_goals(page.goals, width)}")
    return "\n\n\n".join(blocks)


def _agenda(agenda: Agenda, span: Span, width: int) -> Iterator[str]:
    yield paragraph(f"{agenda.title} ({edition_words(agenda.edition)})", width)
    yield paragraph(_planned(agenda, span), width, "", "  ")
    if agenda.due:
        yield _due(agenda, width)
    if agenda.strangers:
        said = f"Observed, and not on the roster: {', '.join(agenda.strangers)}."
        yield paragraph(said, width, "", "  ")
    if agenda.waiting:
        yield "Waiting for another rater:\n\n" + _waiting(agenda.waiting, width)
    if agenda.doubles:
        yield from _doubles(agenda, width)
    if agenda.endings:
        rows = [
            (each.rater, STATE_WORDS[each.standing.state], str(each.standing.until or ""), days_words(each.n_days))
            for each in agenda.endings
        ]
        yield "Certificates that end:\n\n" + grid(("rater", "certificate", "until", ""), rows, (), width, "  ")


def _planned(agenda: Agenda, span: Span) -> str:
    if not agenda.fact:
        return "What is rated is nobody's visit, so nobody is due."
    if not agenda.has_plan:
        return "The checklist does not say how often, so nobody is due by it."
    if not agenda.n_subjects:
        return f"There is no {agenda.fact} on {span.on}."
    done = f"{agenda.n_as_planned} of {counted(agenda.n_subjects, agenda.fact)}"
    return f"Observed as planned in the period that {span.on} lies in: {done}."


def _due(agenda: Agenda, width: int) -> str:
    rows = [
        (
            each.subject.code,
            "" if agenda.fact == "site" else each.subject.latest.site,
            each.last.day.isoformat() if each.last else "never",
            each.last.raters[0] if each.last else "",
            f"again: {each.step}" if each.step else f"{each.n_done} of {each.n_needed}",
            each.due_by.isoformat(),
            counted(each.n_overdue, "day") if each.n_overdue else "",
        )
        for each in agenda.due
    ]
    return grid((agenda.fact, "site", "last", "by", "done", "due by", "overdue"), rows, (6,), width, "  ")


def _waiting(visits: Sequence[Visit], width: int) -> str:
    rows = [(each.name, each.day.isoformat(), ", ".join(each.raters), f"{each.n_awaited} more") for each in visits]
    return grid(("visit", "day", "rated by", "waits for"), rows, (), width, "  ")


def _doubles(agenda: Agenda, width: int) -> Iterator[str]:
    found = agenda.doubles
    assert found is not None
    share = f"{plain(found.share * 100)} %"
    if not found.n_visits:
        yield paragraph(f"No visit since {found.first}, of which {share} are to be rated twice.", width, "", "  ")
        return
    so_far = percent(Fraction(found.n_double, found.n_visits), found.share)
    by_two = "Rated by two, or about to be" if agenda.waiting else "Rated by two"
    said = f"{by_two}: {found.n_double} of {counted(found.n_visits, 'visit')} since {found.first}, or {so_far}"
    yield paragraph(f"{said}; {share} are planned.", width, "", "  ")
    if found.picks:
        names = ", ".join(f"{visit.name} ({visit.raters[0]})" for visit in found.picks[:MOST])
        more = len(found.picks) - MOST
        rest = f", and {more} more" if more > 0 else ""
        yield paragraph(f"Next for a second rater, by lot, with who rated them: {names}{rest}.", width, "", "  ")
    if found.n_short:
        said = f"{counted(found.n_short, 'more visit')} would have to be seen by two: the others were seen live."
        yield paragraph(said, width, "", "  ")


def _goals(goals: Sequence[StoredGoal], width: int) -> str:
    rows = [
        (
            short(each.record.id),
            each.goal.practitioner,
            each.goal.intervention,
            each.goal.look_again_on.isoformat(),
            each.goal.text,
        )
        for each in goals
    ]
    return grid(("record", "whose", "of", "look again", "what"), rows, (), width, "  ")


def due_rows(page: DuePage) -> list[dict[str, str]]:
    """Everything that is due as rows, by `COLUMNS`."""
    rows = [row for agenda in page.agendas for row in _agenda_rows(agenda)]
    return [dict.fromkeys(COLUMNS, "") | row for row in [*rows, *map(_goal_row, page.goals)]]


def _agenda_rows(agenda: Agenda) -> Iterator[dict[str, str]]:
    own = {"intervention": agenda.edition.intervention, "checklist": agenda.edition.checklist}
    for due in agenda.due:
        yield own | _due_row(due)
    for visit in agenda.waiting:
        yield own | _visit_row("second_rater", visit) | {"needed": str(visit.n_awaited), "remark": "planned"}
    for visit in agenda.doubles.picks if agenda.doubles else ():
        yield own | _visit_row("second_rater", visit) | {"needed": "1", "remark": "by lot"}
    for each in agenda.endings:
        until = each.standing.until
        yield own | {
            "what": "certificate",
            "who": each.rater,
            "due_by": until.isoformat() if until else "",
            "days_overdue": str(max(0, -each.n_days)),
            "remark": each.standing.state.value,
        }


def _due_row(due: Due) -> dict[str, str]:
    stay = due.subject.latest
    return {
        "what": "observation",
        "who": due.subject.code,
        "team": stay.team,
        "site": stay.site,
        "due_by": due.due_by.isoformat(),
        "days_overdue": str(due.n_overdue),
        "last": due.last.day.isoformat() if due.last else "",
        "last_by": due.last.raters[0] if due.last else "",
        "done": str(due.n_done),
        "needed": str(due.n_needed),
        "remark": due.step and f"pathway: {due.step}",
    }


def _visit_row(what: str, visit: Visit) -> dict[str, str]:
    return {
        "what": what,
        "who": visit.subject,
        "visit": visit.name,
        "last": visit.day.isoformat(),
        "last_by": visit.raters[0],
        "done": str(len(visit.raters)),
    }


def _goal_row(stored: StoredGoal) -> dict[str, str]:
    goal = stored.goal
    return {
        "what": "goal",
        "intervention": goal.intervention,
        "checklist": goal.checklist,
        "who": goal.practitioner,
        "visit": goal.visit,
        "due_by": goal.look_again_on.isoformat(),
        "last": goal.set_on.isoformat(),
        "remark": goal.text,
    }


def due_json(page: DuePage) -> dict[str, object]:
    """Everything that is due as plain data, with how far each plan was kept."""
    return {
        "format": 1,
        "on": page.span.on.isoformat(),
        "until": page.span.until.isoformat(),
        "roster": page.roster,
        "checklists": [_agenda_json(agenda) for agenda in page.agendas],
        "due": due_rows(page),
    }


def _agenda_json(agenda: Agenda) -> dict[str, object]:
    doubles = agenda.doubles
    return {
        "intervention": agenda.edition.intervention,
        "version": agenda.edition.version,
        "checklist": agenda.edition.checklist,
        "observed": agenda.fact,
        "has_plan": agenda.has_plan,
        "n": agenda.n_subjects,
        "n_as_planned": agenda.n_as_planned,
        "not_on_roster": list(agenda.strangers),
        "double_rated": None
        if doubles is None
        else {
            "planned": plain(doubles.share),
            "since": doubles.first.isoformat(),
            "n_visits": doubles.n_visits,
            "n_double": doubles.n_double,
            "n_short": doubles.n_short,
        },
    }
