"""How commands read: the files that their user named."""

from __future__ import annotations

from pathlib import Path

from fidelity.errors import UsageError
from fidelity.problems import Problem


def read_bytes(path: Path) -> bytes:
    """The content of a file that the user named.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(Problem("unreadable-file", f"`{path}` cannot be read: {why}")) from error
