"""Definitions and records, as all other functions take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import attrs

from fidelity.errors import UsageError
from fidelity.frames.arguments import PathLike, Source, among, paths, places
from fidelity.intake.asked import Clashes, Order
from fidelity.intake.gathered import Intake
from fidelity.intake.gathering import gather
from fidelity.intake.notes import note_text
from fidelity.plan.definition import Definition
from fidelity.plan.words import counted
from fidelity.problems import Problem
from fidelity.records.observations import Stored
from fidelity.workspace.finding import find
from fidelity.workspace.offered import Offered
from fidelity.workspace.reading import Reading
from fidelity.workspace.reading_file import asked_of, with_file
from fidelity.workspace.settings import Settings
from fidelity.workspace.stored import of_workspace


@attrs.frozen(eq=False, repr=False)
class Records:
    """Records of an intervention, read and checked; made by `read`.

    Attributes:
        target: What they are records of, as it was said.
        intake: The records by edition, and where they came from.
        offered: The editions that were asked for.
        as_rated: The same with the ratings of the workspace as they were before raters could see each other's.
    """

    target: str
    intake: Intake
    offered: Offered
    as_rated: Intake

    def __len__(self) -> int:
        """How many records there are."""
        return self.intake.n_records

    def __repr__(self) -> str:
        """How many records there are, of which editions."""
        editions = ", ".join(f"{each.edition.intervention}@{each.edition.version}" for each in self.intake.editions)
        return f"<{counted(len(self), 'record')} of {editions or self.target}>"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for granted, read otherwise than written, or left out, the most important first."""
        return tuple(map(note_text, self.intake.notes))


def read_already(records: Records) -> Records:
    """The records, which must have been read: a data frame alone does not say what was rated.

    Args:
        records: What a caller gave.

    Raises:
        UsageError: It is something else.
    """
    if not isinstance(records, Records):
        message = f"records are needed, and this is a {type(records).__name__}"
        raise UsageError(Problem("not-read-yet", message, "read it first: `fidelity.read(TARGET, it)`"))
    return records


def load(target: PathLike, *, checklist: str = "", profile: str = "") -> Definition:
    """A definition: what is rated, and how it is scored.

    Args:
        target: An intervention that a plugin offers (``imr``, ``imr@1.0``), or a definition file.
        checklist: Which checklist; empty where there is one.
        profile: A jurisdiction's or study's variant of it.

    Raises:
        FidelityError: There is none, or it cannot be used.

    Example:
        >>> visit = fidelity.load("visit.yaml")
        >>> [item.id for item in visit.checklist.items]
        ['greets', 'asks', 'listens', 'plans']
    """
    found = find(str(target), Settings())
    plan = found.plan(checklist, profile)
    return found.definition(plan)


def read(
    target: PathLike,
    sources: Source | Iterable[Source] | None = None,
    *,
    edition: str = "",
    rename: Mapping[str, str] | None = None,
    mark: Mapping[str, str] | None = None,
    dates: Order = "",
    fact: Mapping[str, str] | None = None,
    from_name: str = "",
    from_folder: str = "",
    from_sheet: str = "",
    absent: bool | None = None,
    clashes: Clashes | Literal[""] = "",
    lenient: bool | None = None,
    with_sealed: bool = False,
    with_workspace: bool = False,
    definition: PathLike | Iterable[PathLike] = (),
    options: PathLike | None = None,
) -> Records:
    """Read records as the commands do, from files, folders, data frames, or the workspace of the current folder.

    Args:
        target: An intervention in all its versions (``imr``), in one (``imr@1.0``), or a definition file.
        sources: Files, folders and data frames, one or several; without any, the workspace is read. Rows of a data
            frame are counted from 0 in messages, as ``iloc`` does.
        edition: What tables rate that do not say it, such as ``imr@1.0``.
        rename: What columns are called, and what is meant.
        mark: What cells say, and what is meant: ``{"99": "missing"}``.
        dates: What comes first in a date such as 03/04/2026.
        fact: Facts that hold wherever a record does not say them.
        from_name: The fact that the name of each file says, such as ``site``.
        from_folder: The fact that the name of each folder says.
        from_sheet: The fact that the name of each sheet of a workbook says.
        absent: Whether items without a column are taken as not rated.
        clashes: Which is taken of two different records of one visit by one rater, ``first`` or ``last``; both are
            refused unless said.
        lenient: Whether files that cannot be used are left out and noted.
        with_sealed: Whether visits are read that await another rater.
        with_workspace: Whether the workspace is read beside the sources.
        definition: Definition files that no plugin brings.
        options: A file whose group ``[reading]`` says what is left out here; unless one is named, the nearest
            `fidelity.toml` with such a group.

    Raises:
        FidelityError: Something cannot be used; it carries all problems, each with its place.

    Example:
        >>> records = fidelity.read("visit.yaml", "everything.csv")
        >>> records
        <96 records of visit@1.2>
        >>> fidelity.read("visit.yaml", visits[visits["site"] == "S2"])
        <32 records of visit@1.2>
    """
    among((dates,), get_args(Order), "dates")
    among((clashes,), ("", *get_args(Clashes)), "clashes")
    settings = Settings()
    said = Reading(
        edition,
        rename or {},
        mark or {},
        fact or {},
        dates,
        from_name,
        from_folder,
        from_sheet,
        absent,
        clashes,
        lenient,
        paths(definition),
    )
    reading, remarks = with_file(settings, said, paths(options)[0] if options is not None else None)
    offered = Offered(settings, str(target), reading.definition)
    asked = asked_of(reading, offered, with_sealed=with_sealed)
    wanted = sources is None or with_workspace
    stored, held, policy = of_workspace(settings, wanted)
    before, _, _ = of_workspace(settings, wanted, before_opening=True)
    given = () if sources is None else places(sources)
    intake = gather(given, offered, asked, stored=stored, certificates=held, policy=policy)
    intake = attrs.evolve(intake, notes=(*remarks, *intake.notes))
    same = sorted(before, key=_id) == sorted(stored, key=_id)
    as_rated = intake if same else gather(given, offered, asked, stored=before, certificates=held, policy=policy)
    return Records(str(target), intake, offered, as_rated)


def _id(stored: Stored) -> str:
    return stored.record.id
