"""Clashes: what two plugins offer under one name is used from neither, and hides neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from fidelity.plugins.failure import Refused
from fidelity.plugins.plugin import LoadedPlugin, State


def refuse_doubles(plugin: LoadedPlugin) -> None:
    """Refuse a plugin that offers one thing twice.

    Raises:
        Refused: It does.
    """
    for name, n in Counter(_offered(plugin)).items():
        if n > 1:
            raise Refused(f"it offers {name} {n} times")


def with_clashes(plugins: Iterable[LoadedPlugin]) -> tuple[LoadedPlugin, ...]:
    """The plugins, each knowing which of its offers another one offers too."""
    plugins = tuple(plugins)
    offering: dict[str, list[LoadedPlugin]] = {}
    for plugin in plugins:
        for name in _offered(plugin):
            offering.setdefault(name, []).append(plugin)
    return tuple(_clashing(plugin, offering) for plugin in plugins)


def _offered(plugin: LoadedPlugin) -> list[str]:
    return [f"`{entry.name}`" for entry in plugin.entries] + [f"rule `{rule.name}`" for rule in plugin.rules]


def _clashing(plugin: LoadedPlugin, offering: Mapping[str, list[LoadedPlugin]]) -> LoadedPlugin:
    others = {
        name: tuple(sorted(other.distribution for other in offering[name] if other is not plugin))
        for name in _offered(plugin)
    }
    shared = {name: names for name, names in others.items() if names}
    if not shared:
        return plugin
    entries = tuple(attrs.evolve(entry, clashes_with=shared.get(f"`{entry.name}`", ())) for entry in plugin.entries)
    told = "; ".join(f"{name} is also offered by {', '.join(names)}" for name, names in shared.items())
    return attrs.evolve(plugin, state=State.CLASHING, reason=f"{told}; disable one of them", entries=entries)
