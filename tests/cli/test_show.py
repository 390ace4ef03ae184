"""`fidelity show`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def test_an_intervention_is_shown(fidelity: Fidelity, here: Path) -> None:
    """The page has components, items with their answers, scores in words, limits, bands, criteria and profiles."""
    ran = fidelity("show", "visit.yaml")
    words = " ".join(ran.out.split())
    assert (ran.code, ran.err) == (0, "")
    for said in (
        "Home visit (visit@1.2)",
        "Licence: CC0-1.0",
        "welcome core Welcoming",
        "Checklist delivery: Delivery of visits",
        "measures delivery; one for each session; rated by coach",
        "plans 2/1/0* Plans",
        "* critical",
        "Score total: the points of all 4 items as a percentage of the possible points.",
        "at most 1 rating may be missing",
        "High: at least 60",
        "Criterion competent: total at least 70, from 2024-01-01 (Trial)",
        "Profile short of delivery: Without plans",
    ):
        assert said in words


def test_an_intervention_is_there_for_programs(fidelity: Fidelity, here: Path) -> None:
    """As JSON, it has the hash that the scores carry."""
    shown = json.loads(fidelity("show", "visit.yaml", "--format", "json").out)
    scored = json.loads(fidelity("score", "visit.yaml", "visits.csv", "--format", "json").out)
    (checklist,) = shown["checklists"]
    assert (shown["id"], shown["version"], shown["text_hash"]) == ("visit", "1.2", scored["text_hash"])
    assert checklist["plan_hash"] == scored["plan_hash"]
    assert [item["id"] for item in checklist["items"]] == ["greets", "asks", "listens", "plans"]
    assert checklist["items"][3]["allows"] == ["not_applicable"]
    assert [score["bands"] for score in checklist["scores"]] == [["low", "high"], []]
    assert [component["id"] for component in shown["components"]] == ["welcome", "care"]
