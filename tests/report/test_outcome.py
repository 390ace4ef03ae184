"""One score as cells."""

from __future__ import annotations

from fidelity.definition.reading import read_definition
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.report.observation_scores import answers_of
from fidelity.report.outcome import called, outcome_cells, value_text
from tests.cli.sample import DEFINITION
from tests.report.stored import PLAN, RATINGS


def test_what_people_call_a_score_or_a_criterion() -> None:
    """Its title; its id where it has none, and whatever is unknown as it is."""
    text = DEFINITION.replace("id: total\n", "id: total\n          title: All in all\n")
    text = text.replace("{id: cares, ", "{id: cares, title: Caring enough, ")
    plan = lower(read_definition(text.encode(), "visit.yaml").checklist())
    assert [called(plan, name) for name in ("total", "cares", "caring", "nothing")] == [
        "All in all",
        "Caring enough",
        "caring",
        "nothing",
    ]


def test_a_value_has_its_count_and_band() -> None:
    """4 of 6 points are 66 2/3, and nothing could change that."""
    result = score_one(PLAN, answers_of(RATINGS, PLAN.checklist))["total"]
    assert outcome_cells(PLAN, "total", result) == ["total", "66.67", "3 of 4", "", "High"]
    assert value_text(PLAN, "total", result) == "66.67"


def test_where_there_is_none_the_reason_stands_with_what_it_could_still_be() -> None:
    """2 of 8 points if the two that are missing were worth nothing, 6 of 8 if they were worth all."""
    result = score_one(PLAN, answers_of({"greets": "2", "plans": "0"}, PLAN.checklist))["total"]
    assert outcome_cells(PLAN, "total", result) == [
        "total",
        "–",
        "0 of 4",
        "25.00 to 75.00",
        "no score: too many ratings are missing",
    ]
    assert value_text(PLAN, "total", result) == "–"
