"""A plugin's failure, and what is said of it."""

from __future__ import annotations

import re
from traceback import format_exception_only

from fidelity.errors import FidelityError
from fidelity.plugins.plugin import State

LONGEST = 300
"""How many characters of an exception are told."""

# What an exception says is a stranger's text: it must not move the cursor or colour the terminal.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Refused(Exception):  # noqa: N818 - a verdict, which the loader turns into a state
    """A plugin is not used, for a reason that is its message.

    Attributes:
        state: What becomes of it.
    """

    def __init__(self, reason: str, state: State = State.BROKEN) -> None:
        super().__init__(reason)
        self.state = state


def said(error: BaseException) -> str:
    """What an exception says, in one line: the first problem of ours, else its type and message."""
    if isinstance(error, FidelityError):
        problem = error.problems[0]
        line = f"{problem.place}: {problem.message}" if problem.place else problem.message
    else:
        line = _first_line(error)
        line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    return _CONTROL.sub("\ufffd", line)


def _first_line(error: BaseException) -> str:
    # The formatter of tracebacks survives exceptions that cannot even be printed.
    lines = (line for text in format_exception_only(error) for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith(" ")), type(error).__name__)
