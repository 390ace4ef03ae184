"""A loader that stops at the first fault."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from fidelity.conformance.engine import Engine
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.loader import Loadable
from fidelity.plugins.plugin import LoadedPlugin, State

Found = Iterable[tuple[LoadedPlugin, Loadable | None]]


def engine(sound: Engine) -> Engine:
    """A list up to the first that is broken."""

    def gather(found: Found) -> Catalogue:
        plugins = sound.gather(found).plugins
        broken = [place for place, plugin in enumerate(plugins) if plugin.state is State.BROKEN]
        return Catalogue(plugins[: broken[0] + 1] if broken else plugins)

    return attrs.evolve(sound, gather=gather)
