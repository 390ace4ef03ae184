"""`fidelity list`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def test_the_interventions_are_listed(fidelity: Fidelity) -> None:
    """Each version of each intervention has its line, with the plugin that it comes from."""
    ran = fidelity("list")
    assert (ran.code, ran.err) == (0, "")
    assert any(line.split()[:2] == ["imr", "1.0"] and "fidelity-imr" in line for line in ran.out.splitlines())


def test_the_list_is_there_for_programs(fidelity: Fidelity) -> None:
    """As JSON, it says the same."""
    listed = json.loads(fidelity("list", "--format", "json").out)
    assert listed["format"] == 1
    assert {
        "id": "imr",
        "version": "1.0",
        "title": "Illness Management and Recovery",
        "distribution": "fidelity-imr",
    } in (listed["interventions"])


def test_a_plugin_is_switched_off(fidelity: Fidelity) -> None:
    """By its distribution or by its entry point, and several at once; a name that nothing has does no harm."""
    for name in ("fidelity-imr", "imr", "Fidelity_IMR"):
        listed = json.loads(fidelity("--disable-plugin", name, "list", "--format", "json").out)
        assert "imr" not in {each["id"] for each in listed["interventions"]}
    installed = {each["distribution"] for each in json.loads(fidelity("plugins", "--format", "json").out)["plugins"]}
    ran = fidelity(*(f"--disable-plugin={name}" for name in (*installed, "fidelity-gone")), "list")
    assert (ran.code, ran.out) == (0, "")
    assert "fidelity new plugin" in ran.err
    assert fidelity("--disable-plugin=imr", "show", "imr").code == 2


def test_nothing_installed_is_said(fidelity: Fidelity, site: Path) -> None:
    """Without plugins there is advice on the standard error, and for programs an empty list."""
    assert fidelity("list").out == ""
    assert json.loads(fidelity("list", "--format", "json").out)["interventions"] == []


def test_a_broken_plugin_hides_no_other(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """One that cannot be imported is a note; with `--strict` it is an end."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-bad", "raise RuntimeError('no')")
    ran = fidelity("list")
    assert (ran.code, "visits" in ran.out) == (0, True)
    assert "fidelity-bad" in ran.err
    strict = fidelity("--strict", "list")
    assert (strict.code, strict.out) == (1, "")
    assert fidelity("--strict", "--disable-plugin", "fidelity-bad", "list").code == 0
