"""The file that says how tables are read, so that long options need not be said again and again."""

from __future__ import annotations

from pathlib import Path

from fidelity.errors import UsageError
from fidelity.intake.asked import Asked
from fidelity.problems import Place, Problem, remark
from fidelity.workspace.offered import Offered
from fidelity.workspace.opening import settings_files
from fidelity.workspace.reading import Reading
from fidelity.workspace.settings import Settings
from fidelity.workspace.toml_file import read


def with_file(settings: Settings, said: Reading, options: Path | None = None) -> tuple[Reading, tuple[Problem, ...]]:
    """What was said, and below it what a file says; and a remark on what was taken from there.

    Args:
        settings: What was said before the command.
        said: What was said with it, which wins.
        options: The file; None for the nearest `fidelity.toml` with a group `[reading]`, if there is one.

    Raises:
        UsageError: The file cannot be opened, or has no such group.
        ConfigurationError: It says what it cannot say.
    """
    path, reading = _found(settings, options)
    taken = [*reading.without(said).options()]
    if path is None or not taken:
        return said, ()
    return said.over(reading), (remark("options-taken", f"options taken: {', '.join(taken)}").at(Place(str(path))),)


def asked_of(reading: Reading, offered: Offered, *, with_sealed: bool = False) -> Asked:
    """What is said of tables, for whoever reads them.

    Args:
        reading: How tables are to be read.
        offered: The editions that are asked for.
        with_sealed: Whether records are taken that await another rater.

    Raises:
        UsageError: The edition is none of those that are asked for.
    """
    return Asked(
        offered.named(reading.edition) if reading.edition else None,
        reading.rename,
        reading.mark,
        reading.dates,
        reading.fact,
        reading.from_name,
        reading.from_folder,
        reading.from_sheet,
        "missing" if reading.absent else "error",
        reading.clashes or "refuse",
        bool(reading.lenient),
        with_sealed,
    )


def _found(settings: Settings, options: Path | None) -> tuple[Path | None, Reading]:
    for path in [options] if options else settings_files(settings):
        reading = read(path).reading
        if reading is not None:
            return path, reading
    if options:
        help_ = 'write `[reading]`, and below it options without their dashes: `from-name = "site"`'
        raise UsageError(Problem("no-reading", f"`{options}` does not say how tables are read", help_))
    return None, Reading()
