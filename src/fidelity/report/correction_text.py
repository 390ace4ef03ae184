"""A correction on a page of plain text: what changes, and what becomes of the scores."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.report.grid import grid
from fidelity.report.history_text import changes_text
from fidelity.report.observation_scores import ObservationScores, score_changes
from fidelity.report.record_changes import Change


def correction_text(
    found: Sequence[Change], before: ObservationScores, after: ObservationScores, width: int = 80
) -> str:
    """What a correction changes, with the old and the new.

    Args:
        found: What it changes.
        before: The scores as they were.
        after: The scores as they are.
        width: How wide the page is, in characters.
    """
    blocks = [changes_text(found, width)]
    moved = [row for row in score_changes(before, after) if row[1] != row[2]]
    if moved:
        blocks.append(grid(("score", "was", "is"), moved, (), width))
    elif before.results:
        blocks.append("All scores and criteria stay as they are.")
    return "\n\n".join(blocks)
