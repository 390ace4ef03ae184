"""The one family of exceptions: each carries problems, and knows the exit code of the command that meets it."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.problems import Problem

_MOST = 10
"""How many problems an error says as text; it carries all."""


class FidelityError(Exception):
    """Something that its user can mend; as text it says what is wrong and where, and a traceback adds what to do.

    Attributes:
        problems: What is wrong, never empty.
        exit_code: What a command that meets this error ends with: 1 for findings, 2 for misuse.
    """

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        first = self.problems[:_MOST]
        more = len(self.problems) - len(first)
        super().__init__("; ".join([*map(_said, first), *([f"and {more:,} more"] if more else [])]))
        for help_ in dict.fromkeys(problem.help for problem in first if problem.help):
            self.add_note(help_)


def _said(problem: Problem) -> str:
    return f"{problem.place}: {problem.message}" if problem.place else problem.message


class InvalidRecord(FidelityError):  # noqa: N818 - a record is what is invalid
    """A record was to be made that contradicts itself."""


class DefinitionError(FidelityError):
    """A definition file cannot be used."""


class RatingsError(FidelityError):
    """A table of ratings cannot be used."""


class HandInError(FidelityError):
    """A file that was handed in cannot be read."""


class IntakeError(FidelityError):
    """Files cannot be brought together; it carries the problems of all of them."""


class TallyError(FidelityError):
    """A file of tallies cannot be used."""


class RosterError(FidelityError):
    """A list of who works where cannot be used."""


class ConfigurationError(FidelityError):
    """A `fidelity.toml` cannot be used."""


class PluginError(FidelityError):
    """A plugin cannot be used."""


class StoreError(FidelityError):
    """A store of records cannot be used, or refuses what was to be written."""


class UsageError(FidelityError):
    """A command or function was asked for something that does not exist or makes no sense."""

    exit_code = 2
