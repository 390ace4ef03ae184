"""Blocks of a document that say what a terminal shows: read, run, compared, and written anew."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROMPT = "$ "
ANYTHING = "…"
"""A line that stands for any lines."""
ADVICE = "if what was got is right, accept it with `python3 dev.py test README.md docs --update-docs`, and read it"


@dataclass(frozen=True)
class Command:
    """One command of a block.

    Attributes:
        words: What is typed after the prompt.
        expected: The lines that the document shows after it, without blank lines at the end.
        line: The line of the block that it stands in, counted from 0.
    """

    words: str
    expected: tuple[str, ...]
    line: int


def commands(block: str) -> list[Command]:
    """The commands of a block, each with what is shown after it.

    Args:
        block: The text between the fences.

    Raises:
        ValueError: The block does not begin with a command.
    """
    found: list[Command] = []
    for number, line in enumerate(block.splitlines()):
        if line.startswith(PROMPT):
            found.append(Command(line.removeprefix(PROMPT), (), number))
        elif not found:
            raise ValueError(f"a console block begins with a command after `{PROMPT}`, and this one with `{line}`")
        else:
            last = found[-1]
            found[-1] = Command(last.words, (*last.expected, line.rstrip()), last.line)
    return [Command(each.words, _trimmed(each.expected), each.line) for each in found]


def shown(words: str, folder: Path) -> tuple[str, ...]:
    """The lines that a terminal of 80 columns shows, with `[exit N]` at the end where a command does not end with 0.

    Args:
        words: What is typed: a call of `fidelity`.
        folder: Where it is typed.

    Raises:
        ValueError: Another program is called.
    """
    program, *rest = shlex.split(words)
    if program != "fidelity":
        raise ValueError(f"console blocks run `fidelity` only, and this is `{program}`: make it an `sh` block")
    done = subprocess.run(
        [sys.executable, "-m", "fidelity", *rest],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = _trimmed(tuple(line.rstrip() for line in done.stdout.splitlines()))
    return (*lines, f"[exit {done.returncode}]") if done.returncode else lines


def agree(expected: Sequence[str], got: Sequence[str]) -> bool:
    """Whether the lines are those that are expected, where a line `…` stands for any lines, also for none."""
    pattern = "".join("(?:.*\n)*" if line == ANYTHING else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in got)) is not None


def difference(place: str, command: Command, got: Sequence[str]) -> str:
    """What to say when a command shows something else."""
    wanted, found = ("\n".join(f"    {line}".rstrip() for line in lines) for lines in (command.expected, got))
    return f"{place}: `{command.words}`\n  expected:\n{wanted}\n  got:\n{found}\n  {ADVICE}"


def written(block: Sequence[tuple[Command, Sequence[str]]]) -> str:
    """A block with what its commands show now; what agrees, with its `…`, is left as it is."""
    return "".join(f"{line}\n" for command, got in block for line in _lines(command, got))


def _lines(command: Command, got: Sequence[str]) -> Iterator[str]:
    yield PROMPT + command.words
    yield from command.expected if agree(command.expected, got) else got


def patched(text: str, patch: str) -> str:
    """A text in which the lines of a `diff` block that begin with `-` have given way to those that begin with `+`.

    Lines that begin with a space are there for orientation, and a line `…` begins another place.

    Args:
        text: The text before.
        patch: The text between the fences.

    Raises:
        ValueError: A place is not found, or found more than once.
    """
    for part in re.split(rf"^{ANYTHING}\n", patch, flags=re.MULTILINE):
        lines = part.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        if text.count(old) != 1:
            raise ValueError(f"these lines stand in the file {text.count(old)} times instead of once:\n{old}")
        text = text.replace(old, new)
    return text


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without blank ones at the end."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines
