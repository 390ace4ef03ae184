"""The definitions that records were rated with, found among what is installed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fidelity.definition.reading import read_definition
from fidelity.errors import FidelityError, UsageError
from fidelity.plan.definition import Definition
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Problem
from fidelity.records.observation import Edition
from fidelity.workspace.finding import Found, version_of
from fidelity.workspace.input import read_bytes
from fidelity.workspace.installed import installed
from fidelity.workspace.settings import Settings


class Editions:
    """Finds the definition of an edition; each is read once, and plugins are loaded only when one is asked for."""

    def __init__(self, settings: Settings, files: Iterable[Path] = ()) -> None:
        """Make a finder.

        Args:
            settings: What was said before the command.
            files: Definition files that are asked before the plugins.
        """
        self._settings = settings
        self._files = tuple(files)
        self._known_where: tuple[Catalogue, dict[str, Found]] | None = None
        self._known: dict[Edition, Definition | Problem] = {}

    def find(self, edition: Edition) -> Definition:
        """The definition of an edition, which computes as the one that was rated.

        Raises:
            UsageError: It is not installed, or what is installed computes otherwise.
        """
        found = self.get(edition)
        if isinstance(found, Problem):
            raise UsageError(found)
        return found

    def get(self, edition: Edition) -> Definition | Problem:
        """The definition of an edition, or why there is none that could stand for it."""
        if edition not in self._known:
            self._known[edition] = self._sought(edition)
        return self._known[edition]

    def newest(self, intervention: str) -> str:
        """The newest version of an intervention that plugins offer; empty where none does.

        Args:
            intervention: Its id.
        """
        plugins, _ = self._loaded()
        return next((each.version for each in reversed(plugins.entries()) if each.id == intervention), "")

    def _sought(self, edition: Edition) -> Definition | Problem:
        name = f"{edition.intervention}@{edition.version}"
        catalogue, given = self._loaded()
        try:
            found = given.get(name) or _of_plugin(name, catalogue)
            plan = found.plan(edition.checklist, edition.profile)
            definition = found.definition(plan)
        except FidelityError as error:
            return _not_installed(name, error)
        if edition.plan_hash not in ("", plan.hash):
            return _another(name, edition.plan_hash, plan.hash)
        return definition

    def _loaded(self) -> tuple[Catalogue, dict[str, Found]]:
        """The plugins, and the definitions of the files; both are read once."""
        if self._known_where is None:
            plugins = installed(self._settings)
            files = [_of_file(path, plugins) for path in self._files]
            self._known_where = plugins, {found.intervention.name: found for found in files}
        return self._known_where


def _of_plugin(name: str, plugins: Catalogue) -> Found:
    entry = plugins.find(name)
    return Found(intervention_of(entry), entry.distribution, version_of(entry.distribution, plugins), plugins)


def _of_file(path: Path, plugins: Catalogue) -> Found:
    data = read_bytes(path)
    return Found(read_definition(data, str(path)), path.name, "", plugins, str(path), data)


def _not_installed(name: str, error: FidelityError) -> Problem:
    why = error.problems[0]
    install = "install the plugin that brings it, or name its file with `--definition`"
    help_ = "; ".join(filter(None, (why.help, install)))
    return Problem("edition-not-installed", f"{name}, which was rated, is not there: {why.message}", help_)


def _another(name: str, rated: str, installed_: str) -> Problem:
    message = (
        f"the {name} that is installed computes otherwise than the one that was rated: "
        f"plan {short_hash(installed_)}, and {short_hash(rated)} was rated"
    )
    help_ = "install the plugin in the version that was used, or add its definition: `--definition FILE`"
    return Problem("edition-differs", message, help_)


def short_hash(text: str) -> str:
    """A hash as people are shown it: its first twelve digits."""
    return text.removeprefix("sha256:")[:12]
