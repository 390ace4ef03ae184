"""Discovery: which installed distributions name a plugin, found without importing any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points

from fidelity.plugins.catalogue import canonical
from fidelity.plugins.markers import GROUP
from fidelity.plugins.plugin import LoadedPlugin, State

_METADATA_FILES = ("METADATA", "PKG-INFO")
_METADATA_LINE = re.compile(r"^(Name|Version):[ \t]*(\S+)", re.MULTILINE)

Discovered = tuple[LoadedPlugin, EntryPoint | None]
"""A plugin as it was found, and where to load it from; nothing where that could not be read."""


def discovered() -> Iterator[Discovered]:
    """Every plugin that an installed distribution names."""
    try:
        points = tuple(entry_points(group=GROUP))
    except Exception:
        # One distribution's list cannot be read, and then `entry_points` gives those of none.
        yield from _one_by_one()
        return
    for point in points:
        yield _from(point, *_identity(point.dist)), point


def _one_by_one() -> Iterator[Discovered]:
    """The same, slower: a list that cannot be read costs its own distribution's plugins only."""
    seen = set()
    for distribution in distributions():
        name, version = _identity(distribution)
        if canonical(name) in seen:
            # The import system would find the first of them too.
            continue
        seen.add(canonical(name))
        try:
            points = tuple(distribution.entry_points.select(group=GROUP))
        except Exception:
            # Whatever else is installed is not ours to judge.
            if f"[{GROUP}]" in _text(distribution, "entry_points.txt"):
                reason = "its `entry_points.txt` cannot be read as a list of entry points"
                yield LoadedPlugin("", name, version, "", State.BROKEN, reason), None
            continue
        for point in points:
            yield _from(point, name, version), point


def _from(point: EntryPoint, distribution: str, version: str) -> LoadedPlugin:
    return LoadedPlugin(point.name, distribution, version, point.value, State.LOADED)


def _identity(distribution: Distribution | None) -> tuple[str, str]:
    """Name and version of a distribution, from the head of its metadata.

    The properties of `Distribution` parse the whole of it, description and all, once for the name and once for the
    version; with hundreds of plugins that is what would take longest.
    """
    texts = (_text(distribution, name) for name in _METADATA_FILES) if distribution else iter(())
    text = next((text for text in texts if text), "")
    fields = dict(_METADATA_LINE.findall(text.partition("\n\n")[0]))
    return fields.get("Name", "unknown"), fields.get("Version", "")


def _text(distribution: Distribution, name: str) -> str:
    """A file of a distribution's metadata; what is not UTF-8 in it is replaced."""
    try:
        return distribution.read_text(name) or ""
    except UnicodeDecodeError as error:
        return error.object.decode("utf-8", "replace")
    except OSError:
        return ""
