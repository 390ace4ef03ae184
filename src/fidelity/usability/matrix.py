"""The matrix of components by interfaces: what is claimed, what is missing, and what to write where."""

from __future__ import annotations

from enum import Enum

import attrs

from fidelity.interfaces.question import Answer, Asked
from fidelity.intervention import Intervention
from fidelity.model.component import Component

WORDS = ("teachable", "learnable", "doable", "assessable")
"""The four words, in the order in which a programme comes to them."""


class Verdict(Enum):
    """How far a word is claimed."""

    CLAIMED = "claimed"
    """Every question about every component has its answer."""
    PARTLY = "partly claimed"
    """Some have."""
    NOT_CLAIMED = "not claimed"
    """None has."""
    NOT_ASKED = "not asked"
    """There are no questions, as of doing what is prohibited."""


@attrs.frozen
class Cell:
    """What one word claims of one component.

    Attributes:
        answers: The answers to its questions; empty where the word asks nothing of such a component.
    """

    answers: tuple[Answer, ...]

    @property
    def n_claimed(self) -> int:
        """How many questions have their answer."""
        return sum(answer.claimed for answer in self.answers)

    @property
    def n_asked(self) -> int:
        """How many questions there are."""
        return len(self.answers)


@attrs.frozen
class Matrix:
    """What an intervention claims to be.

    Attributes:
        components: Its components, the rows.
        cells: A cell for each component and word.
    """

    components: tuple[Component, ...]
    cells: dict[tuple[str, str], Cell]

    def cell(self, component_id: str, word: str) -> Cell:
        """What one word claims of one component."""
        return self.cells[component_id, word]

    def verdict(self, word: str) -> Verdict:
        """How far a word is claimed over all components."""
        asked = sum(self.cell(component.id, word).n_asked for component in self.components)
        claimed = sum(self.cell(component.id, word).n_claimed for component in self.components)
        if self.components and not asked:
            return Verdict.NOT_ASKED
        if not claimed:
            return Verdict.NOT_CLAIMED
        return Verdict.CLAIMED if claimed == asked else Verdict.PARTLY

    def owed(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is still to be written for a word: each thing once, with the components that want it."""
        wanted: dict[str, list[str]] = {}
        for component in self.components:
            for answer in self.cell(component.id, word).answers:
                if not answer.claimed:
                    wanted.setdefault(answer.write, []).append(component.id)
        return tuple((write, tuple(components)) for write, components in wanted.items())


def matrix(intervention: Intervention) -> Matrix:
    """What an intervention claims of each of its components.

    Args:
        intervention: The intervention.
    """
    interfaces: dict[str, Asked] = {
        "teachable": intervention.teachable,
        "learnable": intervention.learnable,
        "doable": intervention.doable,
        "assessable": intervention.assessable,
    }
    cells = {
        (component.id, word): Cell(interfaces[word].answers(component))
        for component in intervention.components
        for word in WORDS
    }
    return Matrix(intervention.components, cells)
