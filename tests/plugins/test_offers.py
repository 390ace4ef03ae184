"""What a plugin offers."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fidelity.errors import InvalidRecord, PluginError
from fidelity.plugins import DefinitionFile, PythonRule, packaged


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with definition files, golden cases, and files that are neither."""
    folder = tmp_path / "some_practice"
    (folder / "cases").mkdir(parents=True)
    for name in ("__init__.py", "b.yaml", "a.yml", "c.json", "notes.txt", "cases/two.yaml", "cases/one.yaml"):
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield folder
    sys.modules.pop(folder.name, None)


def test_packaged_finds_the_definition_files_of_a_package(package: Path) -> None:
    """All YAML and JSON files directly in the package are definition files; golden cases and notes are not."""
    assert [offer.path.name for offer in packaged(package.name)] == ["a.yml", "b.yaml", "c.json"]


def test_a_definition_file_is_read_when_it_is_asked_for(package: Path) -> None:
    """A definition file gives its bytes and its name, and is not opened before."""
    offer = packaged(package.name)[1]
    (package / "b.yaml").write_bytes(b"schema: 1\n")
    assert offer.read() == b"schema: 1\n"
    assert offer.source == str(package / "b.yaml")


def test_golden_cases_lie_beside_the_definition(package: Path) -> None:
    """Every definition file of a package knows the case files of the package, by name."""
    assert [[case.name for case in offer.cases()] for offer in packaged(package.name)] == [["one.yaml", "two.yaml"]] * 3


def test_a_definition_without_cases_folder_has_no_cases(tmp_path: Path) -> None:
    """Neither a folder that is not there nor no folder at all is a mistake."""
    path = tmp_path / "practice.yaml"
    assert DefinitionFile(path).cases() == ()
    assert DefinitionFile(path, tmp_path / "cases").cases() == ()


@pytest.mark.parametrize("name", ["pathlib", "no_such_package_anywhere"])
def test_packaged_refuses_what_is_no_package(name: str) -> None:
    """A single module and a package that does not exist hold no definition files, and the error says what to call."""
    with pytest.raises(PluginError) as caught:
        packaged(name)
    (problem,) = caught.value.problems
    assert problem.code == "not-a-package"
    assert f"`{name}`" in problem.message
    assert "packaged(__name__)" in problem.help


def test_a_rule_names_where_it_is_without_importing_it() -> None:
    """A rule can name a module that does not exist: it is imported only when a checklist asks for it."""
    assert PythonRule("visits.best_of_three", load="no.such.module:best").version == "1"


@pytest.mark.parametrize(
    ("name", "load", "version", "path"),
    [
        ("Best", "visits.rules:best", "1", "name"),
        ("best of three", "visits.rules:best", "1", "name"),
        ("best.", "visits.rules:best", "1", "name"),
        ("best", "visits.rules", "1", "load"),
        ("best", "visits/rules.py:best", "1", "load"),
        ("best", "visits.rules:best()", "1", "load"),
        ("best", "visits.rules:best", "", "version"),
    ],
)
def test_a_rule_that_cannot_be_named_or_found_is_refused(name: str, load: str, version: str, path: str) -> None:
    """A rule needs a name that a definition can hold, a place that can be imported, and a version."""
    with pytest.raises(InvalidRecord) as caught:
        PythonRule(name, load, version)
    assert [problem.path for problem in caught.value.problems] == [(path,)]
