"""What a word asks of a component, and the answer that a definition gives."""

from __future__ import annotations

import attrs


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
