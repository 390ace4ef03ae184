"""What scores are made of."""

from __future__ import annotations

from pathlib import Path

from fidelity.about import VERSION
from fidelity.workspace.finding import find
from fidelity.workspace.provenance import provenance_of
from fidelity.workspace.settings import Settings


def test_scores_say_what_they_are_made_of(here: Path) -> None:
    """The edition with its hashes, the program, and the file that brought the definition."""
    found = find("visit.yaml", Settings(no_config=True))
    plan = found.plan("delivery", "short")
    made = provenance_of(found, plan)
    assert (made.intervention, made.version, made.checklist, made.profile) == ("visit", "1.2", "delivery", "short")
    assert (made.plan_hash, made.engine_version, made.distribution) == (plan.hash, VERSION, "visit.yaml")
