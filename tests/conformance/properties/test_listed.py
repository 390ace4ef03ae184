"""A broken plugin stays on the list, and the others beside it work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
import pytest

from fidelity.conformance.engine import ENGINE
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.loader import Loadable
from fidelity.plugins.plugin import LoadedPlugin, State
from tests.conformance.asked import problems, subject_of

Change = Callable[[LoadedPlugin], LoadedPlugin | None]


def silent(plugin: LoadedPlugin) -> LoadedPlugin:
    """A plugin without the reason for its state."""
    return attrs.evolve(plugin, reason="")


def loaded(plugin: LoadedPlugin) -> LoadedPlugin:
    """A plugin that is called loaded whatever became of it."""
    return attrs.evolve(plugin, state=State.LOADED)


def gone(plugin: LoadedPlugin) -> LoadedPlugin | None:
    """A plugin that is left out where it offers nothing that can be used."""
    return plugin if plugin.entries else None


def empty(plugin: LoadedPlugin) -> LoadedPlugin:
    """A plugin whose interventions are lost."""
    return attrs.evolve(plugin, entries=())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (silent, "nothing says that its plugin is broken, and why"),
        (loaded, "nothing says that its plugin is broken, and why"),
        (gone, "the plugin that offers it is not listed"),
        (empty, "the plugin beside it is lost"),
    ],
)
def test_what_a_loader_must_not_do(change: Change, said: str) -> None:
    """Neither the reason nor the plugin nor its neighbour may be lost."""

    def gather(found: Iterable[tuple[LoadedPlugin, Loadable | None]]) -> Catalogue:
        return Catalogue(tuple(each for each in map(change, ENGINE.gather(found).plugins) if each))

    found = problems("listed", subject_of(engine=attrs.evolve(ENGINE, gather=gather)))
    assert any(problem.message.endswith(said) for problem in found), [problem.message for problem in found]


def test_the_loader_does_not_do_it() -> None:
    """Of the one that is installed nothing is found."""
    assert problems("listed", subject_of()) == []
