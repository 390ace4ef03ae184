"""The guarded loader: each plugin is tried alone, and whatever happens to one of them happens to that one only.

pluggy's own loading of entry points stops at the first plugin that cannot be imported, drops the second of two that
have the same name, and says nothing of a misspelt hook. So entry points are found and tried here, one by one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from typing import Protocol

import attrs

from fidelity.definition.header import read_header
from fidelity.errors import UsageError
from fidelity.plugins.asking import Interviewer, offers_of
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.clashes import refuse_doubles, with_clashes
from fidelity.plugins.discovery import discovered
from fidelity.plugins.entry import Entry
from fidelity.plugins.failure import Refused, said
from fidelity.plugins.offers import DefinitionFile, Intervention
from fidelity.plugins.plugin import LoadedPlugin, Offer, State
from fidelity.problems import Problem, nearest

_PLACE = re.compile(r"[\w.]+\s*(:\s*[\w.]+\s*)?(\[.*\]\s*)?")


class Loadable(Protocol):
    """What loads a plugin: an entry point of a distribution, or what answers like one."""

    @property
    def value(self) -> str:
        """What is loaded: the name of a module, or of something in one."""
        ...

    def load(self) -> object:
        """Load it now."""
        ...


def catalogue(
    disabled: Collection[str] = frozenset(),
    only: Collection[str] | None = None,
    allowed: Collection[str] | None = None,
    allow_list: str = "fidelity.toml",
) -> Catalogue:
    """Every installed plugin, tried alone, and what became of it.

    Args:
        disabled: Plugins that are neither used nor imported, each named by its entry point or its distribution. A name
            that no plugin has is no mistake: a list of disabled plugins may outlive them.
        only: The plugins that are used, named likewise; None for all.
        allowed: The distributions whose plugins may be used; None for all. Those of others are not imported. Entry
            points do not count here, since a distribution can call its own whatever it likes.
        allow_list: The file that says which are allowed, for messages.

    Raises:
        UsageError: ``only`` names a plugin that is not installed.
    """
    found = sorted(discovered(), key=lambda pair: (pair[0].distribution, pair[0].name, pair[0].module))
    _refuse_unknown(only or (), [plugin for plugin, _ in found])
    wanted = _Wanted(_canonical(disabled), _canonical(only), _canonical(allowed), allow_list)
    return gathered((wanted.judged(plugin), entry_point) for plugin, entry_point in found)


def gathered(found: Iterable[tuple[LoadedPlugin, Loadable | None]]) -> Catalogue:
    """The catalogue of plugins, each tried alone, whatever becomes of the others.

    Args:
        found: Each plugin with what loads it; None where there is nothing to be loaded.
    """
    chosen, namesakes = list(found), dict[str, list[str]]()
    for plugin, _ in chosen:
        if plugin.state is State.LOADED:
            namesakes.setdefault(plugin.name, []).append(plugin.distribution)
    manager = Interviewer()
    return Catalogue(with_clashes(_tried(plugin, entry_point, namesakes, manager) for plugin, entry_point in chosen))


@attrs.frozen
class _Wanted:
    """Which plugins are wanted, by canonical names; None for all."""

    disabled: Collection[str] | None
    only: Collection[str] | None
    allowed: Collection[str] | None
    allow_list: str

    def judged(self, plugin: LoadedPlugin) -> LoadedPlugin:
        """The plugin, disabled for a reason where it is not wanted."""
        reason = self._against(plugin)
        return attrs.evolve(plugin, state=State.DISABLED, reason=reason) if reason else plugin

    def _against(self, plugin: LoadedPlugin) -> str:
        names = _names(plugin)
        if self.disabled and not names.isdisjoint(self.disabled):
            return "it is switched off"
        if self.only is not None and names.isdisjoint(self.only):
            return "it is not among those that were asked for"
        if self.allowed is not None and canonical(plugin.distribution) not in self.allowed:
            return f"it is not on the allow-list in {self.allow_list}"
        return ""


def _canonical(names: Iterable[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(map(canonical, names))


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


def _tried(
    plugin: LoadedPlugin, entry_point: Loadable | None, namesakes: Mapping[str, list[str]], manager: Interviewer
) -> LoadedPlugin:
    """What becomes of one plugin, whatever the others offer."""
    if plugin.state is not State.LOADED or entry_point is None:
        return plugin
    if len(namesakes[plugin.name]) > 1:
        reason = f"`{plugin.name}` is the name of a plugin in each of {', '.join(namesakes[plugin.name])}; disable one"
        return attrs.evolve(plugin, state=State.CLASHING, reason=reason)
    try:
        # What a plugin prints while it is imported must not get among the data on the standard output.
        with redirect_stdout(sys.stderr):
            offers = offers_of(_loaded(entry_point), manager)
        tried = attrs.evolve(plugin, offers=offers, entries=tuple(_entries(offers, plugin.distribution)))
        refuse_doubles(tried)
    except KeyboardInterrupt:
        raise
    except Refused as refusal:
        return attrs.evolve(plugin, state=refusal.state, reason=str(refusal))
    except BaseException as error:
        return attrs.evolve(plugin, state=State.BROKEN, reason=said(error))
    return tried


def _loaded(entry_point: Loadable) -> object:
    if not _PLACE.fullmatch(entry_point.value):
        raise Refused(f"its entry point `{entry_point.value}` names no module")
    return entry_point.load()


def _entries(offers: Iterable[Offer], distribution: str) -> Iterator[Entry]:
    """The interventions among the offers, known by their headers."""
    for offer in offers:
        if isinstance(offer, DefinitionFile):
            header = read_header(offer.read(), offer.source)
            yield Entry(header.id, header.version, header.title, distribution, offer)
        elif isinstance(offer, Intervention):
            if not all(isinstance(text, str) and text for text in (offer.id, offer.version, offer.title)):
                raise Refused("it offers an intervention whose id, version or title is not text")
            yield Entry(offer.id, offer.version, offer.title, distribution, offer)
