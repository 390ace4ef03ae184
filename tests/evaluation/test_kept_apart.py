"""Records of one checklist, and who asks for more than there is."""

from __future__ import annotations

from pathlib import Path

import pytest

import fidelity
from fidelity.errors import UsageError
from fidelity.evaluation.counted import counted_in
from fidelity.evaluation.kept_apart import of_one_checklist
from fidelity.intake.gathered import Intake
from tests.cli.conftest import here
from tests.cli.sample import DEFINITION
from tests.cli.visits import rows, sites, write
from tests.evaluation.doubles import Record, gathered

__all__ = ["here"]

RECORD = Record("V1", "R1", (1, 2, 1, 30))


def code(intake: Intake, checklist: str = "") -> str:
    """Why there are no records to take."""
    with pytest.raises(UsageError) as refused:
        of_one_checklist(intake, "trial", checklist)
    return refused.value.problems[0].code


def test_nothing_and_another_checklist_are_refused() -> None:
    """An edition without records is nothing too."""
    assert code(Intake((), ())) == "nothing-to-count"
    assert code(Intake((gathered([]),), ())) == "nothing-to-count"
    assert code(Intake((gathered([RECORD]),), ()), "other") == "nothing-to-count"


def test_both_ways_to_count_refuse_the_same(here: Path) -> None:
    """Whether records are taken whole or piece by piece, nobody gets figures of nothing, nor by what nobody says."""
    held = fidelity.read("visit.yaml", write(here, "few.csv", [(*row[:5], "", *row[6:]) for row in rows()[:6]]))
    for checklist, by, match in (("other", [], "no record of"), ("", ["site"], "no record says the site")):
        with pytest.raises(UsageError, match=match):
            counted_in(held.intake.editions, held.intake, "visit.yaml", by, checklist)
        with pytest.raises(UsageError, match=match):
            of_one_checklist(held.intake, "visit.yaml", checklist, by)


def test_versions_that_compute_differently_are_pooled_on_purpose_only(here: Path) -> None:
    """Apart each has its mean; pooled there is one of all, and both are named."""
    newer = DEFINITION.replace('version: "1.2"', 'version: "2.0"').replace("at_least: 70", "at_least: 50")
    (here / "newer.yaml").write_text(newer, encoding="utf-8")
    files = sites(here)
    for name, version in (("S1", "1.2"), ("S2", "2.0")):
        lines = files[name].read_text(encoding="utf-8").splitlines()
        text = [f"{lines[0]},version", *(f"{line},{version}" for line in lines[1:])]
        (here / f"{name}v.csv").write_text("\n".join(text), encoding="utf-8")
    held = fidelity.read("visit", ["S1v.csv", "S2v.csv"], definition=["visit.yaml", "newer.yaml"])
    total = "measure == 'total' and statistic == 'mean_of_observations'"
    apart = fidelity.aggregate(held, threshold="off").query(total)
    pooled = fidelity.aggregate(held, threshold="off", pool="versions").query(total)
    assert sorted(apart["version"]) == ["1.2", "2.0"]
    assert pooled["version"].tolist() == ["1.2 + 2.0"]
    assert pooled["value"].item() == pytest.approx(apart["value"].mean())
    assert pooled["n"].item() == apart["n"].sum() == 48
    assert set(fidelity.items(held)["version"]) == set(fidelity.severity(held)["version"]) == {"1.2", "2.0"}
