"""The options of commands that bring many files together, and the records that these give."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from fidelity.cli.offered import Offered
from fidelity.cli.output import tell
from fidelity.cli.settings import Settings
from fidelity.cli.shown import definition_option
from fidelity.cli.workspace import open_workspace
from fidelity.errors import UsageError
from fidelity.intake.asked import Asked, Clashes, Order
from fidelity.intake.gathered import Intake, Pieces
from fidelity.intake.gathering import Progress, Source, gather, gather_parts
from fidelity.problems import Problem
from fidelity.raters.certificate import Certificate, certificates
from fidelity.records.observations import Stored, observations
from fidelity.records.policy import Policy

Result = TypeVar("Result")
STDIN = "-"
MOST_NOTES = 20
"""How many notes somebody reads."""
_PATIENCE = 1.0
"""After so many seconds it is shown how far a command is."""


@attrs.frozen
class Given:
    """What a command was given: where records are, and how they are to be read.

    Attributes:
        sources: Files and folders; none of them means the workspace.
        edition: Which edition tables are of that do not say it; empty where nobody says.
        rename: What columns are called, and what is meant: ``WRITTEN=MEANT``.
        mark: What cells say, and what is meant: ``WRITTEN=MEANT``.
        dates: What comes first in a date such as 03/04/2026.
        fact: Facts that hold wherever nothing is said: ``NAME=VALUE``.
        from_name: The fact that file names say.
        from_folder: The fact that folder names say.
        from_sheet: The fact that the names of sheets say.
        absent: Whether items without a column are taken as not rated.
        clashes: What becomes of two different records of one visit by one rater.
        lenient: Whether files that cannot be used are left out.
        with_sealed: Whether records are taken that await another rater.
        with_workspace: Whether the workspace is read beside the files.
        definition: Definition files that no plugin brings.
    """

    sources: tuple[Path, ...] = ()
    edition: str = ""
    rename: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()
    dates: Order = ""
    fact: tuple[str, ...] = ()
    from_name: str = ""
    from_folder: str = ""
    from_sheet: str = ""
    absent: bool = False
    clashes: Clashes = "refuse"
    lenient: bool = False
    with_sealed: bool = False
    with_workspace: bool = False
    definition: tuple[Path, ...] = ()

    def asked(self, offered: Offered) -> Asked:
        """What of it concerns the reading of tables.

        Raises:
            UsageError: Some of it makes no sense.
        """
        problems: list[Problem] = []
        said = {
            option: _pairs(option, texts, problems)
            for option, texts in (("--rename", self.rename), ("--mark", self.mark), ("--fact", self.fact))
        }
        if problems:
            raise UsageError(problems)
        return Asked(
            offered.named(self.edition) if self.edition else None,
            said["--rename"],
            said["--mark"],
            self.dates,
            said["--fact"],
            self.from_name,
            self.from_folder,
            self.from_sheet,
            "missing" if self.absent else "error",
            self.clashes,
            self.lenient,
            self.with_sealed,
        )


_OPTIONS: tuple[Callable[[Callable[..., object]], Callable[..., object]], ...] = (
    click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCES]..."),
    click.option(
        "--as", "edition", default="", metavar="EDITION", help="What tables rate that do not say it: imr@1.0."
    ),
    click.option("--rename", multiple=True, metavar="WRITTEN=MEANT", help="What a column means. Repeatable."),
    click.option("--mark", multiple=True, metavar="WRITTEN=MEANT", help="What a cell means: 99=missing. Repeatable."),
    click.option("--dates", type=click.Choice(["day_first", "month_first"]), help="What 03/04/2026 begins with."),
    click.option("--fact", multiple=True, metavar="NAME=VALUE", help="Holds where nothing is said. Repeatable."),
    click.option("--from-name", default="", metavar="FACT", help="What the name of each file says, such as site."),
    click.option("--from-folder", default="", metavar="FACT", help="What the folder of each file says."),
    click.option("--from-sheet", default="", metavar="FACT", help="What the name of each sheet of a workbook says."),
    click.option("--absent", is_flag=True, help="Take items without a column as not rated."),
    click.option(
        "--clashes",
        type=click.Choice(["refuse", "first", "last"]),
        default="refuse",
        help="Which to take of two different records of one visit by one rater.",
    ),
    click.option("--lenient", is_flag=True, help="Leave files out that cannot be used, and say so."),
    click.option("--with-sealed", is_flag=True, help="With visits that await another rater, who must not see this."),
    click.option("--with-workspace", is_flag=True, help="The records of the workspace beside the files."),
    definition_option,
)


def gathering(function: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command SOURCES and the options of how to read them; they reach it together, as `given`."""

    @wraps(function)
    def collected(*args: Any, **kwargs: Any) -> Result:
        said = {field.name: kwargs.pop(field.name) for field in attrs.fields(Given)}
        given = Given(**{name: value for name, value in said.items() if value is not None})
        return function(*args, given=given, **kwargs)

    for option in reversed(_OPTIONS):
        option(collected)
    return collected


