"""Tallies: counts that hold no visit and no person, to be shared and added up."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from fidelity.evaluation.combined import read_files, tally_files
from fidelity.evaluation.counted import counted_in
from fidelity.evaluation.shared import columns_of, shared_of
from fidelity.frames.arguments import Names, PathLike, among, names, paths
from fidelity.frames.records import Records, read_already
from fidelity.tally.document import tally_text
from fidelity.tally.sharing import Shared
from fidelity.workspace.writing import write_whole


@attrs.frozen(eq=False, repr=False)
class Tallies:
    """Counts that hold no visit and no person; made by `tallies` and `read_tallies`.

    Attributes:
        editions: The counts, one of each edition and file.
    """

    editions: tuple[Shared, ...]

    def __repr__(self) -> str:
        """What they are counts of, and by what."""
        made = dict.fromkeys(
            f"{each.cube.made.intervention} {each.cube.made.checklist} by {', '.join(each.cube.cells.names)}"
            for each in self.editions
        )
        return f"<Tallies of {'; '.join(made)}>"

    def write(self, path: PathLike, *, force: bool = False) -> None:
        """Write them to a file that `fidelity combine` and `read_tallies` read.

        Args:
            path: The file.
            force: Whether it is replaced if it is there already.

        Raises:
            FidelityError: It is there already, or cannot be written.
        """
        write_whole(paths(path)[0], [tally_text(self.editions)], force=force)


def tallies(
    records: Records,
    *,
    by: Names = "site",
    link: PathLike | None = None,
    checklist: str = "",
    pool: Names = (),
) -> Tallies:
    """Records as tallies, which hold no visit and no person, as `fidelity tally` writes them.

    Args:
        records: The records.
        by: What to count by, such as ``site``, ``quarter``, and never persons.
        link: A file with a secret that all who share have agreed on, so that a practitioner in two tallies counts once.
        checklist: Which checklist; empty where there is one.
        pool: ``sources``, where self-ratings are to be pooled with observations.

    Raises:
        FidelityError: A tally by this would hold persons.

    Example:
        >>> held = fidelity.tallies(records, by=["site", "quarter"])
        >>> held.write("ours.json")
        >>> held
        <Tallies of visit delivery by source, site, quarter>
    """
    columns = columns_of(names(by))
    pooled = among(pool, ("sources",), "pool")
    found = counted_in(
        read_already(records).intake.editions, records.intake, records.target, columns, checklist, pooled
    )
    secret = paths(link)[0] if link is not None else None
    return Tallies(tuple(shared_of(found, columns, secret, records.as_rated.editions)))


def read_tallies(files: PathLike | Iterable[PathLike]) -> Tallies:
    """The tallies in files, and in folders of these.

    Args:
        files: Files that `fidelity tally` or `Tallies.write` wrote, and folders.

    Raises:
        FidelityError: Files hold no tallies; it carries the problems of all of them.

    Example:
        >>> fidelity.read_tallies("ours.json")
        <Tallies of visit delivery by source, site, quarter>
    """
    return Tallies(tuple(shared for _, shared in read_files([*tally_files(paths(files))])))
