"""The one family of exceptions: each carries problems, and knows the exit code of the command that meets it."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.problems import Problem


class FidelityError(Exception):
    """Something that its user can mend.

    Attributes:
        problems: What is wrong, never empty.
        exit_code: What a command that meets this error ends with: 1 for findings, 2 for misuse.
    """

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class InvalidRecord(FidelityError):  # noqa: N818 - a record is what is invalid
    """A record was to be made that contradicts itself."""


class DefinitionError(FidelityError):
    """A definition file cannot be used."""


class RatingsError(FidelityError):
    """A table of ratings cannot be used."""


class HandInError(FidelityError):
    """A file that was handed in cannot be read."""


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
