"""The records that a command was given, and what was taken for granted when they were read."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from fidelity.cli.gathering import Given
from fidelity.intake.gathered import Intake, Pieces
from fidelity.intake.gathering import Progress, Source, gather_parts
from fidelity.intake.notes import note_text
from fidelity.workspace.offered import Offered
from fidelity.workspace.reading_file import asked_of
from fidelity.workspace.settings import Settings
from fidelity.workspace.stored import of_workspace
from fidelity.workspace.telling import tell

STDIN = "-"
MOST_NOTES = 20
"""How many notes somebody reads."""
_PATIENCE = 1.0
"""After so many seconds it is shown how far a command is."""


def gathered(settings: Settings, target: str, given: Given, *, as_rated: bool = False) -> Pieces:
    """All records that a command was given; what was taken for granted is told.

    Args:
        settings: What was said before the command.
        target: An intervention (``imr``, ``imr@1.0``) or a definition file.
        given: Where records are, and how they are to be read.
        as_rated: Whether ratings of the workspace are taken as they were before raters could see each other's.

    Returns:
        The records, a piece at a time for commands that make a tally of each and add them, or whole.

    Raises:
        UsageError: An option makes no sense.
        IntakeError: Something cannot be used.
    """
    found = _gathered(settings, target, given, as_rated=as_rated)
    tell_notes(found.intake)
    return found


def _gathered(settings: Settings, target: str, given: Given, *, as_rated: bool) -> Pieces:
    offered = Offered(settings, target, given.reading.definition)
    asked = asked_of(given.reading, offered, with_sealed=given.with_sealed)
    sources: list[Source] = [sys.stdin.buffer if str(path) == STDIN else path for path in given.sources]
    stored, held, policy = of_workspace(settings, given.with_workspace or not given.sources, before_opening=as_rated)
    with _shown() as progress:
        return gather_parts(sources, offered, asked, stored=stored, certificates=held, policy=policy, progress=progress)


def as_rated(settings: Settings, target: str, given: Given) -> Pieces | None:
    """The records with the ratings of the workspace as they were before raters could see each other's.

    Args:
        settings: What was said before the command.
        target: An intervention or a definition file.
        given: Where records are, and how they are to be read.

    Returns:
        None where the workspace is not read, since files do not tell, and where standard input is, which can be read
        once.
    """
    is_stored = given.with_workspace or not given.sources
    once = any(str(path) == STDIN for path in given.sources)
    return _gathered(settings, target, given, as_rated=True) if is_stored and not once else None


def tell_notes(intake: Intake) -> None:
    """Tell what was taken for granted, the most important first and not more of it than somebody reads."""
    for note in intake.notes[:MOST_NOTES]:
        tell(f"note: {note_text(note)}")
    left = Counter(note.code for note in intake.notes[MOST_NOTES:])
    if left:
        kinds = ", ".join(f"{n:,} {code}" for code, n in left.most_common())
        tell(f"note: and {sum(left.values()):,} more ({kinds})")


@contextmanager
def _shown() -> Iterator[Progress]:
    """Shows how far it is on a terminal, once it has taken a while."""
    began, bars, before = time.monotonic(), list[Any](), 0

    def progress(done: int, total: int) -> None:
        nonlocal before
        if not sys.stderr.isatty() or (not bars and time.monotonic() - began < _PATIENCE):
            return
        if not bars:
            bars.append(click.progressbar(length=total, label="Reading", file=sys.stderr))
        bars[0].update(done - before)
        before = done

    try:
        yield progress
    finally:
        for bar in bars:
            bar.render_finish()
