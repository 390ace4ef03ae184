"""The installed plugins, with a word about those that cannot be used."""

from __future__ import annotations

from fidelity.cli.output import tell
from fidelity.cli.settings import Settings
from fidelity.errors import PluginError
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.loader import catalogue
from fidelity.problems import nearest


def installed(settings: Settings) -> Catalogue:
    """The installed plugins; a word on standard error about those that cannot be used."""
    found = catalogue(disabled=settings.disabled)
    known = {name for plugin in found.plugins for name in (plugin.name, plugin.distribution)}
    for name in sorted(settings.disabled):
        if canonical(name) not in {canonical(each) for each in known}:
            tell(f"note: no plugin is called `{name}`; {nearest(name, known)}")
    if found.problems:
        if settings.strict:
            raise PluginError(found.problems)
        for problem in found.problems:
            tell(f"note: {problem.message}")
    return found
