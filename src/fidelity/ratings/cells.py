"""What a cell means: the one reading of a text in the column of an item, whatever file or frame it came from.

White space around a text is nothing. What is left is read by the first of these that fits:

1. nothing: missing;
2. a code, letter by letter as the scale has it;
3. a code that stands for a status, of the scale or of the checklist;
4. the name of a status: one that the item allows, ``missing``, ``invalid``, or ``off_by_design`` where a profile leaves
   the item out. ``rated`` is refused, because it does not say what the rating was;
5. a number that equals a code: ``2.0`` and ``2.00`` are ``2``, because spreadsheets and data frames write it so;
6. where the scale measures, a raw number (see `fidelity.ratings.measure`).

Everything else is refused, and nothing is rounded, guessed or turned from one kind into another: ``3.7`` is not 3,
``True`` is not 1, ``Yes`` is not ``yes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from fidelity.model.answer import MISSING, Answer, allowed, answers
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.status import Status
from fidelity.problems import Problem, nearest
from fidelity.ratings.measure import advice, canonical, decimal_point, raw, wanted

_SHOWN = 40
NOTHING = ("n/a", "na", "n.a.", "-", "–", ".", "none", "null", "nan", "#n/a", "99", "999", "-99", "-999")
"""What people write where there is no rating; none of it is guessed at."""


@attrs.frozen(eq=False)
class Cells:
    """The reader of one item's column.

    Attributes:
        item: The item.
        levels: The answers that the item can have whatever occurs; raw numbers are further ones.
        texts: The answers that are known by their text.
        numbers: The answers that are known by a number, by its shortest form.
        refused: Names and codes of statuses that this item does not allow.
    """

    item: Item
    levels: tuple[Answer, ...]
    texts: Mapping[str, Answer]
    numbers: Mapping[str, Answer]
    refused: Mapping[str, Status]

    def answer(self, text: str) -> Answer | None:
        """What a text means; None where it means nothing here (`problem` then says why)."""
        text = text.strip()
        found = self.texts.get(text)
        if found is None:
            short = canonical(text)
            found = self.numbers.get(short) if short else None
        if found is not None or not self.item.scale.is_measure:
            return found
        measured = raw(self.item.scale, text)
        if measured is None:
            return None
        if isinstance(measured, Fraction):
            return Answer(Status.RATED, value=measured)
        return Answer(Status.RATED, persons=measured)

    def written(self, answer: Answer, text: str) -> str:
        """An answer in the one way in which it is kept, whatever it was typed as: ``2`` for ``2.0``; blank if missing.

        Args:
            answer: What the text means here.
            text: The text that was read.
        """
        if answer.status is Status.MISSING:
            return ""
        if answer.status is not Status.RATED:
            said: str = answer.status.value
        elif answer.code:
            said = answer.code
        elif answer.value is not None:
            said = plain(answer.value)
        else:
            said = " ".join(text.split())
        if self.answer(said) == answer:
            return said
        # A scale may have a point that is called as a status is; the status then has a code.
        return next((known for known, meant in self.texts.items() if meant == answer), text.strip())

    def problem(self, text: str) -> Problem:
        """Why a text means nothing here, and what would be permitted."""
        text = text.strip()
        found = quoted(text)
        permitted = f"permitted: {', '.join(self.permitted())}"
        if text in self.refused:
            return Problem(
                "status-not-allowed",
                f"{found} is {self.refused[text].value}, which this item does not allow",
                permitted,
            )
        if text == Status.RATED.value:
            return Problem("bad-cell", f"{found} says that there is a rating and not which one", permitted)
        scale = self.item.scale
        if scale.is_measure:
            return Problem("bad-cell", f"{found} is not {wanted(scale)}", advice(scale, text) or permitted)
        hint = (decimal_point(text) if self.numbers else "") or self._meant(text)
        if not hint and text.casefold() in NOTHING:
            hint = f"leave the cell empty if nothing was rated; {permitted}"
        return Problem("bad-cell", f"{found} is not a code of this item", hint or permitted)

    def permitted(self) -> Iterator[str]:
        """What can stand in a cell of this item, for people: codes, measurements, statuses and their codes."""
        codes = [point.code for point in self.item.scale.points]
        yield from codes if len(codes) <= 2 * _SHOWN else [*codes[:_SHOWN], "…", codes[-1]]
        if self.item.scale.is_measure:
            yield wanted(self.item.scale)
        statuses = [answer.status for answer in self.levels if answer.status is not Status.RATED][:-2]
        yield from (status.value for status in statuses)
        names = {status.value for status in Status} | set(codes)
        yield from (
            f"{text} (= {answer.status.value})"
            for text, answer in self.texts.items()
            if text and text not in names and answer.status is not Status.RATED
        )

    def _meant(self, text: str) -> str:
        """The permitted text that differs in letters or spelling only, with all that is permitted after it."""
        if not text or len(text) > _SHOWN:
            return ""
        alike = [known for known in self.texts if known.casefold() == text.casefold()]
        guess = f"did you mean `{alike[0]}`?" if alike else nearest(text, [t for t in self.texts if len(t) > 1])
        return f"{guess} permitted: {', '.join(self.permitted())}" if guess.startswith("did you mean") else ""


def quoted(text: str) -> str:
    """A text as problems show it: short, on one line, between backticks."""
    shown = text if text.isprintable() else ascii(text)[1:-1]
    return f"`{shown}`" if len(shown) <= _SHOWN else f"`{shown[:_SHOWN]}…`"


def cells_of(item: Item, checklist: Checklist) -> Cells:
    """The reader of one item's column, to be made once and asked for each distinct text.

    Args:
        item: An item of the checklist.
        checklist: The checklist, for its codes of statuses and for what a profile leaves out.
    """
    off = item.id in checklist.off
    may = {*allowed(item, off), Status.MISSING, Status.INVALID}
    levels = answers(item, off)
    statuses = {status.value: status for status in Status if status is not Status.RATED}
    named = {**statuses, **checklist.status_codes, **item.scale.status_codes}
    points = {answer.code: answer for answer in levels if answer.status is Status.RATED}
    known = {text: Answer(status) for text, status in named.items() if status in may}
    texts = {"": MISSING, **known, **points}
    return Cells(
        item,
        levels,
        texts,
        _numbers({**known, **points}),
        {text: status for text, status in named.items() if status not in may and text not in points},
    )


def _numbers(texts: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers whose codes are numbers, by the number; a number that means two things is known by its text only."""
    found: dict[str, Answer] = {}
    ambiguous: set[str] = set()
    for text, answer in texts.items():
        short = canonical(text)
        if short and found.setdefault(short, answer) != answer:
            ambiguous.add(short)
    return {short: answer for short, answer in found.items() if short and short not in ambiguous}


def answer_of(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
    """What one text means in the column of an item.

    For a whole column, make the reader once with `cells_of`.

    Args:
        text: The cell.
        item: An item of the checklist.
        checklist: The checklist.

    Returns:
        The answer, or the problem that says why there is none and what is permitted.
    """
    cells = cells_of(item, checklist)
    answer = cells.answer(text)
    return cells.problem(text) if answer is None else answer
