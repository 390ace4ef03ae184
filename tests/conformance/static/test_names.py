"""Whether everything that has a name is used, and called as what it is."""

from __future__ import annotations

from tests.conformance.asked import added, told

LENGTH = "        - {id: length, component"
SINGS = "        - {id: sings, component: together, dimension: parts, scale: how_much, text: Sings}\n"
BOUND = "of: [sits_close, asks, waits, shows_book, length]"


def test_what_nothing_reads_is_told() -> None:
    """An item in no score is told, unless it is only to be recorded."""
    ((code, line),) = told("used", (LENGTH, SINGS + LENGTH))
    assert (code, line[:12]) == ("item-unused", "- {id: sings")
    assert told("used", (LENGTH, SINGS.replace("Sings}", "Sings, use: unscored}") + LENGTH)) == []


def test_a_floor_and_a_figure_read_items_too() -> None:
    """An item that only a criterion tests is used, and one that only a figure takes."""
    floor = ("{item: [asks, waits], at_least: 2}", "{item: [asks, sings], at_least: 2}")
    assert told("used", (LENGTH, SINGS + LENGTH), floor) == []
    figure = (
        "      figures:\n",
        "      figures:\n        - {id: singing, unit: site, rule: mean_of_item_percentages, of: [sings]}\n",
    )
    assert told("used", (LENGTH, SINGS + LENGTH), figure) == []


def test_an_item_that_only_a_profile_reads_is_used() -> None:
    """A profile may score what was published and only recorded."""
    profile = (
        ", leaves_out: [asks_again]}",
        ",\n     adds: [{score: {id: song, rule: mean, of: [sings], missing: none}}]}",
    )
    assert told("used", (LENGTH, SINGS + LENGTH), profile) == []


def test_a_dimension_called_as_a_score_of_all_is_told() -> None:
    """Not only the words for the whole are taken: a score over all items gives its name away too."""
    whole = added("{id: warmth, rule: mean, of: all, missing: none, not_applicable: excluded}")
    assert [code for code, _ in told("overall", whole)] == ["group-named-overall"]
    assert told("overall", added("{id: warmth, rule: mean, of: {dimension: warmth}, missing: none}")) == []


def test_a_score_that_is_called_as_a_group_reads_it_also_by_other_scores() -> None:
    """A total of scores that read items of the group is taken of it."""
    inner = "{id: asking, rule: mean, of: [asks], missing: none}"
    assert told("namesakes", added(f"{inner}\n        - {{id: talk, rule: mean, of: [asking], missing: none}}")) == []
    other = "{id: sitting, rule: mean, of: [sits_close], missing: none}"
    found = told("namesakes", added(f"{other}\n        - {{id: talk, rule: mean, of: [sitting], missing: none}}"))
    assert [code for code, _ in found] == ["score-of-another"]
