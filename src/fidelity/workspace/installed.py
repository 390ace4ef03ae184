"""The installed plugins, with a word about those that cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fidelity.errors import PluginError
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.loader import catalogue
from fidelity.problems import nearest
from fidelity.workspace.configuration import in_force
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


def installed(settings: Settings) -> Catalogue:
    """The installed plugins; a word on standard error about those that cannot be used.

    Args:
        settings: What was said on the command line.

    Raises:
        PluginError: One of them cannot be used, and the settings are strict.
        FidelityError: The settings cannot be read.
    """
    wanted = in_force(settings)
    found = loaded(wanted)
    # A list in a file may well outlive a plugin; `fidelity plugins` tells of it.
    for name, help_ in not_installed(settings.disabled, found):
        tell(f"note: no plugin is called `{name}`; {help_}")
    if found.problems:
        if wanted.strict:
            raise PluginError(found.problems)
        for problem in found.problems:
            tell(f"note: {problem.message}")
    return found


def loaded(settings: Settings) -> Catalogue:
    """The installed plugins, as settings that are in force want them.

    Args:
        settings: What `fidelity.workspace.configuration.in_force` gave.
    """
    return catalogue(settings.disabled, allowed=settings.allowed, allow_list=str(settings.config))


def not_installed(names: Collection[str], plugins: Catalogue) -> Iterator[tuple[str, str]]:
    """The names that no plugin has, neither as a distribution nor as an entry point, each with the nearest.

    Args:
        names: What was named.
        plugins: What is installed.
    """
    known = {name for plugin in plugins.plugins for name in (plugin.name, plugin.distribution) if name}
    canonically = {canonical(name) for name in known}
    yield from ((name, nearest(name, known)) for name in sorted(names) if canonical(name) not in canonically)
