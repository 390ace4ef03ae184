"""The editions that a command's TARGET means: every version, checklist and profile of an intervention."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from fidelity.definition.reading import read_definition
from fidelity.errors import FidelityError, UsageError
from fidelity.handins.layout import edition_parts
from fidelity.plan.definition import Definition
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Problem, nearest
from fidelity.records.observation import Edition
from fidelity.workspace.editions import Editions
from fidelity.workspace.finding import Found, is_path, version_of
from fidelity.workspace.input import read_bytes
from fidelity.workspace.installed import installed
from fidelity.workspace.settings import Settings


class Offered:
    """The editions that a TARGET means; each definition is read once.

    Without a version, TARGET means all versions of the intervention that are installed or named with `--definition`;
    with one, and as a definition file, it means that one only.

    Args:
        settings: What was said before the command.
        target: ``imr``, ``imr@1.0``, or the path of a definition file.
        definitions: Further definition files.
    """

    def __init__(self, settings: Settings, target: str, definitions: Sequence[Path] = ()) -> None:
        plugins = installed(settings)
        is_file = is_path(target) and not Path(target).is_dir()
        given = [
            _of_file(path, plugins) for path in dict.fromkeys((*([Path(target)] if is_file else []), *definitions))
        ]
        if is_file:
            self.intervention, self.version = given[0].intervention.id, given[0].intervention.version
        else:
            self.intervention, _, self.version = target.rpartition("/")[2].partition("@")
        self._found = {found.intervention.version: found for found in reversed(given) if self._is_meant(found)}
        if not is_file:
            self._found = {**_of_plugins(target, plugins, bool(self._found)), **self._found}
        self._rest = Editions(settings, definitions)
        self._known: dict[Edition, Definition | Problem] = {}

    def candidates(self) -> Sequence[Edition]:
        """Every edition that TARGET means: each version, checklist and profile."""
        return tuple(
            edition
            for version, found in self._found.items()
            for edition in (
                *(Edition(self.intervention, version, each.id) for each in found.intervention.assessable.checklists),
                *(
                    Edition(self.intervention, version, each.checklist, each.id)
                    for each in found.intervention.assessable.profiles
                ),
            )
        )

    def asks_for(self, edition: Edition) -> bool:
        """Whether records of an edition are asked for, whether it is there or not."""
        return edition.intervention == self.intervention and self.version in ("", edition.version)

    def get(self, edition: Edition) -> Definition | Problem:
        """The definition of an edition, asked for or not, or why there is none that could stand for it."""
        found = self._found.get(edition.version) if edition.intervention == self.intervention else None
        if found is None or edition.plan_hash:
            return self._rest.get(edition)
        if edition not in self._known:
            self._known[edition] = _definition(found, edition)
        return self._known[edition]

    def named(self, text: str) -> Edition:
        """The edition that an option says: ``imr@1.0``, ``imr/fidelity@1.0``, ``imr/fidelity/study@1.0``.

        Args:
            text: What was said.

        Raises:
            UsageError: It is none of those that TARGET means.
        """
        parts = edition_parts(text) or edition_parts(text.replace("@", "/?@", 1))
        said = Edition(parts[0], parts[1], parts[2].replace("?", ""), parts[3]) if parts else None
        if said and any(_is(said, each) for each in self.candidates()):
            return said
        known = [_written(each) for each in self.candidates()]
        raise UsageError(
            Problem("unknown-edition", f"`{text}` is none of the editions in question", nearest(text, known))
        )

    def _is_meant(self, found: Found) -> bool:
        made = found.intervention
        return made.id == self.intervention and self.version in ("", made.version)


def _of_file(path: Path, plugins: Catalogue) -> Found:
    data = read_bytes(path)
    return Found(read_definition(data, str(path)), path.name, "", plugins, str(path), data)


def _of_plugins(target: str, plugins: Catalogue, otherwise: bool) -> dict[str, Found]:
    """The versions that plugins offer of what a target names.

    Args:
        target: The target.
        plugins: The plugins.
        otherwise: Whether a definition file offers it too, so that no plugin has to.
    """
    try:
        entry = plugins.find(target)
    except UsageError:
        if otherwise:
            return {}
        raise
    entries = [
        each
        for each in plugins.entries()
        if (each.id, each.distribution) == (entry.id, entry.distribution) and not each.clashes_with
    ]
    wanted = [each for each in entries if "@" not in target or each.version == entry.version]
    version = version_of(entry.distribution, plugins)
    return {each.version: Found(intervention_of(each), each.distribution, version, plugins) for each in wanted}


def _definition(found: Found, edition: Edition) -> Definition | Problem:
    try:
        plan = found.plan(edition.checklist, edition.profile)
        return found.definition(plan)
    except FidelityError as error:
        why = error.problems[0]
        help_ = why.help or "install the plugin that brings it, or name its file with `--definition`"
        message = f"{found.intervention.name}, which was rated, cannot be used: {why.message}"
        return attrs.evolve(why, code="edition-not-installed", message=message, help=help_)


def _is(said: Edition, edition: Edition) -> bool:
    return all(text in ("", getattr(edition, name)) for name, text in attrs.asdict(said).items())


def _written(edition: Edition) -> str:
    ids = "/".join(filter(None, (edition.intervention, edition.checklist, edition.profile)))
    return f"{ids}@{edition.version}"
