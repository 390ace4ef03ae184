"""The list of plugins: one that is broken stays on it, with the reason, and the others beside it work."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from types import SimpleNamespace
from typing import cast

import attrs

from fidelity.conformance.subject import Subject
from fidelity.errors import FidelityError
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.markers import hookimpl
from fidelity.plugins.offers import DefinitionFile
from fidelity.plugins.plugin import LoadedPlugin, State
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Problem

_BESIDE = b'schema: 1\nid: beside\nversion: "1"\ntitle: Another intervention\n'
_BROKEN, _GOOD = "broken-copy", "beside-it"


@attrs.frozen
class _Copy:
    """A file that lies nowhere."""

    name: str
    data: bytes

    def read_bytes(self) -> bytes:
        return self.data

    def __str__(self) -> str:
        return self.name


@attrs.frozen
class _Offering:
    """What loads a plugin that offers one definition file."""

    value: str
    data: bytes

    def load(self) -> object:
        offered = DefinitionFile(cast(Traversable, _Copy(f"{self.value}.yaml", self.data)))
        return SimpleNamespace(fidelity_interventions=hookimpl(lambda: [offered]))


def listed(subject: Subject) -> Iterator[Problem]:
    """A copy that cannot be read, and one that breaks off, are on the list with their reason; the next one works."""
    unreadable, broken_off = b"schema: [\n" + subject.data, subject.data + b"\nassessable: [\n"
    for what, data, fault in (
        ("that cannot be read", unreadable, _not_broken),
        ("that breaks off", broken_off, _not_told),
    ):
        pairs = [(_found(_BROKEN), _Offering("broken_copy", data)), (_found(_GOOD), _Offering("beside_it", _BESIDE))]
        plugins = subject.engine.gather(pairs)
        said = fault(plugins) or _lost(plugins)
        if said:
            yield Problem("listed", f"beside a copy of this definition {what}: {said}", "", ())


def _found(name: str) -> LoadedPlugin:
    return LoadedPlugin(name, name, "1", name, State.LOADED)


def _not_broken(plugins: Catalogue) -> str:
    """What is wrong where the head of the definition cannot be read."""
    states = {plugin.name: plugin for plugin in plugins.plugins}
    if _BROKEN not in states:
        return "the plugin that offers it is not listed"
    plugin = states[_BROKEN]
    return "" if plugin.state is State.BROKEN and plugin.reason else "nothing says that its plugin is broken, and why"


def _not_told(plugins: Catalogue) -> str:
    """What is wrong where its head can be read, and the rest cannot."""
    entries = [entry for entry in plugins.entries() if entry.distribution == _BROKEN]
    if not entries:
        return _not_broken(plugins)
    try:
        intervention_of(entries[0])
    except FidelityError as error:
        return "" if all(problem.message and problem.place for problem in error.problems) else "nothing says where"
    return "it is read as if it were whole"


def _lost(plugins: Catalogue) -> str:
    """What is wrong with the plugin beside it."""
    states = {plugin.name: plugin.state for plugin in plugins.plugins}
    entries = [entry.name for entry in plugins.entries() if entry.distribution == _GOOD]
    return "" if states.get(_GOOD) is State.LOADED and entries else "the plugin beside it is lost"
