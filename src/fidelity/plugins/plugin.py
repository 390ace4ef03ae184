"""A plugin: an entry point of a distribution, and what became of it."""

from __future__ import annotations

from enum import Enum

import attrs

from fidelity.plugins.entry import Entry
from fidelity.plugins.offers import DefinitionFile, Intervention, PythonRule
from fidelity.problems import Problem

Offer = DefinitionFile | Intervention | PythonRule
"""What a hook returns."""


class State(Enum):
    """What became of a plugin."""

    LOADED = "loaded"
    """What it offers can be used."""
    BROKEN = "broken"
    """It could not be imported, asked or understood; nothing of it is used."""
    DISABLED = "disabled"
    """It was not to be used, and was not imported."""
    CLASHING = "clashing"
    """It offers something that another distribution offers too; neither is used, and the rest of it is."""
    EMPTY = "empty"
    """It was imported and offers nothing."""


@attrs.frozen
class LoadedPlugin:
    """A plugin that was found, whatever became of it.

    Attributes:
        name: The name of its entry point; empty where that cannot be read.
        distribution: The distribution that brings it.
        version: The version of the distribution.
        module: What the entry point names.
        state: What became of it.
        reason: Why, in a short sentence; empty for one that is loaded.
        offers: What its hooks returned.
        entries: Its interventions, by their headers.
    """

    name: str
    distribution: str
    version: str
    module: str
    state: State
    reason: str = ""
    offers: tuple[Offer, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def rules(self) -> tuple[PythonRule, ...]:
        """The rules in Python among its offers."""
        return tuple(offer for offer in self.offers if isinstance(offer, PythonRule))

    @property
    def problem(self) -> Problem | None:
        """What somebody should know about it; None where it is loaded or was not to be used."""
        if self.state in (State.LOADED, State.DISABLED):
            return None
        who = f"plugin `{self.name}` of" if self.name else "the plugin of"
        return Problem(
            f"plugin-{self.state.value}",
            f"{who} {self.distribution} {self.version} is {self.state.value}: {self.reason}",
        )
