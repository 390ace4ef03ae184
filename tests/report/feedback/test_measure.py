"""Scores of counted numbers, which only a criterion can call good."""

from __future__ import annotations

from fidelity.report.feedback.measure import Measure, measures
from fidelity.report.observation_scores import answers_of
from tests.report.feedback.sample import PLUGINS, definitions, family_meeting

COUNTED = {
    "minutes": "5",
    "comments_on_target": "6",
    "comments_off_target": "2",
    "occasions_taken": "8",
    "occasions_missed": "1",
}
"""8 comments in 5 minutes, 75 % of them on target."""


def found(plugin: str, place: int, ratings: dict[str, str]) -> tuple[Measure, ...]:
    """The measures of a checklist of a plugin."""
    (path,) = (PLUGINS / plugin).glob("src/*/intervention.yaml")
    definition = definitions(path)[place]
    answers = answers_of(ratings, definition.checklist)
    return measures(definition.plan, definition.checklist.criteria, definition.results(answers))


def test_a_rate_and_a_ratio_are_measures() -> None:
    """Each is what its criteria ask, or not; a criterion that asks for both asks each of them."""
    often, on_target = found("fidelity-abc", 0, COUNTED)
    assert (often.score.id, often.is_best, often.is_short) == ("comments_per_minute", True, False)
    assert (on_target.score.id, on_target.is_best, on_target.is_short) == ("percent_on_target", False, True)
    assert [each.criterion.id for each in on_target.asked] == ["on_target_met", "at_standard"]
    assert {item.id for item in often.items} >= {"minutes", "comments_on_target"}
    assert often.items[0].id != "minutes", "what is counted comes before what it is divided by"
    assert often.component


def test_without_a_value_a_measure_is_neither_good_nor_short() -> None:
    """Nothing can be told."""
    for measure in found("fidelity-abc", 0, {}):
        assert (measure.is_best, measure.is_short) == (False, False)


def test_what_is_rated_by_anchors_is_no_measure() -> None:
    """However its total is tested."""
    definition = family_meeting()
    assert measures(definition.plan, definition.checklist.criteria, definition.results({})) == ()


def test_one_printed_number_is_a_measure_of_its_own() -> None:
    """A percentage that a criterion wants low is judged by the criterion, and not by how far it is from nought."""
    losses = {each.score.id: each for each in found("fidelity-fnp", 2, {"said_attrition_pregnancy": "8"})}
    assert losses["attrition_pregnancy"].is_best
