"""The facts of each row of a table: who, where and when, each in the one way in which it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from unicodedata import normalize

import attrs
import numpy as np

from fidelity.handins.facts import MODES, ROLES
from fidelity.intake.asked import Asked
from fidelity.intake.columns import Named
from fidelity.intake.gathered import CONSENSUS
from fidelity.intake.notes import in_words, rows_said
from fidelity.intake.part import constant, is_blank, recoded, says, with_text
from fidelity.intake.raw import Raw
from fidelity.intake.written_answers import bare_mark
from fidelity.intake.written_days import read_days
from fidelity.problems import Place, Problem, nearest, remark
from fidelity.raters.blind import SELF
from fidelity.ratings.cells import quoted
from fidelity.ratings.grid import Grid
from fidelity.ratings.text import Texts
from fidelity.records.observation import FACTS

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SHOWN = 12


@attrs.frozen(eq=False)
class Told:
    """The facts of each row.

    Attributes:
        texts: Them by name, one text for each row.
        problems: What is wrong with them.
        notes: What is to be told.
    """

    texts: Mapping[str, Texts]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def told_facts(table: Named, grid: Grid, asked: Asked, roles: Iterable[str]) -> Told:
    """The facts of each row of a table.

    Args:
        table: The table.
        grid: Its rows, without those that are no records.
        asked: What the caller says.
        roles: Further roles that checklists know.
    """
    making = _Making(table.raw, grid, asked)
    for name in grid.names:
        if name in table.facts:
            making.texts[name] = making.column(name, table.place(name))
    making.say_from_names()
    making.say(asked.facts, "`--fact`")
    if "date" in making.texts:
        making.read_dates()
    making.read_words("role", (*ROLES, *roles, CONSENSUS))
    making.read_words("mode", MODES)
    making.find_consensus()
    making.find_self()
    return Told(making.texts, tuple(making.problems), tuple(making.notes))


class _Making:
    """The facts in the making."""

    def __init__(self, raw: Raw, grid: Grid, asked: Asked) -> None:
        self.raw, self.grid, self.asked = raw, grid, asked
        self.texts: dict[str, Texts] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._here = Place(raw.source)

    def column(self, name: str, place: int) -> Texts:
        """A column whose texts are plain; cells that cannot be taken are reported."""
        texts = self.grid.columns[self.grid.names.index(name)]
        self._report_odd(name, place)
        return plain_texts(texts)

    def _report_odd(self, name: str, place: int) -> None:
        rows = set(self.grid.rows.tolist()) if self.raw.odd else set()
        found = [(row, problem) for (row, column), problem in self.raw.odd.items() if column == place and row in rows]
        formulas = [row for row, problem in found if problem.code == "formula-in-cell"]
        if formulas:
            message = f"{rows_said(formulas)}, column {name}: taken as the formula last came to"
            self.notes.append(remark("formula-in-cell", message).at(self._here))
        for row, problem in found:
            if problem.code != "formula-in-cell" and name in FACTS:
                self._wrong(problem.code, [row], name, problem.message, problem.help)

    def _wrong(self, code: str, rows: list[int], name: str, message: str, help_: str = "") -> None:
        where = f"{rows_said(rows)}, column {name}"
        self.problems.append(Problem(code, f"{where}: {message}", help_, (*rows, name), self._here))

    def say_from_names(self) -> None:
        """Let the names of file, folder and sheet say what the caller says that they do."""
        path = PurePath(self.raw.file)
        for fact, text, option in (
            (self.asked.from_file, path.stem, "`--from-name`"),
            (self.asked.from_folder, path.parent.name, "`--from-folder`"),
            (self.asked.from_sheet, self.raw.tab, "`--from-sheet`"),
        ):
            if fact and text:
                self.say({fact: text}, option)
            elif fact:
                message = f"nothing says its {fact}: it has no such name ({option})"
                self.problems.append(Problem("name-says", message, "leave the option out").at(self._here))

    def say(self, facts: Mapping[str, str], whence: str) -> None:
        """Let facts hold where rows say nothing; rows that say something else contradict them."""
        for name, written in facts.items():
            text = _plain(written)
            held = self.texts.get(name, constant("", len(self.grid)))
            others = ~is_blank(held) & ~says(held, {text})
            if others.any():
                rows = self.grid.rows[others].tolist()
                message = f"it says {quoted(held.texts[int(held.codes[np.flatnonzero(others)[0]])])}, and {whence} says"
                self._wrong("fact-contradicts", rows, name, f"{message} {quoted(text)}", "keep the one that is true")
            self.texts[name] = with_text(held, is_blank(held), text)

    def read_dates(self) -> None:
        """Read the dates."""
        read = read_days(self.texts["date"], self.grid.rows, self.asked.dates, self.raw.epoch, self.raw.source)
        self.texts["date"] = read.texts
        self.problems += read.problems
        self.notes += read.notes

    def read_words(self, name: str, known: Iterable[str]) -> None:
        """Read a fact that is one of a few words; others are refused: a mistaken role mixes what must stay apart."""
        texts = self.texts.get(name)
        if texts is None:
            return
        words = {bare_mark(word): word for word in known}
        marks = {bare_mark(written): meant for written, meant in self.asked.marks.items()}
        new, told = [], []
        for text in texts.texts:
            meant = words.get(bare_mark(marks.get(bare_mark(text), text)), "")
            rows = self.grid.rows[says(texts, {text})].tolist()
            if text and not meant and rows:
                help_ = f'{nearest(text[:60], words.values())}; `--mark "{text}=…"`'
                self._wrong("bad-fact", rows, name, f"{quoted(text)} is not known", help_)
            elif meant != text and rows:
                told.append(f"{quoted(text)} as {meant}")
            new.append(meant)
        if told:
            self.notes.append(remark("cell-read", f"column {name}: read {in_words(told, _SHOWN)}").at(self._here))
        self.texts[name] = recoded(texts, new)

    def find_consensus(self) -> None:
        """Give the role to what raters agreed on where the rater says it."""
        rater = self.texts.get("rater")
        if rater is not None and any(text.casefold() == CONSENSUS for text in rater.texts):
            agreed = says(rater, {text for text in rater.texts if text.casefold() == CONSENSUS})
            self.texts["role"] = with_text(self.texts.get("role", constant("", len(self.grid))), agreed, CONSENSUS)

    def find_self(self) -> None:
        """Give the role to whoever rated their own practice, where nothing says a role."""
        rater, practitioner = self.texts.get("rater"), self.texts.get("practitioner")
        if rater is None or practitioner is None:
            return
        role = self.texts.get("role", constant("", len(self.grid)))
        place = {text: code for code, text in enumerate(rater.texts)}
        as_rater = np.array([place.get(text, -1) for text in practitioner.texts], np.int64)[practitioner.codes]
        own = (as_rater == rater.codes) & ~is_blank(rater) & is_blank(role)
        if own.any():
            rows = self.grid.rows[own].tolist()
            self.texts["role"] = with_text(role, own, SELF)
            message = (
                f"{rows_said(rows)}: the rater is the practitioner, so this is taken as their own view (role self)"
            )
            self.notes.append(remark("self-rated", message).at(self._here))


def plain_texts(texts: Texts) -> Texts:
    """A column without what nobody sees, so that what looks alike is one group.

    Args:
        texts: The column.
    """
    return recoded(texts, [_plain(text) for text in texts.texts])


def _plain(text: str) -> str:
    """A text without what nobody sees: odd white space, and accents that some systems write as characters apart."""
    return normalize("NFC", " ".join(text.translate(_UNSEEN).split()))
