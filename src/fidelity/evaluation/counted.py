"""What is added up: records, counted, or tallies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from fidelity.errors import UsageError
from fidelity.evaluation.aggregating import Edition
from fidelity.evaluation.counting import Counting, counted, together
from fidelity.evaluation.said import refuse_unsaid
from fidelity.intake.gathered import Gathered, Intake
from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.tally.cube import Cube
from fidelity.tally.estimating import Recorded


@attrs.frozen(eq=False)
class Counted:
    """What is added up.

    Attributes:
        editions: The counts, one for all that compute alike.
        definitions: The definitions that the records were rated with; none where only tallies are there.
        pooled: What was pooled on purpose.
        intake: Where the records came from; None for tallies.
        n_files: How many files were read.
        pieces: The records, a piece at a time, for those who need them once more.
        remarks: What is to be told of the columns that it is counted by.
    """

    editions: tuple[Edition, ...]
    definitions: tuple[Definition, ...]
    pooled: tuple[str, ...] = ()
    intake: Intake | None = None
    n_files: int = 0
    pieces: Iterable[Gathered] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def cubes(self) -> tuple[Cube, ...]:
        """The counts."""
        return tuple(each.counted.cube for each in self.editions)


def counted_in(
    pieces: Iterable[Gathered],
    intake: Intake,
    target: str,
    by: Sequence[str],
    checklist: str = "",
    pool: Sequence[str] = (),
    *,
    items: bool = True,
) -> Counted:
    """Records that are gathered already, counted.

    Args:
        pieces: The records; all of one visit that are of one edition are in one piece.
        intake: Where they came from.
        target: What they are records of, for messages.
        by: The columns to count by.
        checklist: Which checklist; empty where there is one.
        pool: What to pool on purpose: ``sources``, ``versions``.
        items: Whether the answers to the items are counted too.

    Raises:
        UsageError: There are no records, they are of several checklists, or none says what to count by.
    """
    remarks = refuse_unsaid(intake, by, checklist)
    definitions: dict[str, Definition] = {}
    wanted = (_kept(piece, definitions) for piece in pieces if checklist in ("", piece.edition.checklist))
    found = counted(wanted, by, pooled="sources" in pool, items=items)
    _refuse_several(found, target)
    if "versions" in pool and len(found) > 1:
        found = (together(found),)
    editions = tuple(Edition(each.cube.made, Recorded(each.cube), each) for each in found)
    return Counted(editions, tuple(definitions.values()), tuple(pool), intake, intake.n_files, pieces, remarks)


def _kept(piece: Gathered, definitions: dict[str, Definition]) -> Gathered:
    definitions.setdefault(piece.definition.plan.hash, piece.definition)
    return piece


def _refuse_several(found: Sequence[Counting], target: str) -> None:
    if not found:
        message = f"there is no record of {target}"
        raise UsageError(Problem("nothing-to-count", message, "name the files that hold them, or another checklist"))
    names = sorted({each.cube.made.checklist for each in found})
    if len(names) > 1:
        message = f"the records are of several checklists: {', '.join(names)}"
        raise UsageError(Problem("several-checklists", message, "name one: `--checklist NAME`"))
