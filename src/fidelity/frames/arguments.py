"""What callers may write: one thing or several, a path or a data frame, and one of a few words."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest

Names = str | Iterable[str]
"""A name, or several."""
PathLike = str | os.PathLike[str]
"""Where a file or folder lies."""
Source = str | os.PathLike[str] | pd.DataFrame
"""Where records are: a file, a folder, or a data frame with a row for each record."""


def names(said: Names) -> tuple[str, ...]:
    """The names that were said.

    Args:
        said: A name, or several.

    Raises:
        UsageError: It is neither a text nor several texts.
    """
    found = (said,) if isinstance(said, str) or not isinstance(said, Iterable) else tuple(said)
    if not all(isinstance(name, str) for name in found):
        help_ = 'write a text, such as "site", or a list of texts'
        raise UsageError(Problem("not-a-name", f"`{said!r}` is no name and no list of names", help_))
    return found


def paths(said: PathLike | Iterable[PathLike]) -> tuple[Path, ...]:
    """The paths that were said.

    Args:
        said: A path, or several.
    """
    return (Path(said),) if isinstance(said, str | os.PathLike) else tuple(map(Path, said))


def places(said: Source | Iterable[Source]) -> tuple[Path | pd.DataFrame, ...]:
    """The sources that were said.

    Args:
        said: A source, or several.
    """
    several = (said,) if isinstance(said, str | os.PathLike | pd.DataFrame) else tuple(said)
    return tuple(each if isinstance(each, pd.DataFrame) else Path(each) for each in several)


def one_among(said: str, known: Collection[str], argument: str) -> str:
    """The word that was said, which is one of a few.

    Args:
        said: The word.
        known: The words that there are.
        argument: What the argument is called.

    Raises:
        UsageError: It is none of these.
    """
    (found,) = among((said,), known, argument)
    return found


def among(said: Names, known: Collection[str], argument: str) -> tuple[str, ...]:
    """The words that were said, each of which is one of a few.

    Args:
        said: A word, or several.
        known: The words that there are.
        argument: What the argument is called.

    Raises:
        UsageError: A word is none of these.
    """
    found = names(said)
    problems = [
        Problem("unknown-word", f"`{argument}` cannot be `{each}`", nearest(each, known))
        for each in found
        if each not in known
    ]
    if problems:
        raise UsageError(problems)
    return found
