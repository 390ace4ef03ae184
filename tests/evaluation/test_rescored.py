"""Records of several editions, rescored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import fidelity
from fidelity.errors import UsageError
from tests.cli.conftest import here
from tests.cli.sample import DEFINITION
from tests.cli.visits import sites

__all__ = ["here"]

ON = date(2026, 7, 1)


@pytest.fixture
def held(here: Path) -> fidelity.Records:
    """Visits of one site."""
    return fidelity.read("visit.yaml", sites(here)["S1"])


def newer(here: Path, *changes: tuple[str, str]) -> Path:
    """The next version."""
    text = DEFINITION.replace('version: "1.2"', 'version: "2.0"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (here / "newer.yaml").write_text(text, encoding="utf-8")
    return here / "newer.yaml"


def code(held: fidelity.Records, to: str = "", to_profile: str = "") -> str:
    """Why nothing is rescored."""
    with pytest.raises(UsageError) as refused:
        fidelity.rescore(held, to, to_profile=to_profile, on=ON)
    return refused.value.problems[0].code


def test_nothing_to_rescore(here: Path) -> None:
    """No record is no table."""
    assert code(fidelity.read("visit.yaml", [])) == "nothing-to-rescore"


def test_what_has_no_counterpart_is_refused(here: Path, held: fidelity.Records) -> None:
    """Another intervention, and a profile that is not there."""
    assert code(held, to=str(newer(here, ("id: visit\n", "id: other\n")))) == "another-intervention"
    assert code(held, to_profile="shrt") == "unknown-profile"


def test_the_only_checklist_of_another_version_is_meant(here: Path, held: fidelity.Records) -> None:
    """Though it is called otherwise there; the points are the same, and so are the totals."""
    renamed = newer(here, ("- id: delivery\n", "- id: visits\n"))
    found = fidelity.rescore(held, str(renamed), on=ON).query("id == 'total'")
    assert len(found) == 32
    assert found["now"].tolist() == found["then"].tolist()


def test_the_same_version_is_each_record_by_its_own(held: fidelity.Records) -> None:
    """Without another version or profile nothing moves but cut-offs."""
    found = fidelity.rescore(held, on=ON).query("kind == 'score'")
    assert len(found) > 0
    assert found["now"].astype(float).equals(found["then"].astype(float))
