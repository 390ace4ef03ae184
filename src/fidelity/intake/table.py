"""One table read: its records by edition, and everything told that was taken for granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np
import pandas as pd

from fidelity.errors import RatingsError
from fidelity.intake.asked import Asked
from fidelity.intake.columns import Named, item_problems, items_of, named
from fidelity.intake.editions import Candidate, Candidates, chosen
from fidelity.intake.left_out import left_out
from fidelity.intake.long_answers import long_answers
from fidelity.intake.names import visits_within
from fidelity.intake.notes import in_words, many, rows_said
from fidelity.intake.part import Flags, Part, constant, rows_of
from fidelity.intake.raw import Raw
from fidelity.intake.told_facts import plain_texts, told_facts
from fidelity.intake.wide_answers import wide_answers
from fidelity.intake.wording import EDITION_COLUMNS, LONG_COLUMNS
from fidelity.intake.written_answers import with_mark
from fidelity.problems import Place, Problem, Severity, remark
from fidelity.ratings.grid import Grid
from fidelity.ratings.text import Texts
from fidelity.records.observation import VISIT

_NOT_KEPT = frozenset({*EDITION_COLUMNS, *LONG_COLUMNS, "notes", "revision", "signed_off", "text_hash"})
"""Facts that are not kept with a record: they say what it is of, and not who, where and when."""
_EDITIONS = 100
"""How many editions one table can name; a column that names more is about something else."""


@attrs.frozen(eq=False)
class Read:
    """What was read of a file.

    Attributes:
        parts: Its records.
        problems: What is wrong with it.
        notes: What is to be told.
    """

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_table(raw: Raw, candidates: Candidates, asked: Asked) -> Read:
    """The records of a table.

    Args:
        raw: The table as it was found.
        candidates: The editions that it may be of.
        asked: What the caller says.
    """
    table = named(raw, candidates, asked)
    if table.problems or raw.problems:
        return Read((), (*raw.problems, *table.problems), (*raw.notes, *table.notes))
    reading = _Reading(table, candidates, asked)
    parts = tuple(reading.parts())
    return Read(parts, tuple(reading.problems), (*raw.notes, *table.notes, *reading.notes))


class _Reading:
    """A table while it is read."""

    def __init__(self, table: Named, candidates: Candidates, asked: Asked) -> None:
        self.table, self.candidates, self.asked = table, candidates, asked
        out, notes = left_out(table.grid)
        self.grid = _taken(table.grid, ~out) if out.any() else table.grid
        self.problems: list[Problem] = []
        self.notes: list[Problem] = notes
        self._here = Place(table.raw.source)

    def parts(self) -> Iterator[Part]:
        """The records by edition."""
        if not len(self.grid):
            self._wrong(Problem("no-rows", "there is no record below the header", "every record is a row"))
            return
        roles = [role for each in self.candidates.all for role in each.definition.checklist.rated_by]
        told = told_facts(self.table, self.grid, self.asked, roles)
        self.problems += told.problems
        self.notes += told.notes
        for rows, candidate in self._groups(told.texts):
            facts = {name: rows_of(texts, rows) for name, texts in told.texts.items()}
            part = self._part(_taken(self.grid, rows), facts, candidate)
            if part is not None and len(part):
                yield part

    def _groups(self, facts: Mapping[str, Texts]) -> Iterator[tuple[Flags, Candidate]]:
        """The rows of each edition, by what they say of it."""
        saying = {name: facts[name] for name in EDITION_COLUMNS if name in facts}
        frame = pd.DataFrame({name: texts.codes for name, texts in saying.items()}, index=range(len(self.grid)))
        which = frame.groupby(list(saying), sort=False).ngroup().to_numpy() if saying else np.zeros(len(self.grid), int)
        if int(which.max()) >= _EDITIONS:
            message = (
                f"the columns {in_words(list(saying))} say {int(which.max()) + 1:,} different things about the edition"
            )
            self._wrong(Problem("which-edition", message, 'call them otherwise: `--rename "profile=group"`'))
            return
        found: dict[int, tuple[Flags, Candidate]] = {}
        for number in range(int(which.max()) + 1):
            rows = which == number
            first = int(np.flatnonzero(rows)[0])
            said = {name: texts.texts[int(texts.codes[first])] for name, texts in saying.items()}
            for candidate in self._candidates(said, rows):
                before = found.get(id(candidate), (np.zeros(len(rows), np.bool_), candidate))[0]
                found[id(candidate)] = (before | rows, candidate)
        yield from found.values()

    def _candidates(self, said: Mapping[str, str], rows: Flags) -> Sequence[Candidate]:
        """The editions of rows that say the same of them: one, or several checklists side by side."""
        known = self.candidates.narrowed(said)
        where = "" if rows.all() else f"{rows_said(self.grid.rows[rows].tolist())}: "
        if known is None or (isinstance(known, list) and not known):
            words = " ".join(filter(None, (said.get("intervention"), said.get("checklist"), said.get("version"))))
            n = int(np.count_nonzero(rows))
            message = f"{where}{many(n, 'row')} of {words or 'another edition'} left out, since that was not asked for"
            self.notes.append(remark("of-another-edition", message).at(self._here))
            return ()
        found = known if isinstance(known, Problem) else self._chosen(known)
        if isinstance(found, Problem):
            self._wrong(attrs.evolve(found, message=f"{where}{found.message}"))
            return ()
        if isinstance(known, list) and len(known) > len(found):
            message = f"{where}taken for {in_words([each.name for each in found])}, whose items it has"
            self.notes.append(remark("edition-taken", message).at(self._here))
        return found

    def _chosen(self, known: list[Candidate]) -> list[Candidate] | Problem:
        """The candidates among several that the rows are of."""
        item = self.grid.column("item") if self.table.is_long else None
        names = [text for text in item.texts if text] if item is not None else self.table.others
        return chosen(known, names, long=item is not None)

    def _part(self, grid: Grid, facts: dict[str, Texts], candidate: Candidate) -> Part | None:
        checklist = candidate.definition.checklist
        source, long = self.table.raw.source, self.table.is_long
        named_ = visits_within(facts, grid.rows, source, candidate.edition.intervention, checklist.unit, long=long)
        self.problems += named_.problems
        self.notes += named_.notes
        facts = {**facts, VISIT: named_.texts}
        if named_.problems:
            return None
        kept = {name: texts for name, texts in facts.items() if name not in _NOT_KEPT}
        try:
            part = self._long(grid, facts, kept, candidate) if long else self._wide(grid, kept, candidate)
        except RatingsError as error:
            self.problems += map(with_mark, error.problems)
            return None
        return part and self._rated(part.with_facts({"file": constant(source, len(part))}))

    def _wide(self, grid: Grid, facts: dict[str, Texts], candidate: Candidate) -> Part | None:
        """Records out of a table with a row for each."""
        items, told = items_of(self.table, candidate)
        self.notes += told
        failed = False
        for problem in item_problems(self.table, candidate, items, self.asked.absent):
            if problem.severity is Severity.INCOMPLETE:
                self.notes.append(problem.at(self._here))
            else:
                self._wrong(problem)
                failed = True
        if failed:
            return None
        further = [
            name for name in self.table.others if name not in self.table.like_items and not name.startswith("note.")
        ]
        kept = {**facts, **{name: plain_texts(texts) for name in further if (texts := grid.column(name)) is not None}}
        read = wide_answers(self.table, grid, items, candidate, self.asked)
        self.notes += read.notes
        return Part(candidate.edition, candidate.definition, read.columns, kept, grid.rows)

    def _long(self, grid: Grid, facts: dict[str, Texts], kept: dict[str, Texts], candidate: Candidate) -> Part:
        """Records out of a table with a row for each answer."""
        further = {name: plain_texts(texts) for name in self.table.others if (texts := grid.column(name)) is not None}
        read = long_answers(self.table.raw, grid, {**further, **facts}, candidate, self.asked)
        self.notes += read.notes
        names = [*kept, *further]
        return Part(
            candidate.edition,
            candidate.definition,
            read.columns,
            {name: read.facts[name] for name in names},
            read.rows,
        )

    def _rated(self, part: Part) -> Part:
        """The records in which anything was answered; a row that was prepared and never filled in is none."""
        from_missing = np.zeros(len(part), np.bool_)
        checklist = part.definition.checklist
        for item in checklist.items:
            column = part.columns[item.id]
            if item.id not in checklist.off:
                missing = [level.status.value == "missing" for level in column.levels]
                from_missing |= ~np.array(missing)[column.codes]
        if from_missing.all():
            return part
        rows = rows_said(part.rows[~from_missing].tolist())
        self.notes.append(remark("row-left-out", f"{rows}: no item has an answer; left out").at(self._here))
        return part.taken(from_missing)

    def _wrong(self, problem: Problem) -> None:
        self.problems.append(problem.at(self._here))


def _taken(grid: Grid, rows: Flags) -> Grid:
    """Some of the rows of a table."""
    if rows.all():
        return grid
    columns = tuple(rows_of(column, rows) for column in grid.columns)
    return attrs.evolve(grid, columns=columns, rows=grid.rows[rows])
