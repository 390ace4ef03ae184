"""`fidelity diff`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.cli.conftest import Ran
from tests.cli.sample import DEFINITION, TWO_CHECKLISTS
from tests.house.source import ROOT

Fidelity = Callable[..., Ran]


def changed(here: Path, *changes: tuple[str, str]) -> str:
    """The definition with some texts changed, as another file."""
    text = DEFINITION
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (here / "new.yaml").write_text(text, encoding="utf-8")
    return "new.yaml"


def test_the_same_definition_cannot_move(fidelity: Fidelity, here: Path) -> None:
    """The exit code is that of fine."""
    ran = fidelity("diff", "visit.yaml", "visit.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "No score, criterion or figure can move" in ran.out


def test_other_words_cannot_move_anything(fidelity: Fidelity, here: Path) -> None:
    """That the text changed is said, and what of it."""
    ran = fidelity("diff", "visit.yaml", changed(here, ("text: Listens", "text: Listens well")))
    words = " ".join(ran.out.split())
    assert ran.code == 0
    assert "No score, criterion or figure can move: the same ratings give the same. The text" in words
    assert "text of item `listens`" in words


def test_another_cut_moves_and_ends_with_one(fidelity: Fidelity, here: Path) -> None:
    """The band and the criterion on it move, with reasons and an example."""
    ran = fidelity(
        "diff",
        "visit.yaml",
        changed(here, ("below: 60", "below: 65"), ("label: High, at_least: 60", "label: High, at_least: 65")),
    )
    words = " ".join(ran.out.split())
    assert ran.code == 1
    assert "band `high`: at least 65 (before: at least 60)" in words
    assert "(band `high`). Now: 62.5 (band `low`)." in words
    assert "score caring cannot move computed in the same way" in words


def test_what_is_not_proved_ends_with_three(fidelity: Fidelity, here: Path) -> None:
    """Raw numbers without an end cannot all be tried."""
    text = """\
schema: 1
id: counts
version: "1"
title: Counts
assessable:
  scales: {n: {measure: count}}
  checklists:
    - id: c
      items: [{id: a, text: A, scale: n}, {id: b, text: B, scale: n}]
      scores:
        - {id: s, rule: sum, of: all, missing: none, bands: [{id: low, below: 5000.5}, {id: high, at_least: 5000.5}]}
"""
    (here / "old.yaml").write_text(text, encoding="utf-8")
    (here / "new.yaml").write_text(text.replace("5000.5", "5001"), encoding="utf-8")
    ran = fidelity("diff", "old.yaml", "new.yaml")
    assert ran.code == 3
    assert "may move" in ran.out
    assert "tried did not show it" in " ".join(ran.out.split())


def test_a_profile_is_compared_with_what_is_published(fidelity: Fidelity, here: Path) -> None:
    """The same file twice, one of them as a profile has it."""
    ran = fidelity("diff", "visit.yaml", "visit.yaml", "--new-profile", "short")
    assert ran.code == 1
    assert "Checklist delivery → delivery with profile short" in ran.out
    assert "`plans`: left out" in ran.out
    back = fidelity("diff", "visit.yaml", "visit.yaml", "--old-profile", "short", "--new-profile", "short")
    assert back.code == 0


def test_an_unknown_profile_or_checklist_is_told(fidelity: Fidelity, here: Path) -> None:
    """With the nearest name."""
    assert "did you mean `short`" in fidelity("diff", "visit.yaml", "visit.yaml", "--new-profile", "shirt").err
    ran = fidelity("diff", "visit.yaml", "visit.yaml", "--checklist", "delivry")
    assert (ran.code, "did you mean `delivery`" in ran.err) == (2, True)


def test_checklists_are_matched_by_id(fidelity: Fidelity, here: Path) -> None:
    """One that is in one version only is told; one can be asked for alone."""
    (here / "two.yaml").write_text(TWO_CHECKLISTS, encoding="utf-8")
    (here / "renamed.yaml").write_text(TWO_CHECKLISTS.replace("id: morning", "id: dawn"), encoding="utf-8")
    ran = fidelity("diff", "two.yaml", "renamed.yaml")
    assert ran.code == 1
    assert "Checklists that are new: dawn" in ran.out
    assert "Checklists that are gone: morning" in ran.out
    assert fidelity("diff", "two.yaml", "renamed.yaml", "--checklist", "evening").code == 0
    assert fidelity("diff", "two.yaml", "renamed.yaml", "--checklist", "morning").code == 2


def test_the_only_checklists_are_compared_whatever_they_are_called(fidelity: Fidelity, here: Path) -> None:
    """Also where one of the names is asked for."""
    new = changed(here, ("    - id: delivery\n", "    - id: visits\n"))
    ran = fidelity("diff", "visit.yaml", new)
    assert (ran.code, "Checklist delivery → visits" in ran.out) == (0, True)
    assert fidelity("diff", "visit.yaml", new, "--checklist", "visits").code == 0
    assert fidelity("diff", "visit.yaml", new, "--old-profile", "short").code == 1


def test_the_comparison_is_there_for_programs(fidelity: Fidelity, here: Path) -> None:
    """As JSON it is what the schema describes."""
    new = changed(here, ("rule: mean, of: [asks, listens]", "rule: sum, of: [asks, listens]"))
    ran = fidelity("diff", "visit.yaml", new, "--format", "json")
    said = json.loads(ran.out)
    schema = json.loads((ROOT / "schemas/difference.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(said)
    assert (ran.code, said["moves"]) == (1, True)
    (checklist,) = said["checklists"]
    verdicts = {each["id"]: each["verdict"] for each in checklist["scores"]}
    assert verdicts == {"total": "cannot_move", "caring": "moves"}
    (example, *_) = checklist["scores"][1]["examples"]
    assert (example["old"]["exact"], example["new"]["exact"]) == ("2", "4")


def test_two_versions_of_a_plugin_are_compared(fidelity: Fidelity) -> None:
    """By name and version."""
    ran = fidelity("diff", "miti@3.1", "miti@4.2.1")
    assert ran.code == 1
    assert ran.out.startswith("miti@3.1 → miti@4.2.1\n")
