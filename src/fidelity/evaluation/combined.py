"""The tallies in files, added up to be asked for figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fidelity.errors import FidelityError, TallyError, UsageError
from fidelity.evaluation.aggregating import Edition
from fidelity.evaluation.counted import Counted
from fidelity.problems import Problem
from fidelity.tally.combining import combined
from fidelity.tally.question import AUTO
from fidelity.tally.reading import read_tally
from fidelity.tally.sharing import PERSON, Shared
from fidelity.workspace.input import read_bytes
from fidelity.workspace.telling import tell


def combined_by(
    parts: Sequence[Shared],
    names: Sequence[str],
    *,
    cluster: str = AUTO,
    apart: bool = False,
    checklist: str = "",
    n_files: int = 0,
) -> Counted:
    """Tallies added up, to be asked for figures.

    Args:
        parts: The tallies.
        names: The columns that figures will be grouped by.
        cluster: What observations lie in for their intervals, as `Question` has it.
        apart: Whether it is known that no practitioner is in two of them.
        checklist: Which checklist; empty where there is one.
        n_files: How many files they are from.

    Raises:
        UsageError: There are none, they are of several checklists, or not counted by one of the columns.
    """
    editions = [*_editions(parts, apart, checklist)]
    # Practitioners may be closed: nothing is grouped by them, and yet what belongs together is known.
    by = ("source", *names, *([cluster] if cluster not in ("", AUTO, PERSON) else []))
    known = {name for each in editions for name in each.counted.cube.cells.names}
    missing = [name for name in by if name not in known]
    if missing:
        message = f"the tallies are not counted by `{missing[0]}`"
        can = ", ".join(sorted(known - {"source", "practitioner"})) or "nothing"
        is_person = missing[0] in ("practitioner", "rater", "client", "observation")
        help_ = f"group by {can}" + ("; no tally tells persons apart" if is_person else ", or ask for other tallies")
        raise UsageError(Problem("unknown-descriptor", message, help_))
    return Counted(tuple(editions), (), (), None, n_files)


def tally_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of tallies that are meant, with those in folders.

    Args:
        paths: Files and folders.

    Raises:
        UsageError: A folder holds none.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file() and each.suffix == ".json")
            if not inside:
                help_ = "name the files that `fidelity tally` wrote, or the folder that holds them"
                raise UsageError(Problem("no-tally", f"there is no tally in `{path}`", help_))
            yield from inside
        else:
            yield path


def read_files(paths: Sequence[Path]) -> list[tuple[str, Shared]]:
    """What all files hold, each under the file's name; the same file twice is told and counts once.

    Args:
        paths: The files.

    Raises:
        UsageError: A file cannot be opened.
        TallyError: Files hold no tallies; it carries the problems of all of them.
    """
    found: list[tuple[str, Shared]] = []
    seen: dict[bytes, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        data = read_bytes(path)
        if data in seen:
            tell(f"note: {path} is the same as {seen[data]}, and counts once")
            continue
        seen[data] = path
        try:
            found += [(str(path), shared) for shared in read_tally(str(path), data)]
        except FidelityError as error:
            problems += error.problems
    if problems:
        raise TallyError(problems)
    return found


def _editions(parts: Sequence[Shared], apart: bool, checklist: str) -> Iterator[Edition]:
    groups: dict[tuple[str, str, str, str], list[Shared]] = {}
    for part in parts:
        if checklist in ("", part.cube.made.checklist):
            groups.setdefault(part.cube.made.computes, []).append(part)
    if not groups:
        message = f"there is no tally of checklist {checklist}" if parts and checklist else "there is no tally"
        raise UsageError(Problem("nothing-to-count", message, "name the files that hold them, or another checklist"))
    kinds = sorted({(name, kind) for name, kind, *_ in groups})
    if len(kinds) > 1:
        said = ", ".join(f"{name} {kind}" for name, kind in kinds)
        help_ = "name one: `--checklist NAME`, or combine each intervention by itself"
        raise UsageError(Problem("several-checklists", f"the tallies are of several checklists: {said}", help_))
    for name in sorted(groups):
        shared = combined(groups[name], apart=apart)
        yield Edition(shared.cube.made, shared)
