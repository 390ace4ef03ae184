"""A checklist that asks something of its raters, and a workspace in which some have rated what masters rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.cli.recorded import FULL, Recorded, edition
from tests.cli.sample import DEFINITION

ASKING = "certification: {agreement: exact, at_least: 75%, observations: 2, in_a_row: true, valid_for: 1 year}"
SAMPLED = "sampling: {per_practitioner: {every: 1 month, n: 1}, double_rated: 50%}"
DEMANDING = DEFINITION.replace("      items:\n", f"      {ASKING}\n      {SAMPLED}\n      items:\n")
"""The sample, which three of four ratings of two visits in a row must agree with, once a month for everybody."""
OF = edition(DEMANDING)
"""Its edition."""
OFF = {"greets": "1"}
"""One rating beside the master's: 3 of 4 agree."""
FAR = {"greets": "0", "asks": "1"}
"""Two beside it: 2 of 4 agree."""


def demanding(folder: Path) -> None:
    """Put the definition where commands run."""
    (folder / "visit.yaml").write_text(DEMANDING, encoding="utf-8")


def tried(
    recorded: Recorded, days: Sequence[str], *ratings: Mapping[str, str], rater: str = "R2", first: int = 1
) -> None:
    """Let a rater and a master rate a visit on each of some days.

    Args:
        recorded: The workspace.
        days: The days.
        ratings: What the rater rated other than the master, who gave all points.
        rater: The rater.
        first: The number of the first record.
    """
    for place, (day, other) in enumerate(zip(days, ratings, strict=True)):
        visit = f"P03-{day}"
        recorded.put(first + 2 * place, visit, "M1", FULL, of=OF, role="master")
        recorded.put(first + 2 * place + 1, visit, rater, {**FULL, **other}, of=OF, role="coach", site="S1")
