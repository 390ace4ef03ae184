"""A plugin's failure, and what is said of it."""

from __future__ import annotations

from traceback import format_exception_only

from fidelity.errors import FidelityError
from fidelity.plugins.plugin import State


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
        return f"{problem.place}: {problem.message}" if problem.place else problem.message
    # The formatter of tracebacks survives exceptions that cannot even be printed.
    lines = (line for text in format_exception_only(error) for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith(" ")), type(error).__name__)
