"""What takes long to load is loaded when it is first needed."""

from __future__ import annotations

import pytest

from tests.conformance.mutant import SOUND
from tests.house.test_start_up import loaded

TABLES = ("numpy", "pandas")
FILE = str(SOUND / "plain/intervention.yaml")


def test_reading_a_definition_loads_no_tables() -> None:
    """Who writes a definition has the answer of the first layer at once."""
    assert loaded("fidelity.cli", ["check", "--layer", "static", FILE], TABLES) == []


@pytest.mark.parametrize("layer", ["properties", "golden"])
def test_scoring_loads_them(layer: str) -> None:
    """The other layers score many observations, or figures of them."""
    assert loaded("fidelity.cli", ["check", "--layer", layer, FILE], TABLES) == [*TABLES]
