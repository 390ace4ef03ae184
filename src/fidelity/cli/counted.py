"""The records that a command was given, counted."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.cli.gathered import gathered
from fidelity.cli.gathering import Given
from fidelity.cli.output import tell_remarks
from fidelity.evaluation.counted import Counted, counted_in
from fidelity.workspace.settings import Settings


def counted_of(
    settings: Settings,
    target: str,
    given: Given,
    by: Sequence[str],
    checklist: str = "",
    pool: Sequence[str] = (),
    *,
    items: bool = True,
) -> Counted:
    """The records that a command was given, counted a piece at a time.

    Args:
        settings: What was said before the command.
        target: An intervention, or a definition file.
        given: Where records are, and how they are to be read.
        by: The columns to count by.
        checklist: Which checklist; empty where there is one.
        pool: What to pool on purpose: ``sources``, ``versions``.
        items: Whether the answers to the items are counted too.

    Raises:
        UsageError: There are no records, or they are of several checklists.
        IntakeError: Something cannot be used.
    """
    pieces = gathered(settings, target, given)
    found = counted_in(pieces, pieces.intake, target, by, checklist, pool, items=items)
    tell_remarks(found.remarks)
    return found
