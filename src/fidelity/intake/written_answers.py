"""Answers as people write them: what can mean one thing only is read and told, everything else is refused as ever.

The reader of cells (`fidelity.ratings.cells`) is strict. Before it refuses a text, the text is read by the first of
these that gives an answer of the item:

1. what the caller says that it means;
2. the same with white space and full-width signs made plain;
3. a code, a status or a code of a status, in other capitals, where one only fits;
4. the name of a status with spaces for underscores; ``n/a``, ``n.a.`` and ``na``, where the item allows *not
   applicable*;
5. a decimal comma, where a comma does not stand between cells and no thousands can be meant;
6. the label of one of its codes, in whatever capitals.

``-``, ``99`` and their like are not among them: they mean missing to one and not applicable to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.intake.notes import in_words, many, rows_said
from fidelity.intake.part import recoded
from fidelity.intake.wording import bare
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import Cells, cells_of, quoted
from fidelity.ratings.text import Texts

_NOT_APPLICABLE = frozenset({"n/a", "na", "n.a.", "n.a", "n / a", "n. a.", "not appl.", "not applicable"})
_COMMA = re.compile(r"-?[0-9]{1,12},[0-9]{1,12}")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
_NAMED = 6
_NO_CODE = re.compile(r": `([^`\"=]{1,20})` is ")


class AnswerWords:
    """Reads what people write in the columns of items, and remembers what was read otherwise than written.

    Args:
        checklist: The checklist.
        marks: What texts mean, where the caller says so.
        has_commas: Whether commas do not stand between cells.
    """

    def __init__(self, checklist: Checklist, marks: Mapping[str, str], has_commas: bool) -> None:
        self._cells = {item.id: cells_of(item, checklist) for item in checklist.items}
        self._labels = {
            item.id: _labels((point.label, point.code) for point in item.scale.points) for item in checklist.items
        }
        self._marks = {bare_mark(written): meant for written, meant in marks.items()}
        self._has_commas = has_commas
        self._told: dict[tuple[str, str], tuple[int, list[str], int]] = {}

    def read(self, item: str, texts: Texts, rows: npt.NDArray[np.int64]) -> Texts:
        """A column of answers in words that the strict reader knows, as far as they can be known.

        Args:
            item: The item.
            texts: The column.
            rows: For each cell, its row.
        """
        new = [self.meant(item, text) for text in texts.texts]
        for number, (text, said) in enumerate(zip(texts.texts, new, strict=True)):
            if said is not None:
                found = rows[texts.codes == number]
                if len(found):
                    self._remember(text, said, item, int(found[0]), len(found))
        if all(each is None for each in new):
            return texts
        return recoded(texts, [text if each is None else each for text, each in zip(texts.texts, new, strict=True)])

    def meant(self, item: str, text: str) -> str | None:
        """What a text means that the strict reader does not know; None where it stays as it is.

        Args:
            item: The item.
            text: The text.
        """
        cells = self._cells[item]
        marked = self._marks.get(bare_mark(text)) if self._marks else None
        if marked is not None and cells.answer(marked) is not None:
            return marked
        if cells.answer(text) is not None:
            return None
        return next((each for each in self._guesses(cells, text) if each and cells.answer(each) is not None), None)

    def _guesses(self, cells: Cells, text: str) -> Iterator[str]:
        plain = " ".join(normalize("NFKC", text).split())
        yield plain
        folded = plain.casefold()
        alike = {known for known in cells.texts if known and known.casefold() == folded}
        yield alike.pop() if len(alike) == 1 else ""
        yield next((status.value for status in Status if status.value == bare(plain)), "")
        yield Status.NOT_APPLICABLE.value if folded in _NOT_APPLICABLE else ""
        if _COMMA.fullmatch(plain) and self._has_commas and not _THOUSANDS.fullmatch(plain):
            yield plain.replace(",", ".")
        yield self._labels[cells.item.id].get(folded, "")

    def _remember(self, text: str, said: str, item: str, row: int, n: int) -> None:
        total, items, first = self._told.get((text, said), (0, [], row))
        self._told[text, said] = (total + n, [*items, item] if item not in items else items, min(first, row))

    def notes(self, source: str) -> Iterator[Problem]:
        """What was read otherwise than written.

        Args:
            source: What the table is called.
        """
        for (text, said), (n, items, row) in self._told.items():
            where = f"{many(n, 'cell')} of {in_words(items, _NAMED)}, the first in {rows_said([row])}"
            yield remark("cell-read", f"{quoted(text)} was read as `{said}` in {where}").at(Place(source))


def with_mark(problem: Problem) -> Problem:
    """A problem with a cell, with the option that says what such cells mean.

    Args:
        problem: The problem.
    """
    found = _NO_CODE.search(problem.message) if problem.code == "bad-cell" else None
    if found is None:
        return problem
    help_ = f'`--mark "{found[1]}=missing"` if that is what it means; else {problem.help}'
    return attrs.evolve(problem, help=help_)


def bare_mark(text: str) -> str:
    """A text as marks are compared: without white space around it, in whatever capitals."""
    return " ".join(normalize("NFKC", text).split()).casefold()


def _labels(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """The codes by label; labels that stand for two codes are left out."""
    found: dict[str, set[str]] = {}
    for label, code in pairs:
        found.setdefault(bare_mark(label), set()).add(code)
    return {label: codes.pop() for label, codes in found.items() if label and len(codes) == 1}
