"""Whether every status has its effect, and none is a reward for not looking."""

from __future__ import annotations

from tests.conformance.asked import added, told

SAID = "statuses: {not_applicable: excluded, insufficient_data: counts_as_missing}"
MET = (SAID, "statuses: {not_applicable: excluded, insufficient_data: counts_as_met}")


def test_only_scores_that_read_such_an_item_are_told() -> None:
    """A code of a status on a scale concerns the scores of its items, and no others."""
    found = told("statuses", (SAID, "statuses: {not_applicable: excluded}"))
    assert found == [("status-silent", "- id: steps"), ("status-silent", "- id: points")]


def test_a_score_may_say_it_by_itself() -> None:
    """What a score says of a status needs no word of the checklist."""
    own = (
        "          range: {lowest: 0, highest: 100}\n",
        "          range: {lowest: 0, highest: 100}\n          statuses: {insufficient_data: counts_as_lowest}\n",
    )
    assert told("statuses", (SAID, "statuses: {not_applicable: excluded}"), own) == [("status-silent", "- id: points")]


def test_what_nobody_saw_is_told_where_it_is_said() -> None:
    """The line of the word is shown, of the checklist or of the score."""
    assert told("unseen", MET) == [("unseen-counts-as-met", MET[1])]
    score = "{id: shown, rule: mean, of: [shows_book], missing: none, statuses: {insufficient_data: counts_as_met}}"
    assert told("unseen", added(score)) == [("unseen-counts-as-met", f"- {score}")]


def test_what_had_no_occasion_may_count_as_met() -> None:
    """Nobody can see to it that there is none."""
    assert told("unseen", (SAID, SAID.replace("{not", "{no_opportunity: counts_as_met, not"))) == []
