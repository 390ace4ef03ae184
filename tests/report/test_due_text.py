"""Who is due, on a page; the commands' tests show the whole of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.planning.agenda import Agenda
from fidelity.planning.doubles import Doubles
from fidelity.planning.due import Due, Span
from fidelity.planning.roster import Stay, Subject
from fidelity.planning.visit import Visit
from fidelity.report.due_text import COLUMNS, MOST, DuePage, due_rows, due_text
from tests.raters.rated import EDITION

ON = date(2026, 11, 20)
VISIT = Visit("V1", "P01", date(2026, 11, 5), ("R1",), 1, "video", ())
DUE = Due(Subject("P01", (Stay("P01", "T1", "S1"),)), date(2026, 10, 31), 20, VISIT, 0, 1)
AGENDA = Agenda(EDITION, "A visit", "practitioner", True, (), 3, 3, (), (), None, ())


def page(**changes: object) -> str:
    """The page of one checklist, on one line."""
    agenda = attrs.evolve(AGENDA, **changes)  # type: ignore[arg-type]
    text = due_text(DuePage(Span(ON, date(2026, 12, 18), ON), "roster.csv", (agenda,), ()))
    assert max(map(len, text.splitlines())) <= 80
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Observed as planned in the period that 2026-11-20 lies in: 3 of 3 practitioners."),
        ({"n_as_planned": 1, "n_subjects": 1}, ": 1 of 1 practitioner."),
        ({"n_subjects": 0}, "There is no practitioner on 2026-11-20."),
        ({"has_plan": False}, "The checklist does not say how often"),
        ({"fact": ""}, "What is rated is nobody's visit"),
        ({"fact": "team", "n_subjects": 2, "n_as_planned": 0}, ": 0 of 2 teams."),
    ],
)
def test_how_far_the_plan_was_kept_is_said_first(changes: dict[str, object], said: str) -> None:
    """Or why nobody can be due."""
    assert said in page(**changes)


def test_what_is_overdue_is_told_in_days() -> None:
    """And a step of the pathway by its name."""
    step = attrs.evolve(DUE, n_overdue=0, step="kept", last=None)
    text = page(due=(DUE, attrs.evolve(DUE, n_overdue=1), step))
    assert "P01 S1 2026-11-05 R1 0 of 1 2026-10-31 20 days" in text
    assert "0 of 1 2026-10-31 1 day P01 S1 never again: kept 2026-10-31" in text


def test_a_site_is_not_told_twice() -> None:
    """Where it is the site that is observed."""
    site = attrs.evolve(DUE, subject=Subject("S1", (Stay(site="S1"),)))
    assert "S1 2026-11-05 R1" in page(due=(site,), fact="site")


def test_no_visit_has_no_share() -> None:
    """Nothing of nothing is no percentage."""
    text = page(doubles=Doubles(Fraction(1, 5), date(2025, 11, 20), 0, 0, (), 0))
    assert "No visit since 2025-11-20, of which 20 % are to be rated twice." in text


def test_a_long_list_of_lots_stops() -> None:
    """Those that come first are named, and the others counted; programs get all of them."""
    picks = tuple(attrs.evolve(VISIT, name=f"V{number}") for number in range(MOST + 2))
    drawn = Doubles(Fraction(1, 5), date(2025, 11, 20), 99, 0, picks, 0)
    assert f"V{MOST - 1} (R1), and 2 more." in page(doubles=drawn)
    assert f"V{MOST - 1} (R1)." in page(doubles=attrs.evolve(drawn, picks=picks[:MOST]))
    agenda = attrs.evolve(AGENDA, doubles=drawn)
    assert len(due_rows(DuePage(Span(ON, ON, ON), "", (agenda,), ()))) == MOST + 2


def test_rows_have_the_columns_that_are_promised() -> None:
    """Whatever they are about, in order."""
    agenda = attrs.evolve(AGENDA, due=(DUE,), waiting=(VISIT,))
    found = due_rows(DuePage(Span(ON, ON, ON), "", (agenda,), ()))
    assert [tuple(row) for row in found] == [COLUMNS, COLUMNS]
    assert [(row["what"], row["who"], row["needed"]) for row in found] == [
        ("observation", "P01", "1"),
        ("second_rater", "P01", "1"),
    ]
