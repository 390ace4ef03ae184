"""The days of a column of dates, in whatever form they were written.

Read without being asked, because they can mean one day only:

- ``2026-04-03``, with or without a time of day; ``2026/4/3``, ``2026.04.03``, ``20260403``;
- a month in English words: ``3 April 2026``, ``3-Apr-26``, ``April 3rd, 2026``;
- ``13/04/2026`` and ``04/13/2026``, since there is no thirteenth month, and ``04/04/2026``;
- a whole number from 20000 to 73050: the day in the count of Excel.

``03/04/2026`` and ``3.4.26`` are read only if the caller says which comes first, or if the same column of the same
table settles it: some of its dates have the day first and none the month, or the other way round. If it holds both,
nothing is settled. Where a year has two digits and comes last it is 2000 to 2069; ``26-04-03`` could also begin with
it, and is read only if the caller says what comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.handins.cell_texts import SINCE_1900, day_of
from fidelity.intake.asked import Order
from fidelity.intake.notes import in_words, many, rows_said
from fidelity.intake.part import recoded, says
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.day import day
from fidelity.ratings.text import Texts

_TIME = re.compile(
    r"(?:T|,?\s+)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]{1,9})?)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_YEAR_FIRST = re.compile(
    r"([0-9]{4})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})|((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})"
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})")
_DAY_WORD = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?([0-9]{1,2})(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?([A-Za-z]{3,9})[.,]?[\s./-]*([0-9]{4}|[0-9]{2})"
)
_WORD_DAY = re.compile(r"(?:[A-Za-z]{2,9}\.?,?\s+)?([A-Za-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_HELP = "write year-month-day: `2026-04-03`"
_ASK = "say which comes first: `--dates day_first` or `--dates month_first`"
_LAST_SERIAL = 73_050
_SUSPICIOUS = 5
"""So many days that could have been turned round make it likely that they were: by chance, one column in a hundred."""


class Form(StrEnum):
    """How a date was written, other than as year-month-day."""

    DAY_FIRST = "with the day first"
    MONTH_FIRST = "with the month first"
    SAME = "the same either way"
    YEAR = "with the year first"
    WORD = "with the month as a word"
    SERIAL = "as Excel's number of the day"
    UNCLEAR = "unclear"


@attrs.frozen
class _Said:
    """What one text says: the day it means, or the days that it can mean with either order."""

    form: Form | None
    found: str = ""
    day_first: str = ""
    month_first: str = ""
    is_evidence: bool = True
    is_blank: bool = False


@attrs.frozen(eq=False)
class Days:
    """A column of dates, read.

    Attributes:
        texts: The days as year-month-day, blank where nothing is said.
        problems: What cannot be read.
        notes: What is to be told.
    """

    texts: Texts
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_days(texts: Texts, rows: npt.NDArray[np.int64], order: Order, epoch: date | None, source: str) -> Days:
    """The days of a column.

    Args:
        texts: The column.
        rows: For each cell, its row.
        order: What comes first, if the caller says so.
        epoch: The day from which the workbook counts.
        source: What the table is called.
    """
    said = [_said(text, epoch or SINCE_1900) for text in texts.texts]
    if all(each.form is None and each.found == text for each, text in zip(said, texts.texts, strict=True)):
        return Days(texts, (), ())
    settled = order or _settled(said)
    found = [_meant(each, order, settled) for each in said]
    reading = _Reading(texts, rows, said, found, source)
    notes = [*reading.read(order, settled), *reading.turned_round()]
    return Days(recoded(texts, [each or "" for each in found]), tuple(reading.problems(order)), tuple(notes))


def _settled(said: list[_Said]) -> Order:
    """What comes first in a column of which nobody says it."""
    forms = {each.form for each in said if each.is_evidence}
    if Form.DAY_FIRST in forms:
        return "" if Form.MONTH_FIRST in forms else "day_first"
    return "month_first" if Form.MONTH_FIRST in forms else ""


def _meant(said: _Said, order: Order, settled: Order) -> str | None:
    """The day that a text means as year-month-day; None where it means none, or nobody can say which."""
    if said.form in (Form.DAY_FIRST, Form.MONTH_FIRST):
        against = order and order != ("day_first" if said.form is Form.DAY_FIRST else "month_first")
        return None if against else said.found or None
    if said.form is Form.UNCLEAR:
        wanted = order or (settled if said.is_evidence else "")
        return {"day_first": said.day_first, "month_first": said.month_first}.get(wanted) or None
    return said.found or ("" if said.is_blank else None)


class _Reading:
    """A column, with what each of its texts says."""

    def __init__(
        self, texts: Texts, rows: npt.NDArray[np.int64], said: list[_Said], found: list[str | None], source: str
    ) -> None:
        self.texts, self.rows, self.said, self.found = texts, rows, said, found
        self.source = source

    def _rows(self, texts: set[str]) -> list[int]:
        listed: list[int] = self.rows[says(self.texts, texts)].tolist()
        return listed

    def problems(self, order: Order) -> Iterator[Problem]:
        """What cannot be read: what nobody can say the order of, all together, and each text that is no day."""
        bad = [(text, each) for text, each, day_ in self._each() if day_ is None]
        unclear = {text for text, each in bad if each.form is Form.UNCLEAR and each.day_first and each.month_first}
        there = [(text, each) for text, each in bad if text not in unclear]
        if unclear and (rows := self._rows(unclear)):
            shown = next(text for text in self.texts.texts if text in unclear)
            forms = {each.form for each in self.said}
            both = {Form.DAY_FIRST, Form.MONTH_FIRST} <= forms
            why = "; other dates of this column have the day first and others the month" if both else ""
            one = next(each for text, each in bad if text == shown)
            message = (
                f"{rows_said(rows)}, column date: {quoted(shown)} can be {one.day_first} or {one.month_first}{why}"
            )
            yield self._problem(Problem("ambiguous-date", message, _ASK, (*rows, "date")))
        for text, each in there:
            if rows := self._rows({text}):
                yield self._problem(_no_day(text, each, rows, order))

    def read(self, order: Order, settled: Order) -> Iterator[Problem]:
        """How dates were read that are not written as year-month-day."""
        often = Counter[str]()
        counts = np.bincount(self.texts.codes, minlength=len(self.texts.texts))
        for number, (each, day_) in enumerate(zip(self.said, self.found, strict=True)):
            if each.form and day_:
                first = Form.DAY_FIRST if day_ == each.day_first else Form.MONTH_FIRST
                often[first if each.form is Form.UNCLEAR else each.form] += int(counts[number])
        if not sum(often.values()):
            return
        total = sum(often.values())
        said = (
            f"{many(total, 'date')} {'was' if total == 1 else 'were'} read {next(iter(often))}"
            if len(often) == 1
            else f"{many(total, 'date')} were read: " + in_words([f"{n:,} {form}" for form, n in sorted(often.items())])
        )
        why = ""
        if (
            settled
            and not order
            and any(e.form is Form.UNCLEAR and d for e, d in zip(self.said, self.found, strict=True))
        ):
            first = Form.DAY_FIRST if settled == "day_first" else Form.MONTH_FIRST
            sample = next(text for text, each, _ in self._each() if each.form is first and each.is_evidence)
            why = f"; {quoted(sample)} in {rows_said(self._rows({sample})[:1])} settles the order of the others"
        yield self._problem(remark("date-read", f"column date: {said}{why}"))

    def turned_round(self) -> Iterator[Problem]:
        """A remark where a spreadsheet seems to have read 03/04 the wrong way round, and left 13/04 as it was."""
        whole = [text for text, each, _ in self._each() if each.form in (None, Form.SERIAL) and each.found]
        days = [each.found for _, each, _ in self._each() if each.form in (None, Form.SERIAL) and each.found]
        forms = {each.form for each in self.said if each.form not in (None, Form.SERIAL)}
        if forms == {Form.DAY_FIRST} and len(days) >= _SUSPICIOUS and all(int(each[8:]) <= 12 for each in days):
            message = (
                f"{rows_said(self._rows(set(whole)))}, column date: none of these days is later in its month than the "
                "12th, and all other dates of the column are: a spreadsheet may have taken the day for the month"
            )
            yield self._problem(remark("days-swapped", message, "compare some of them with the forms"))

    def _each(self) -> Iterator[tuple[str, _Said, str | None]]:
        return zip(self.texts.texts, self.said, self.found, strict=True)

    def _problem(self, problem: Problem) -> Problem:
        return problem.at(Place(self.source))


def _no_day(text: str, said: _Said, rows: list[int], order: Order) -> Problem:
    message = f"{rows_said(rows)}, column date: {quoted(text)} is no day that can be read"
    if said.form in (Form.DAY_FIRST, Form.MONTH_FIRST) and said.found:
        other = "month" if said.form is Form.DAY_FIRST else "day"
        message = f"{rows_said(rows)}, column date: {quoted(text)} does not have the {other} first, as was said"
    elif said.form is Form.UNCLEAR and not order:
        message = f"{rows_said(rows)}, column date: {quoted(text)} can begin with the day, the month or the year"
        return Problem("ambiguous-date", message, _ASK, (*rows, "date"))
    return Problem("bad-date", message, _HELP, (*rows, "date"))


def _said(text: str, epoch: date) -> _Said:
    """What one text says."""
    text = " ".join(text.split())
    plain = day(text)
    if plain is None:
        return _Said(None, is_blank=True)
    if isinstance(plain, date):
        return _Said(None, plain.isoformat())
    if _SERIAL.fullmatch(text) and int(text[:5]) <= _LAST_SERIAL:
        return _Said(Form.SERIAL, day_of(text, epoch))
    text = _TIME.sub("", text)
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, on = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        return _Said(Form.YEAR, _written(year, month, on))
    if match := _DAY_WORD.fullmatch(text):
        return _Said(Form.WORD, _written(match[3], _month(match[2]), match[1]))
    if match := _WORD_DAY.fullmatch(text):
        return _Said(Form.WORD, _written(match[3], _month(match[1]), match[2]))
    if match := _YEAR_LAST.fullmatch(text):
        return _numeric(match[1], match[3], match[4], match[2])
    return _Said(None)


def _numeric(one: str, other: str, year: str, between: str) -> _Said:
    day_first, month_first = _written(year, other, one), _written(year, one, other)
    # 26-04-03 may be meant to begin with the year, so it settles nothing and is not settled by others.
    if len(year) == 2 and len(one) == 2 and between == "-":
        return _Said(Form.UNCLEAR, "", day_first, month_first, False)
    if day_first == month_first:
        return _Said(Form.SAME, day_first)
    if day_first and month_first:
        return _Said(Form.UNCLEAR, "", day_first, month_first)
    return _Said(Form.DAY_FIRST if day_first else Form.MONTH_FIRST, day_first or month_first)


def _month(word: str) -> str:
    found = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold())]
    return str(found[0]) if len(found) == 1 else ""


def _written(year: str, month: str, on: str) -> str:
    """A day as year-month-day; empty where there is no such day, or its year cannot be known."""
    if len(year) == 2:
        year = f"20{year}" if int(year) < 70 else ""
    if not year or not month:
        return ""
    found = day(f"{year}-{month:0>2}-{on:0>2}")
    return found.isoformat() if isinstance(found, date) else ""
