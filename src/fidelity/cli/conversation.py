"""A conversation in plain lines: sentences on standard error, answers from standard input, a terminal or a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable

from fidelity.cli.output import page_width
from fidelity.entry.sitting import Asking, Sitting, step
from fidelity.entry.words import question_words
from fidelity.report.sitting_text import spoken
from fidelity.workspace.telling import tell

WIDEST = 80
"""How wide a line is at most."""


class Conversation:
    """Somebody at a terminal, or a pipe that answers in lines.

    Attributes:
        with_somebody: Whether there is a terminal, so that somebody can be asked.
    """

    def __init__(self) -> None:
        self.with_somebody = sys.stdin.isatty()
        if isinstance(sys.stdin, io.TextIOWrapper):
            # A byte that is no text must not end the sitting.
            sys.stdin.reconfigure(errors="replace")

    def say(self, lines: Iterable[str]) -> None:
        """Say some lines."""
        text = spoken(lines, min(WIDEST, page_width()))
        if text:
            tell(text)

    def ask(self, prompt: str) -> str | None:
        """The next line, without its end; None where there is no more.

        In a terminal the answer stands behind the prompt. In a pipe nobody types it, so the prompt is a line.
        """
        sys.stderr.write(prompt if self.with_somebody else f"{prompt.rstrip()}\n")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line and self.with_somebody:
            tell("")
        return line.rstrip("\r\n") if line else None


def go_through(
    sitting: Sitting,
    conversation: Conversation,
    save: Callable[[Sitting], None],
    at_the_end: Callable[[Sitting], Iterable[str]],
    beside: Callable[[Sitting], Iterable[str]] = lambda _: (),
    understood: Callable[[Sitting, str], str] = lambda _, line: line,
    last: str = "Hand in?",
) -> Sitting:
    """A sitting, gone through until it has ended or nobody answers any more.

    Args:
        sitting: The sitting.
        conversation: With whom.
        save: Keeps it; called after every line that changed anything.
        at_the_end: What is said where handing in is asked.
        beside: What is said of a question beside its own words.
        understood: What a line means instead of itself.
        last: What is asked at the end, where yes and no are answers.

    Returns:
        The sitting as it was left; it has not ended where the lines have.
    """
    anew = True
    while sitting.ended is None:
        if anew:
            conversation.say(("", *_read_out(sitting, at_the_end, beside)))
        line = conversation.ask(_prompt(sitting, last))
        if line is None:
            break
        turn = step(sitting, understood(sitting, line))
        if _kept(turn.sitting) != _kept(sitting):
            save(turn.sitting)
        conversation.say(turn.said)
        sitting, anew = turn.sitting, turn.anew
    return sitting


def _kept(sitting: Sitting) -> object:
    """What of a sitting is kept."""
    return sitting.ratings, sitting.notes, sitting.place


def _read_out(
    sitting: Sitting,
    at_the_end: Callable[[Sitting], Iterable[str]],
    beside: Callable[[Sitting], Iterable[str]],
) -> Iterable[str]:
    if sitting.asking is Asking.HAND_IN:
        return at_the_end(sitting)
    if sitting.asking is Asking.NOTE:
        return ()
    name = sitting.question.item.id
    words = question_words(
        sitting.questionnaire, sitting.place, sitting.ratings.get(name, ""), sitting.notes.get(name, "")
    )
    return (words[0], *beside(sitting), *words[1:])


def _prompt(sitting: Sitting, last: str) -> str:
    if sitting.asking is Asking.HAND_IN:
        return f"{last} y or n: "
    number = sitting.question.number
    return f"Note to item {number}: " if sitting.asking is Asking.NOTE else f"Item {number}: "
