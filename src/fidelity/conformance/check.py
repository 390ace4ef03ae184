"""One named check: what it makes sure of, in which layer, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

import attrs

from fidelity.conformance.subject import Subject
from fidelity.problems import Path, Problem, Severity


class Layer(Enum):
    """How a check finds out."""

    STATIC = "static"
    """It reads the definition and rates nothing; no code of a plugin is run."""
    PROPERTIES = "properties"
    """It rates made-up observations and asks whether what must hold of every instrument holds of this one."""
    GOLDEN = "golden"
    """It scores the cases that the author worked out beforehand."""


class Outcome(Enum):
    """How a check ended."""

    DONE = "done"
    OWED = "owed"
    WRONG = "wrong"
    EXEMPT = "exempt"


@attrs.frozen
class NamedCheck:
    """A check, as it is told.

    Attributes:
        name: Its name, as it stands under `expected_failures`.
        layer: How it finds out.
        title: What it makes sure of, after “makes sure that”.
        mend: What to do where it fails, in a sentence.
    """

    name: str
    layer: Layer
    title: str
    mend: str


@attrs.frozen
class Check(NamedCheck):
    """A check, as it is run.

    Attributes:
        look: What it finds; problems bear a path from the root of the definition, or a place of their own.
        of_plugins: Whether it looks at what else is installed, so that it is not run of a file by itself.
    """

    look: Callable[[Subject], Iterable[Problem]]
    of_plugins: bool = False


@attrs.frozen
class Checked:
    """A check, as it ended.

    Attributes:
        name: Its name.
        layer: How it found out.
        title: What it makes sure of.
        problems: What it found.
        exemption: Why the definition is exempt from it; empty where it is not.
    """

    name: str
    layer: Layer
    title: str
    problems: tuple[Problem, ...] = ()
    exemption: str = ""

    @property
    def outcome(self) -> Outcome:
        """How it ended: an exempt check that found something is exempt, whatever it found."""
        if not self.problems:
            return Outcome.DONE
        if self.exemption:
            return Outcome.EXEMPT
        return Outcome.WRONG if any(each.severity is Severity.ERROR for each in self.problems) else Outcome.OWED


def owed(code: str, message: str, help_: str, path: Path) -> Problem:
    """Something that is not wrong, and not there yet."""
    return Problem(code, message, help_, path, severity=Severity.INCOMPLETE)
