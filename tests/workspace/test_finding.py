"""What a command's target means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.workspace.finding import find, is_path
from fidelity.workspace.settings import Settings
from tests.cli.conftest import Ran


def test_a_definition_file_is_found_by_its_path(here: Path) -> None:
    """A file needs no plugin, and its name stands for what brought it."""
    found = find("visit.yaml", Settings())
    assert (found.intervention.name, found.distribution, found.version) == ("visit@1.2", "visit.yaml", "")


def test_an_intervention_is_found_by_its_name(here: Path) -> None:
    """A name, a version and a distribution each lead to it, also where a folder has the same name."""
    Path("imr").mkdir()
    for name in ("imr", "imr@1.0", "fidelity-imr/imr", "fidelity_imr/imr@1.0"):
        found = find(name, Settings())
        assert (found.intervention.name, found.distribution) == ("imr@1.0", "fidelity-imr")
        assert found.version


def test_what_cannot_be_read_is_named(here: Path) -> None:
    """A file that is not there is misuse, with its name."""
    with pytest.raises(UsageError, match=r"`none\.yaml` cannot be read"):
        find("none.yaml", Settings())


def test_a_name_that_no_file_can_have_is_a_name(fidelity: Callable[..., Ran]) -> None:
    """Whatever is typed, the answer is a sentence."""
    assert not is_path("x" * 5000)
    ran = fidelity("show", "x" * 5000)
    assert (ran.code, ran.out) == (2, "")
