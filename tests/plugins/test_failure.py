"""What is said of a failure."""

from __future__ import annotations

from fidelity.errors import DefinitionError
from fidelity.plugins.failure import LONGEST, said
from fidelity.problems import Place, Problem


def test_an_exception_is_said_with_its_type() -> None:
    """Type and message, in one line, without the notes that were added to it."""
    error = ValueError("no such thing")
    error.add_note("while doing another")
    assert said(error) == "ValueError: no such thing"


def test_an_exception_without_words_is_said_by_its_type() -> None:
    """An exception that says nothing still has a name."""
    assert said(SystemExit()) == "SystemExit"


def test_a_strangers_words_do_no_harm() -> None:
    """What would move the cursor or colour the terminal is shown as a sign, and nobody reads a thousand letters."""
    assert said(ValueError("\x1b[31mred\u202e")) == "ValueError: \ufffd[31mred\ufffd"
    assert len(said(ValueError("x" * 9999))) == LONGEST + 1


def test_our_own_problems_are_said_with_their_place() -> None:
    """A problem of ours is already a sentence; its place goes before it."""
    problem = Problem("bad-id", "`A` cannot be an id")
    assert said(DefinitionError(problem)) == "`A` cannot be an id"
    assert said(DefinitionError(problem.at(Place("a.yaml", 3, 5)))) == "a.yaml:3:5: `A` cannot be an id"