def gather_all(settings: Settings, target: str, given: Given) -> Intake:
    """All records that a command was given, by edition; what was taken for granted is told.

    Args:
        settings: What was said before the command.
        target: An intervention (``imr``, ``imr@1.0``) or a definition file.
        given: Where records are, and how they are to be read.

    Raises:
        UsageError: An option makes no sense.
        IntakeError: Something cannot be used.
    """
    found = _run(gather, settings, target, given)
    tell_notes(found)
    return found


def gather_pieces(settings: Settings, target: str, given: Given) -> Pieces:
    """The same a piece at a time, for commands that make a tally of each and add them.

    Args:
        settings: What was said before the command.
        target: An intervention (``imr``, ``imr@1.0``) or a definition file.
        given: Where records are, and how they are to be read.

    Raises:
        UsageError: An option makes no sense.
        IntakeError: Something cannot be used.
    """
    found = _run(gather_parts, settings, target, given)
    tell_notes(found.intake)
    return found


def tell_notes(intake: Intake) -> None:
    """Tell what was taken for granted, the most important first and not more of it than somebody reads."""
    for note in intake.notes[:MOST_NOTES]:
        tell(f"note: {note_text(note)}")
    left = Counter(note.code for note in intake.notes[MOST_NOTES:])
    if left:
        kinds = ", ".join(f"{n:,} {code}" for code, n in left.most_common())
        tell(f"note: and {sum(left.values()):,} more ({kinds})")


def note_text(note: Problem) -> str:
    """A note as people read it: where, what, and what to do.

    Args:
        note: What was taken for granted.
    """
    where = f"{note.place}: " if note.place else ""
    return f"{where}{note.message}" + (f" ({note.help})" if note.help else "")


def _run(function: Callable[..., Result], settings: Settings, target: str, given: Given) -> Result:
    offered = Offered(settings, target, given.definition)
    asked = given.asked(offered)
    sources: list[Source] = [sys.stdin.buffer if str(path) == STDIN else path for path in given.sources]
    stored, held, policy = of_workspace(settings, given.with_workspace or not given.sources)
    with _shown() as progress:
        return partial(function, sources, offered, asked)(
            stored=stored, certificates=held, policy=policy, progress=progress
        )


def of_workspace(
    settings: Settings, wanted: bool = True
) -> tuple[Sequence[Stored], Sequence[Certificate], Policy | None]:
    """The records and certificates of the workspace, and its policy.

    Args:
        settings: What was said before the command.
        wanted: Whether the workspace is read at all; otherwise there is nothing.

    Raises:
        UsageError: There is no workspace.
    """
    if not wanted:
        return (), (), None
    with open_workspace(settings, readonly=True) as workspace:
        return observations(workspace.store), certificates(workspace.store), workspace.policy


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


def _pairs(option: str, texts: Sequence[str], problems: list[Problem]) -> Mapping[str, str]:
    """What an option says that takes two words with ``=`` between; the first may hold that sign too."""
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=") if option == "--fact" else text.rpartition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name or not value:
            help_ = f'write two words with `=` between: `{option} "A=B"`'
            problems.append(Problem("bad-assignment", f"`{option} {text}` says not what to", help_))
        elif found.get(name, value) != value:
            problems.append(Problem("given-twice", f"`{option}` gives `{name}` twice", "keep the one that is true"))
        found[name] = value
    return found
