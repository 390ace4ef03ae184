"""A definition for the checks to judge, laid out as a plugin's package: a sound one, or one with one thing wrong."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from fidelity.conformance.check import Checked, Outcome
from fidelity.conformance.engine import ENGINE, Engine
from fidelity.conformance.installed import check_entry
from fidelity.conformance.report import Report
from fidelity.definition.header import read_header
from fidelity.plan.exact import PythonRule
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.entry import Entry
from fidelity.plugins.offers import DefinitionFile
from fidelity.plugins.plugin import LoadedPlugin, State

HERE = Path(__file__).parent
SOUND, BESIDE, MUTANTS = HERE / "sound", HERE / "beside", HERE / "mutants"


@attrs.frozen
class Shelf(Catalogue):
    """A catalogue whose rules in Python are at hand.

    Attributes:
        at_hand: The rules by name.
    """

    at_hand: Mapping[str, PythonRule] = attrs.field(factory=dict)

    def rule(self, name: str) -> Callable[..., object]:
        """The function of a rule."""
        return self.at_hand[name]


def folders() -> list[Path]:
    """The folders of all mutants: one for each check, and in it one for each thing that may be wrong."""
    return sorted(path.parent for path in MUTANTS.glob("*/*/why.txt"))


def report_of(folder: Path) -> Report:
    """All checks of the definition in a folder, as of an installed plugin.

    Golden cases that are not in the folder are those of the sound definition.

    Args:
        folder: The folder.
    """
    cases = folder if (folder / "cases").is_dir() else SOUND / "plain"
    plugin = plugin_of(folder, cases / "cases")
    shelf = Shelf((plugin, plugin_of(BESIDE)), _told(folder / "rules.py", "RULES", {}))
    engine: Callable[[Engine], Engine] = _told(folder / "engine.py", "engine", lambda sound: sound)
    return check_entry(plugin.entries[0], shelf, engine=engine(ENGINE))


def found(folder: Path) -> dict[str, Checked]:
    """The checks of a folder's definition that are not passed, by name."""
    return {each.name: each for each in report_of(folder).checks if each.outcome is not Outcome.DONE}


def plugin_of(folder: Path, cases: Path | None = None) -> LoadedPlugin:
    """The plugin that offers the definition in a folder.

    Args:
        folder: The folder.
        cases: The folder with its golden cases.
    """
    (path,) = folder.glob("*.yaml")
    header = read_header(path.read_bytes(), str(path))
    name = f"fidelity-{folder.name}"
    entry = Entry(header.id, header.version, header.title, name, DefinitionFile(path, cases))
    return LoadedPlugin(folder.name, name, "1", folder.name, State.LOADED, entries=(entry,))


def _told(path: Path, name: str, otherwise: Any) -> Any:
    """What a file of Python calls by a name; something else where there is no such file."""
    return runpy.run_path(str(path))[name] if path.exists() else otherwise
