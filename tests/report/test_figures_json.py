"""Figures as JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from jsonschema import Draft202012Validator

from fidelity.definition.schema_files import schema
from fidelity.report.figures_json import figures_json
from fidelity.tally.result import NoFigure, Without
from tests.report.figured import FIGURED, by_site, whole
from tests.report.sample import PROVENANCE


def read(found: object) -> dict[str, Any]:
    """The document, once it has been held against its schema."""
    document: dict[str, Any] = json.loads("".join(figures_json(found, FIGURED, PROVENANCE)))  # type: ignore[arg-type]
    Draft202012Validator(schema("scores")).validate(document)
    return document


def test_figures_are_there_for_programs() -> None:
    """Value, exact value, goal, counts, what others lack, and each item's own percentage."""
    document = read(whole())
    assert (document["format"], document["intervention"], "observations" in document) == (1, "visit", False)
    share, mean, items = document["figures"]
    assert (share["value"], share["exact"], share["goal_met"]) == (float(Fraction(200, 3)), "200/3", "met")
    assert share["goal"] == {"at_least": float(Fraction(200, 3)), "at_most": None, "exact": "200/3"}
    assert (share["by"], share["n_observations"], share["n_used"]) == (None, 4, 3)
    assert (share["n_without"], mean["n_without"], items["n_without"]) == (
        {"cannot_tell": 1},
        {"no_score": 1},
        {"no_rating": 1},
    )
    assert (mean["exact"], mean["unit"], mean["items"]) == ("11/9", "team", [])
    assert items["goal"] is items["goal_met"] is None
    assert items["items"][2] == {
        "item": "listens",
        "value": 75,
        "exact": "75",
        "n_used": 2,
        "n_missing": 2,
        "n_excluded": 0,
    }


def test_groups_are_told_from_the_whole() -> None:
    """A figure of a group names its column and value, whatever that is; the whole names none and comes last."""
    found = read(by_site())["figures"]
    assert [each["by"] and each["by"]["value"] for each in found[::3]] == ["all", "", "=1+1", None]
    assert {each["by"]["column"] for each in found[:9]} == {"site"}
    assert found[9:] == read(whole())["figures"]
    assert (found[3]["value"], found[6]["value"], found[6]["reason"]) == (0, None, "nothing_to_use")


def test_the_schema_has_the_words_of_the_results() -> None:
    """Reasons and what an observation lacks are those of the enumerations, in the golden cases too."""
    figure = schema("scores")["$defs"]["figure"]["properties"]
    reasons = [each.value for each in NoFigure]
    assert figure["reason"]["enum"] == [*reasons, None]
    assert list(figure["n_without"]["properties"]) == [each.value for each in Without]
    assert schema("case")["$defs"]["expected_figure"]["properties"]["reason"]["enum"] == reasons
