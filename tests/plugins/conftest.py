"""A folder on the path with installed distributions in it, made by hand and without pip."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from fidelity.plugins import discovery, loader
from fidelity.plugins.plugin import LoadedPlugin, State

HOOK = """
from fidelity.plugins import hookimpl, packaged

@hookimpl
def fidelity_interventions():
    return packaged(__name__)
"""
"""The module of a plugin that does everything right."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for distributions, on the path; what is really installed on this machine is out of sight."""
    folder = tmp_path / "site"
    folder.mkdir()

    def entry_points(group: str) -> list[EntryPoint]:
        found = importlib.metadata.distributions(path=[str(folder)])
        return [each for distribution in found for each in distribution.entry_points if each.group == group]

    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(discovery, "entry_points", entry_points)
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def install(site: Path) -> Callable[..., str]:
    """A function that writes a distribution with one package and one entry point into the folder.

    It takes the distribution's name; the package's code; the name of the entry point, where it is not the package's;
    the interventions that lie in the package, as ``visits@1.0``; and further files by name. It returns the package's
    name.
    """

    def write(
        distribution: str,
        code: str = HOOK,
        name: str = "",
        interventions: tuple[str, ...] = (),
        files: Mapping[str, str] | None = None,
    ) -> str:
        module = distribution.replace("-", "_")
        texts = {"__init__.py": code, **(files or {})}
        for number, each in enumerate(interventions):
            id_, _, version = each.partition("@")
            texts[f"definition_{number}.yaml"] = f'schema: 1\nid: {id_}\nversion: "{version}"\ntitle: {id_.title()}\n'
        info = f"{module}-0.1.0.dist-info"
        metadata = f"Metadata-Version: 2.4\nName: {distribution}\nVersion: 0.1.0\n\nName: not this one\n"
        _write(site / module, texts)
        _write(site / info, {"METADATA": metadata, "entry_points.txt": f"[fidelity]\n{name or module} = {module}\n"})
        importlib.invalidate_caches()
        return module

    return write


@pytest.fixture
def beside(install: Callable[..., str]) -> Callable[[str], LoadedPlugin]:
    """A function that installs a plugin with some code beside a good one, and returns what became of it.

    Whatever that is, the good one must not suffer.
    """

    def installed(code: str) -> LoadedPlugin:
        install("fidelity-good", interventions=("visits@1.0",))
        install("fidelity-odd", code)
        found = loader.catalogue()
        good, odd = found.plugins
        assert (good.name, good.state) == ("fidelity_good", State.LOADED)
        assert [entry.name for entry in found.entries()] == ["visits@1.0"]
        return odd

    return installed


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
