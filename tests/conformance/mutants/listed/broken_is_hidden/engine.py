"""A loader that hides what is broken."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from fidelity.conformance.engine import Engine
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.loader import Loadable
from fidelity.plugins.plugin import LoadedPlugin, State

Found = Iterable[tuple[LoadedPlugin, Loadable | None]]


def engine(sound: Engine) -> Engine:
    """A list of what works."""

    def gather(found: Found) -> Catalogue:
        plugins = sound.gather(found).plugins
        return Catalogue(tuple(plugin for plugin in plugins if plugin.state is not State.BROKEN))

    return attrs.evolve(sound, gather=gather)
