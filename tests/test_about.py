"""The version, which is written down twice."""

from __future__ import annotations

import tomllib

from fidelity.about import VERSION
from tests.house.source import ROOT


def test_the_engine_has_the_version_of_its_distribution() -> None:
    """The version that every score carries is the one that is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
