"""The editions that a TARGET means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.records.observation import Edition
from fidelity.workspace.offered import Offered
from fidelity.workspace.settings import Settings
from tests.cli.sample import DEFINITION

SETTINGS = Settings(no_config=True)
NEWER = DEFINITION.replace('version: "1.2"', 'version: "1.10"')


def names(offered: Offered) -> list[str]:
    """The candidates, shortly."""
    return [f"{each.checklist}/{each.profile}@{each.version}" for each in offered.candidates()]


def test_an_intervention_means_all_its_versions(install: Callable[..., str], here: Path) -> None:
    """And one with a version that one only; a definition file that is named adds its own."""
    install("fidelity-visit", files={"intervention.yaml": DEFINITION})
    offered = Offered(SETTINGS, "visit")
    assert names(offered) == ["delivery/@1.2", "delivery/short@1.2"]
    (here / "newer.yaml").write_text(NEWER, encoding="utf-8")
    offered = Offered(SETTINGS, "visit", [here / "newer.yaml"])
    assert names(offered) == ["delivery/@1.2", "delivery/short@1.2", "delivery/@1.10", "delivery/short@1.10"]
    assert offered.asks_for(Edition("visit", "7", "delivery"))
    offered = Offered(SETTINGS, "visit@1.10", [here / "newer.yaml"])
    assert names(offered) == ["delivery/@1.10", "delivery/short@1.10"]
    assert not offered.asks_for(Edition("visit", "1.2", "delivery"))
    assert not offered.asks_for(Edition("imr", "1.10", "fidelity"))


def test_a_definition_file_means_itself(here: Path) -> None:
    """Its plans are made once, and what it does not have is a problem."""
    offered = Offered(SETTINGS, "visit.yaml")
    assert names(offered) == ["delivery/@1.2", "delivery/short@1.2"]
    found = offered.get(Edition("visit", "1.2", "delivery"))
    assert isinstance(found, Definition)
    assert offered.get(Edition("visit", "1.2", "delivery")) is found
    for edition in (Edition("visit", "1.2", "other"), Edition("visit", "9", "delivery")):
        problem = offered.get(edition)
        assert isinstance(problem, Problem)
        assert problem.code == "edition-not-installed"


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("visit@1.2", Edition("visit", "1.2", "")),
        ("visit/delivery@1.2", Edition("visit", "1.2", "delivery")),
        ("visit/delivery/short@1.2", Edition("visit", "1.2", "delivery", "short")),
    ],
)
def test_editions_are_said_shortly(here: Path, text: str, edition: Edition) -> None:
    """With the version at least."""
    assert Offered(SETTINGS, "visit.yaml").named(text) == edition


@pytest.mark.parametrize("text", ["visit", "visit@9", "imr@1.2", "visit/other@1.2", ""])
def test_an_edition_that_is_not_there_is_refused(here: Path, text: str) -> None:
    """The nearest is named."""
    with pytest.raises(UsageError) as caught:
        Offered(SETTINGS, "visit.yaml").named(text)
    assert caught.value.problems[0].code == "unknown-edition"


def test_an_intervention_that_nobody_has_is_refused(install: Callable[..., str], here: Path) -> None:
    """Unless a definition file brings it."""
    with pytest.raises(UsageError):
        Offered(SETTINGS, "visti")
    assert names(Offered(SETTINGS, "visit", [here / "visit.yaml"])) == ["delivery/@1.2", "delivery/short@1.2"]
