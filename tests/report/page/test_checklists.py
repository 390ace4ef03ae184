"""Checklists on a page: who rates what, when and how well, and what is made of it."""

from __future__ import annotations

from fidelity.report.page.record import CutPart, Table
from tests.report.whole import page


def test_who_rates_when_and_how_well_is_told() -> None:
    """Each under its label."""
    (checklist,) = page().checklists
    assert {fact.label: fact.text for fact in checklist.facts} == {
        "Measures": "delivery",
        "Filled in for": "each session",
        "Rated by": "coach or self",
        "Takes": "15 minutes",
        "Items": "6",
        "How often": "2 observations of each practitioner every 1 month; 20 % of them rated twice",
        "Raters agree": "AC2 of at least 0.6",
        "Raters are certified": "within one point of the master in at least 80 % of the ratings of each of "
        "3 observations in a row; it holds for 1 year (The handbook, p. 9)",
    }


def test_scores_come_with_rule_limits_and_bands() -> None:
    """In sentences of the plan."""
    total, caring = page().checklists[0].scores
    assert total.title == "The whole"
    assert total.rule == "The points of all 5 items as a percentage of the possible points."
    assert total.limits[0].startswith("At most 1 rating may be missing")
    assert "Not applicable is left out of the score." in total.limits
    assert total.limits[-1] == "It lies between 0 and 100."
    assert total.bands == Table(("Band", "Value"), (("Low", "below 60"), ("High", "at least 60")))
    assert (caring.members, caring.bands) == ("Items: `asks`, `listens` and `signs`.", None)


def test_criteria_and_figures_have_a_sentence() -> None:
    """With their source."""
    (checklist,) = page().checklists
    assert checklist.criteria == (
        CutPart("competent", "Competent", "Asks for `total` at least 60, from 2024-01-01.", "Trial"),
    )
    assert [each.id for each in checklist.figures] == ["share"]
    assert "`competent`" in checklist.figures[0].sentence


def test_what_is_filled_in_for_the_whole_is_said_so() -> None:
    """An item that a profile leaves out is not counted."""
    (checklist,) = page("short").checklists
    assert {fact.label: fact.text for fact in checklist.facts}["Items"] == "5"
