"""`fidelity plugins`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def test_plugins_and_what_became_of_them(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """The good, the broken and the switched off each have a line that says so."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-bad", "raise RuntimeError('no such luck')")
    install("fidelity-off", interventions=("other@1.0",))
    ran = fidelity("--disable-plugin", "fidelity-off", "plugins")
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert ran.code == 0
    assert "visits@1.0" in lines["fidelity-good"]
    assert "no such luck" in " ".join(ran.out.split())
    assert "switched off" in lines["fidelity-off"]
    strict = fidelity("--strict", "plugins")
    assert strict.code == 1
    assert "fidelity-bad" in strict.err


def test_plugins_are_there_for_programs(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """As JSON, each has its state and its offers."""
    install("fidelity-good", interventions=("visits@1.0",))
    (plugin,) = json.loads(fidelity("plugins", "--format", "json").out)["plugins"]
    assert (plugin["distribution"], plugin["version"], plugin["state"]) == ("fidelity-good", "0.1.0", "loaded")
    assert (plugin["interventions"], plugin["rules"], plugin["reason"]) == (["visits@1.0"], [], "")


def test_no_plugins_is_said(fidelity: Fidelity, site: Path) -> None:
    """Without any, the standard output stays empty."""
    ran = fidelity("plugins")
    assert (ran.code, ran.out) == (0, "")
    assert "No plugins" in ran.err
