"""Raters on a page; the commands' tests show the whole of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.agreement.percent import Agreement
from fidelity.raters.beside import Beside
from fidelity.raters.drift import Other, Stretch
from fidelity.raters.register import Registered
from fidelity.raters.standing import Standing, State
from fidelity.report.raters_text import (
    COLUMNS,
    STRETCH_COLUMNS,
    RaterPage,
    days_words,
    period_words,
    rater_text,
    register_rows,
    register_text,
    stretch_rows,
)
from tests.raters.rated import EDITION
from tests.raters.test_certificate import BARE, CERTIFICATE

DAY = date(2026, 3, 2)
RATER = Registered("R1", EDITION, (DAY,), Standing(State.NEVER), None, (), False)
STRETCH = Stretch(
    date(2026, 1, 1), date(2026, 3, 31), Other.MASTER, 5, Beside(Agreement(30, 20, 0, 0), 20, 0, 0, 0, 0, Fraction(0))
)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-01-01", "2026-03-31", "2026 Q1"),
        ("2026-10-01", "2026-12-31", "2026 Q4"),
        ("2026-02-01", "2026-02-28", "2026-02"),
        ("2026-07-01", "2026-12-31", "from 2026-07-01"),
        ("2026-02-01", "2026-04-30", "from 2026-02-01"),
        ("2026-11-16", "2026-11-22", "from 2026-11-16"),
    ],
)
def test_periods_are_called_as_people_call_them(first: str, last: str, words: str) -> None:
    """Those that have no name are called after their first day."""
    assert period_words(date.fromisoformat(first), date.fromisoformat(last)) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [(12, "12 days left"), (1, "1 day left"), (0, "0 days left"), (-1, "1 day ago"), (-30, "30 days ago")],
)
def test_days_are_counted(n: int, words: str) -> None:
    """The last day has none left, and is in date."""
    assert days_words(n) == words


def test_several_checklists_have_a_column() -> None:
    """One stands above the table."""
    other = attrs.evolve(RATER, edition=attrs.evolve(EDITION, checklist="other"))
    assert "checklist" in register_text([RATER, other], DAY).splitlines()[2]
    assert "checklist" not in register_text([RATER], DAY).splitlines()[2]


def test_what_has_no_answer_to_grade_has_a_dash() -> None:
    """Where no scale has three points, and none has points at all."""
    text = rater_text([RaterPage(RATER, "A visit", (STRETCH,))])
    assert "2026 Q1 masters 5 30 66.7 % – 0 –" in " ".join(text.split())


def test_what_is_counted_is_called_what_it_is() -> None:
    """A visit that two others rated is two pairs, so the column does not promise visits."""
    text = " ".join(rater_text([RaterPage(RATER, "A visit", (STRETCH,))]).split())
    assert "period beside pairs answers" in text
    assert "a visit that two others rated too makes two" in text


def test_attempts_are_told_whether_met_or_not() -> None:
    """One without an end says so."""
    forever = attrs.evolve(CERTIFICATE, until=None)
    stands = Standing(State.IN_DATE, CERTIFICATE.on, None, "c1")
    text = " ".join(
        rater_text([RaterPage(attrs.evolve(RATER, certificates=(BARE, forever), standing=stands), "", ())]).split()
    )
    assert "c1 2026-03-08 not met 2 8 of 9 exact, 100.0 %" in text
    assert "c1 2026-03-08 met no end 2 8 of 9 within one, 66.7 %" in text
    assert "Certificate: in date; from 2026-03-08 without an end." in text


def test_rows_have_the_columns_that_are_promised() -> None:
    """In order."""
    assert tuple(register_rows([RATER])[0]) == COLUMNS
    assert tuple(stretch_rows([RaterPage(RATER, "", (STRETCH,))])[0]) == STRETCH_COLUMNS
