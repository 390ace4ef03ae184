"""The pages of the reference are those that their sources make today."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from fidelity.conformance.check import Outcome
from fidelity.conformance.report import check_data
from fidelity.model.rule import NAMES
from tests.house.source import ROOT

GENERATE = ROOT / "docs" / "generate.py"
REFERENCE = ROOT / "docs" / "reference"


def test_the_reference_is_up_to_date() -> None:
    """No page says what its source no longer says."""
    done = subprocess.run([sys.executable, str(GENERATE), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_has_an_example_that_can_be_scored() -> None:
    """The examples are one definition, in which every rule stands once and nothing is wrong."""
    data = (REFERENCE / "rules.yaml").read_bytes()
    report = check_data(data, "rules.yaml")
    assert report.outcome is not Outcome.WRONG, "\n".join(problem.message for problem in report.problems)
    assert sorted(re.findall(r"^ +rule: (\w+)$", data.decode(), re.MULTILINE)) == sorted(NAMES)


def test_every_key_of_a_definition_is_described() -> None:
    """A part that the schema has and the page has not would be a key that nobody finds."""
    schema = json.loads((ROOT / "schemas" / "intervention.schema.json").read_text(encoding="utf-8"))
    page = (REFERENCE / "definition.md").read_text(encoding="utf-8")
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", {})}
    assert [key for key in sorted(keys) if f"| `{key}`" not in page] == []


@pytest.mark.parametrize("page", sorted(path.name for path in REFERENCE.glob("*.md")))
def test_links_within_the_reference_lead_somewhere(page: str) -> None:
    """Every link to a section of the reference names a heading that is there."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([\w.]*)#([\w-]+)\)", text):
        there = (REFERENCE / (target or page)).read_text(encoding="utf-8")
        headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", there, re.MULTILINE)}
        assert anchor in headings, f"{page} links to {target}#{anchor}"
