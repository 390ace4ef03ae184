"""The guarded loader: each plugin is tried alone, and whatever happens to one of them happens to that one only.

pluggy's own loading of entry points stops at the first plugin that cannot be imported, drops the second of two that
have the same name, and says nothing of a misspelt hook. So entry points are found and tried here, one by one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from importlib.metadata import Distribution, EntryPoint, entry_points

import attrs
import pluggy

from fidelity.definition.header import read_header
from fidelity.errors import UsageError
from fidelity.plugins.asking import interviewer, offers_of
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.clashes import refuse_doubles, with_clashes
from fidelity.plugins.entry import Entry
from fidelity.plugins.failure import Refused, said
from fidelity.plugins.markers import GROUP
from fidelity.plugins.offers import DefinitionFile, Intervention
from fidelity.plugins.plugin import LoadedPlugin, Offer, State
from fidelity.problems import Problem, nearest

_METADATA_FILES = ("METADATA", "PKG-INFO")
_METADATA_LINE = re.compile(r"^(Name|Version):[ \t]*(\S+)", re.MULTILINE)


def catalogue(disabled: Collection[str] = frozenset(), only: Collection[str] | None = None) -> Catalogue:
    """Every installed plugin, tried alone, and what became of it.

    Args:
        disabled: Plugins that are neither used nor imported, each named by its entry point or its distribution. A name
            that no plugin has is no mistake: a list of disabled plugins may outlive them.
        only: The plugins that are used, named likewise; None for all.

    Raises:
        UsageError: ``only`` names a plugin that is not installed.
    """
    found = sorted(_found(), key=lambda pair: (pair[0].distribution, pair[0].name, pair[0].module))
    _refuse_unknown(only or (), [plugin for plugin, _ in found])
    chosen = [(_switched_off(plugin, disabled, only), entry_point) for plugin, entry_point in found]
    namesakes: dict[str, list[str]] = {}
    for plugin, _ in chosen:
        if plugin.state is not State.DISABLED:
            namesakes.setdefault(plugin.name, []).append(plugin.distribution)
    manager = interviewer()
    return Catalogue(with_clashes(_tried(plugin, entry_point, namesakes, manager) for plugin, entry_point in chosen))


def _found() -> Iterator[tuple[LoadedPlugin, EntryPoint]]:
    for entry_point in entry_points(group=GROUP):
        distribution, version = _identity(entry_point.dist)
        yield LoadedPlugin(entry_point.name, distribution, version, entry_point.value, State.LOADED), entry_point


def _identity(distribution: Distribution | None) -> tuple[str, str]:
    """Name and version of a distribution, from the head of its metadata.

    The properties of `Distribution` parse the whole of it, description and all, once for the name and once for the
    version; with hundreds of plugins that is what would take longest.
    """
    texts = (distribution.read_text(name) for name in _METADATA_FILES) if distribution else iter(())
    text = next((text for text in texts if text), "")
    fields = dict(_METADATA_LINE.findall(text.partition("\n\n")[0]))
    return fields.get("Name", "unknown"), fields.get("Version", "")


def _names(plugin: LoadedPlugin) -> set[str]:
    return {canonical(plugin.name), canonical(plugin.distribution)}


def _refuse_unknown(only: Iterable[str], plugins: Iterable[LoadedPlugin]) -> None:
    known = {name for plugin in plugins for name in _names(plugin)}
    problems = [
        Problem("unknown-plugin", f"no installed plugin is called `{name}`", nearest(name, known))
        for name in sorted(only)
        if canonical(name) not in known
    ]
    if problems:
        raise UsageError(problems)


def _switched_off(plugin: LoadedPlugin, disabled: Iterable[str], only: Iterable[str] | None) -> LoadedPlugin:
    names = _names(plugin)
    if not names.isdisjoint(map(canonical, disabled)):
        return attrs.evolve(plugin, state=State.DISABLED, reason="it is switched off")
    if only is not None and names.isdisjoint(map(canonical, only)):
        return attrs.evolve(plugin, state=State.DISABLED, reason="it is not among those that were asked for")
    return plugin


def _tried(
    plugin: LoadedPlugin, entry_point: EntryPoint, namesakes: Mapping[str, list[str]], manager: pluggy.PluginManager
) -> LoadedPlugin:
    """What becomes of one plugin, whatever the others offer."""
    if plugin.state is State.DISABLED:
        return plugin
    if len(namesakes[plugin.name]) > 1:
        reason = f"`{plugin.name}` is the name of a plugin in each of {', '.join(namesakes[plugin.name])}; disable one"
        return attrs.evolve(plugin, state=State.CLASHING, reason=reason)
    try:
        # What a plugin prints while it is imported must not get among the data on the standard output.
        with redirect_stdout(sys.stderr):
            offers = offers_of(entry_point.load(), manager)
        tried = attrs.evolve(plugin, offers=offers, entries=tuple(_entries(offers, plugin.distribution)))
        refuse_doubles(tried)
    except KeyboardInterrupt:
        raise
    except Refused as refusal:
        return attrs.evolve(plugin, state=refusal.state, reason=str(refusal))
    except BaseException as error:
        return attrs.evolve(plugin, state=State.BROKEN, reason=said(error))
    return tried


def _entries(offers: Iterable[Offer], distribution: str) -> Iterator[Entry]:
    """The interventions among the offers, known by their headers."""
    for offer in offers:
        if isinstance(offer, DefinitionFile):
            header = read_header(offer.read(), offer.source)
            yield Entry(header.id, header.version, header.title, distribution, offer)
        elif isinstance(offer, Intervention):
            yield Entry(offer.id, offer.version, offer.title, distribution, offer)
