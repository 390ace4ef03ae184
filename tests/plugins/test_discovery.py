"""Finding plugins: what one distribution's metadata are like costs no other its plugins."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path

import pytest

from fidelity.plugins import discovery
from fidelity.plugins.discovery import discovered
from fidelity.plugins.loader import catalogue
from fidelity.plugins.plugin import State

Install = Callable[..., str]


@pytest.fixture
def strict_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for distributions that is searched as the standard library does: one bad list spoils it."""

    def entry_points(group: str) -> list[EntryPoint]:
        return [each for found in distributions() for each in found.entry_points if each.group == group]

    def distributions() -> list[Distribution]:
        return sorted(importlib.metadata.distributions(path=[str(site)]), key=lambda found: found.metadata["Name"])

    monkeypatch.setattr(discovery, "entry_points", entry_points)
    monkeypatch.setattr(discovery, "distributions", distributions)
    return site


def _info(site: Path, name: str, points: bytes, metadata: bytes = b"") -> None:
    info = site / f"{name.replace('-', '_')}-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_bytes(metadata or f"Metadata-Version: 2.4\nName: {name}\nVersion: 2.0\n".encode())
    (info / "entry_points.txt").write_bytes(points)


def test_a_plugin_is_known_before_it_is_imported(install: Install) -> None:
    """Name, module, distribution and version come from the metadata."""
    install("fidelity-good", "raise RuntimeError")
    ((plugin, point),) = discovered()
    assert (plugin.name, plugin.module) == ("fidelity_good", "fidelity_good")
    assert (plugin.distribution, plugin.version) == ("fidelity-good", "0.1.0")
    assert point is not None


@pytest.mark.parametrize("points", [b"[fidelity]\nno sign of equality\n", b"[fidelity]\n\xe9 = fidelity_odd\n"])
def test_a_list_that_cannot_be_read_costs_its_own_distribution_only(
    strict_site: Path, install: Install, points: bytes
) -> None:
    """The standard library reads all lists or none; whose list it is, is told."""
    install("fidelity-good", interventions=("visits@1.0",))
    _info(strict_site, "fidelity-odd", points)
    good, odd = catalogue().plugins
    assert (good.state, odd.state) == (State.LOADED, State.BROKEN)
    assert (odd.name, odd.distribution, odd.version) == ("", "fidelity-odd", "2.0")
    assert odd.reason == "its `entry_points.txt` cannot be read as a list of entry points"
    kept_out = catalogue(disabled={"fidelity-odd"}).plugins
    assert [plugin.state for plugin in kept_out] == [State.LOADED, State.DISABLED]


def test_a_stranger_with_a_list_that_cannot_be_read_is_no_plugin(strict_site: Path, install: Install) -> None:
    """What offers us nothing is not ours to judge."""
    install("fidelity-good", interventions=("visits@1.0",))
    _info(strict_site, "stranger", b"[console_scripts]\nno sign of equality\n")
    assert [plugin.state for plugin in catalogue().plugins] == [State.LOADED]


def test_the_first_of_two_copies_counts(strict_site: Path, install: Install) -> None:
    """A distribution that lies on the path twice is one, as it is for the import system."""
    install("fidelity-good", interventions=("visits@1.0",))
    _info(strict_site, "Fidelity.Good", b"[fidelity]\nfidelity_good = elsewhere\n")
    _info(strict_site, "stranger", b"[console_scripts]\nno sign of equality\n")
    assert len(list(discovered())) == 1


@pytest.mark.parametrize("metadata", [b"Name: fidelity-odd\nVersion: 2.0\nAuthor: \xe9\n", b"Summary: none\n", b"\n"])
def test_metadata_may_be_what_they_like(site: Path, install: Install, metadata: bytes) -> None:
    """A name that cannot be read is unknown, and a sign that cannot be read is no obstacle."""
    install("fidelity-good", interventions=("visits@1.0",))
    _info(site, "fidelity-odd", b"[fidelity]\nodd = no_such_module\n", metadata)
    found = {plugin.name: plugin for plugin in catalogue().plugins}
    assert found["fidelity_good"].state is State.LOADED
    named = b"Name" in metadata
    assert (found["odd"].distribution, found["odd"].version) == (("fidelity-odd", "2.0") if named else ("unknown", ""))
