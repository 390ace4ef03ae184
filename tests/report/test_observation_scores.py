"""One observation scored from the texts of its record."""

from __future__ import annotations

from fractions import Fraction

from fidelity.definition.reading import read_definition
from fidelity.model.answer import INVALID, MISSING
from fidelity.model.status import Status
from fidelity.plan.lowering import lower
from fidelity.records.observation import Edition, Observation
from fidelity.report.observation_scores import (
    ObservationScores,
    answers_of,
    score_changes,
    score_observation,
    scores_json,
    scores_text,
)
from tests.cli.sample import DEFINITION
from tests.report.stored import PLAN, RATINGS

FIVE_OF_EIGHT = {"greets": "2", "asks": "2", "listens": "1", "plans": "0"}


def scored(date: str = "2026-11-20", **ratings: str) -> ObservationScores:
    """An observation on a day."""
    return score_observation(PLAN, Observation("a", Edition("visit", "1.2", "delivery"), {"date": date}, ratings))


def test_texts_are_read_as_every_cell_is() -> None:
    """A status by its name, a number that equals a code; nothing is missing, and what means nothing is invalid."""
    answers = answers_of({"greets": "2.0", "asks": "7", "plans": "not_applicable"}, PLAN.checklist)
    assert (answers["greets"].code, answers["plans"].status) == ("2", Status.NOT_APPLICABLE)
    assert (answers["asks"], answers["listens"]) == (INVALID, MISSING)


def test_what_a_profile_leaves_out_stays_out() -> None:
    """Even where it was rated."""
    short = lower(read_definition(DEFINITION.encode(), "visit.yaml").checklist(profile_id="short"))
    assert answers_of({"plans": "2"}, short.checklist)["plans"].status is Status.OFF_BY_DESIGN
    result = score_observation(short, Observation("a", Edition("visit", "1.2", "delivery", "short"), {}, FIVE_OF_EIGHT))
    assert result.results["total"].value == Fraction(500, 6)


def test_values_are_exact_and_criteria_are_those_of_the_day() -> None:
    """5 of 8 points met the cut-off of 2023, and miss that of 2024; without a day, the cut-offs hold that have none."""
    assert scored(**FIVE_OF_EIGHT).results["total"].value == Fraction(125, 2)
    assert scored(**FIVE_OF_EIGHT).criteria == {"competent": "not met", "cares": "met"}
    assert scored("2023-12-31", **FIVE_OF_EIGHT).criteria == {"competent": "met", "cares": "met"}
    assert scored("soon", **FIVE_OF_EIGHT).criteria.keys() <= {"competent", "cares"}
    assert scored().criteria == {"competent": "cannot tell", "cares": "cannot tell"}


def test_the_page_and_the_data_say_the_same() -> None:
    """Scores in the order of the checklist, then the criteria."""
    page = [line.split() for line in scores_text(scored(**RATINGS)).splitlines()]
    assert page[2:] == [
        ["total", "66.67", "3", "of", "4", "High"],
        ["caring", "1.0", "2", "of", "2"],
        ["competent", "not", "met"],
        ["cares", "met"],
    ]
    assert scores_json(scored(greets="2")) == {
        "scores": {
            "total": {"shown": "–", "reason": "too_many_missing"},
            "caring": {"shown": "–", "reason": "nothing_rated"},
        },
        "criteria": {"competent": "cannot tell", "cares": "cannot tell"},
    }


def test_what_a_correction_makes_of_the_scores() -> None:
    """Each with the old and the new, a criterion that comes into force among them."""
    moved = score_changes(scored(**RATINGS), scored(**FIVE_OF_EIGHT))
    assert {name: (was, is_) for name, was, is_ in moved} == {
        "total": ("66.67, High", "62.50, High"),
        "caring": ("1.0", "1.5"),
        "competent": ("not met", "not met"),
        "cares": ("met", "met"),
    }
