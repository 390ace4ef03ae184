"""What a word asks of a component, and the answer that a definition gives."""

from __future__ import annotations

from typing import Protocol

import attrs

from fidelity.model.component import Component


@attrs.frozen
class Answer:
    """The answer to one question about one component.

    Attributes:
        question: The question, as a statement that is true or not: ``a unit teaches it``.
        claimed: Whether the definition says so.
        found: What it says, in short; empty where it says nothing.
        write: What to write where, if it says nothing.
    """

    question: str
    claimed: bool
    found: str = ""
    write: str = ""


class Asked(Protocol):
    """Whatever can be asked about a component: each of the four interfaces."""

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component."""
        ...
