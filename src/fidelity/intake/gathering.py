"""Files, folders and records brought together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import IO

import numpy as np
import pandas as pd

from fidelity.errors import FidelityError, IntakeError
from fidelity.handins.checking import Checker
from fidelity.handins.files import File, files_in
from fidelity.intake.asked import NOTHING, Asked
from fidelity.intake.content import DATA, Kind, kind_of, may_be_read, read_content
from fidelity.intake.editions import Candidates, Offered
from fidelity.intake.gathered import Gathered, Intake, Pieces
from fidelity.intake.handed import read_stored
from fidelity.intake.notes import as_note, in_order, many, placed
from fidelity.intake.one_file import read_frame, read_one
from fidelity.intake.part import Part, joined_parts
from fidelity.intake.settling import settled
from fidelity.intake.summary import said_of, summary
from fidelity.intake.table import Read
from fidelity.problems import Place, Problem, remark
from fidelity.raters.certificate import Certificate
from fidelity.records.observation import VISIT
from fidelity.records.observations import Stored
from fidelity.records.policy import Policy

Source = Path | IO[bytes] | pd.DataFrame
"""A file, a folder, an open stream of bytes, or a data frame."""
Progress = Callable[[int, int], None]
"""Is told how many bytes of how many were read."""
STREAM = "<stdin>"
FRAME = "data frame"
"""What a data frame is called in messages; several have numbers."""
SETTINGS = "fidelity.toml"
"""A file of settings, which may lie among those that it speaks of."""
PIECE = 50_000
"""About how many records a piece holds."""
_STRANGE = ("not-a-hand-in", "empty-file", "not-ratings")
"""What is wrong with a file that lies in a folder and is no table of ratings at all."""


def gather(
    sources: Sequence[Source],
    definitions: Offered,
    asked: Asked = NOTHING,
    *,
    stored: Sequence[Stored] = (),
    certificates: Sequence[Certificate] = (),
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Intake:
    """All records that are in files, folders and a store, by edition.

    Whatever the order in which sources are given, the result is the same: files are read in the order of their names.

    Args:
        sources: Files, folders, open streams and data frames.
        definitions: Finds the definitions, and knows which editions are asked for.
        asked: What the caller says about tables that do not say it themselves.
        stored: All records of a store; those of other interventions are passed over.
        certificates: All certificates of that store.
        policy: What codes look like, for hand-ins.
        progress: Is told how far it is.

    Raises:
        IntakeError: Something cannot be used; it carries the problems of all files, each with its place.
    """
    return gather_parts(
        sources, definitions, asked, stored=stored, certificates=certificates, policy=policy, progress=progress
    ).whole()


def gather_parts(
    sources: Sequence[Source],
    definitions: Offered,
    asked: Asked = NOTHING,
    *,
    stored: Sequence[Stored] = (),
    certificates: Sequence[Certificate] = (),
    policy: Policy | None = None,
    progress: Progress | None = None,
    rows: int = PIECE,
) -> Pieces:
    """The same a piece at a time: for millions of records, of which a tally is made piece by piece and added.

    All records are read first and held small, a byte for each answer and a few for each fact, so that it is known which
    of them are of one visit or there twice. What takes room is their descriptors as text, and those are made for one
    piece after the other.

    Args:
        sources: Files, folders, open streams and data frames.
        definitions: Finds the definitions, and knows which editions are asked for.
        asked: What the caller says about tables that do not say it themselves.
        stored: All records of a store.
        certificates: All certificates of that store.
        policy: What codes look like, for hand-ins.
        progress: Is told how far it is.
        rows: About how many records a piece holds; all records of a visit that are of one edition are in one piece.

    Raises:
        IntakeError: Something cannot be used; it carries the problems of all files.
    """
    candidates = Candidates(definitions, asked.edition)
    if not candidates.all:
        raise IntakeError(
            candidates.problems or Problem("no-definitions", "no edition is there that could be asked for")
        )
    reading = _Reading(candidates, Checker(definitions, policy), asked, progress)
    reading.read(sources)
    if stored:
        reading.take(read_stored(stored, certificates, candidates, asked), "workspace")
    intake, parts = reading.done()
    return Pieces(intake, lambda most: (piece for part in parts for piece in _pieces(part, most)), rows)


def _pieces(part: Part, rows: int) -> Iterator[Gathered]:
    """A part in pieces that hold whole visits; one piece where no number of rows is given."""
    if not rows or len(part) <= rows:
        yield part.gathered()
        return
    visits = part.fact(VISIT).codes
    order = np.argsort(visits, kind="stable")
    ends = np.flatnonzero(np.diff(visits[order], append=-1)) + 1
    start = 0
    while start < len(order):
        stop = int(ends[np.searchsorted(ends, min(start + rows, len(order)))])
        yield part.taken(np.sort(order[start:stop])).gathered()
        start = stop


class _Reading:
    """What was read so far."""

    def __init__(self, candidates: Candidates, checker: Checker, asked: Asked, progress: Progress | None) -> None:
        self.candidates, self.checker, self.asked = candidates, checker, asked
        self.progress = progress or (lambda done, total: None)
        self.parts: dict[int, list[Part]] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.tallies: list[Path] = []
        self.n_files = self.n_duplicates = 0
        self._known: dict[bytes, tuple[str, int]] = {}

    def read(self, sources: Sequence[Source]) -> None:
        """Read files, folders and streams."""
        files = list(files_in(source for source in sources if isinstance(source, Path)))
        files = sorted({file.path: file for file in files}.values(), key=lambda file: file.name)
        sizes = [_size(file) for file in files]
        done, total = 0, sum(sizes)
        for file, size in zip(files, sizes, strict=True):
            self._file(file)
            done += size
            self.progress(done, total)
        frames = [source for source in sources if isinstance(source, pd.DataFrame)]
        for number, frame in enumerate(frames, start=1):
            self._frame(FRAME if len(frames) == 1 else f"{FRAME} {number}", frame)
        for source in sources:
            if not isinstance(source, Path | pd.DataFrame):
                self._content(STREAM, source.read(), None)

    def _frame(self, name: str, frame: pd.DataFrame) -> None:
        try:
            self.take(read_frame(name, frame, self.candidates, self.asked), name)
        except FidelityError as error:
            self._refuse(name, error.problems)

    def _file(self, file: File) -> None:
        if file.path.name == SETTINGS and not file.named:
            return
        if not may_be_read(file.path, file.named):
            self._note(file.name, remark("passed-over", "passed over: by its name it holds no records"))
            return
        try:
            if file.path.suffix.lower() in DATA and not file.named:
                ending = file.path.suffix.lower()
                message = f"a file {ending} is not read"
                raise IntakeError(
                    Problem("not-text", message, "save it as .xlsx or .csv, or take it out of the folder")
                )
            self._content(file.name, read_content(file.path), file)
        except FidelityError as error:
            self._refuse(file.name, error.problems)

    def _content(self, name: str, data: bytes, file: File | None) -> None:
        """Read what a file holds."""
        try:
            if kind_of(data) is Kind.TALLY and file is not None:
                self.tallies.append(file.path)
                return
            if self._again(name, data):
                return
            n = self.take(read_one(name, data, self.candidates, self.checker, self.asked), name)
            self._known[hashlib.blake2b(data).digest()] = (name, n)
        except FidelityError as error:
            first = error.problems[0]
            if file is not None and not file.named and all(each.code in _STRANGE for each in error.problems):
                told = remark("passed-over", f"passed over: {first.message}")
                self._note(name, as_note(first) if first.code == "not-ratings" else told)
            else:
                self._refuse(name, error.problems)

    def _again(self, name: str, data: bytes) -> bool:
        """Whether the very same file was read before, under another name."""
        first, n = self._known.get(hashlib.blake2b(data).digest(), ("", 0))
        if not first:
            return False
        one, other = PurePath(first), PurePath(name)
        for fact, differs in (
            (self.asked.from_file, one.stem != other.stem),
            (self.asked.from_folder, one.parent.name != other.parent.name),
        ):
            if fact and differs:
                message = f"it is {first} once more, to the letter, and its name says another {fact}"
                raise IntakeError(Problem("same-file", message, "take out the one that is wrong"))
        self.n_duplicates += n
        message = f"it is {first} once more, to the letter: {many(n, 'record')} left out"
        self._note(name, remark("duplicate-left-out", message))
        return True

    def take(self, read: Read, name: str) -> int:
        """Take what was read of a file; how many records it has."""
        if read.problems:
            self._refuse(name, read.problems)
            return 0
        self.notes += read.notes
        self.n_files += 1
        for part in read.parts:
            candidate = self.candidates.of(part.edition)
            self.parts.setdefault(id(candidate), []).append(part)
        return sum(map(len, read.parts))

    def _refuse(self, name: str, problems: Sequence[Problem]) -> None:
        """Refuse a file, or leave it out and tell."""
        told = [placed(problem, name) for problem in problems]
        if not self.asked.lenient:
            self.problems += told
            return
        message = f"left out for {many(len(told), 'problem')}, the first: {told[0].message}"
        self._note(name, remark("file-left-out", message, told[0].help))

    def _note(self, name: str, note: Problem) -> None:
        self.notes.append(note.at(Place(name)))

    def done(self) -> tuple[Intake, Sequence[Part]]:
        """All of it, settled: what was gathered, and the records, held small.

        Raises:
            IntakeError: Something cannot be used.
        """
        # What is joined is given up.
        parts = [joined_parts(self.parts.pop(key)) for key in [*self.parts]]
        parts.sort(key=lambda part: self.candidates.place(part.edition))
        found = settled(parts, self.asked.clashes)
        problems = tuple(dict.fromkeys((*self.problems, *found.problems)))
        if problems:
            raise IntakeError(problems)
        notes = [*self.notes, *found.notes, *summary(found.parts, self.asked)]
        intake = Intake(
            (),
            in_order(as_note(note) for note in notes),
            tuple(self.tallies),
            self.n_files,
            sum(map(len, found.parts)),
            self.n_duplicates + found.n_duplicates,
            said_of(found.parts),
        )
        return intake, found.parts


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0
