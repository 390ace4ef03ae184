"""Days in words, and observations in order."""

from __future__ import annotations

from datetime import date

from fidelity.report.feedback.subject import Earlier, day_of, day_words, in_order, spoken
from tests.report.feedback.sample import GOOD, family_meeting, observation

DEFINITION = family_meeting()


def test_a_day_is_spoken_as_people_say_it() -> None:
    """And what is no day stays as it is."""
    assert spoken(date(2026, 11, 2)) == "2 November 2026"
    assert day_words("2026-11-20T09:30:00Z") == "20 November 2026"
    assert day_words("last Tuesday") == "last Tuesday"
    assert day_words("") == ""


def test_the_day_of_an_observation_is_there_or_not() -> None:
    """One that nobody can read is none."""
    days = [day_of(observation(DEFINITION, GOOD, date=text)) for text in ("2026-11-20", "", "20/11/2026")]
    assert days == [date(2026, 11, 20), None, None]


def test_observations_are_put_in_the_order_of_their_days() -> None:
    """Those without one come first."""
    made = [Earlier(observation(DEFINITION, GOOD, date=text), None) for text in ("2026-11-20", "", "2026-01-05")]
    assert [each.observation.date for each in in_order(made)] == ["", "2026-01-05", "2026-11-20"]
