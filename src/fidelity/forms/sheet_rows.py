"""The rows of a fill-in sheet: the same as a workbook and as text."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.forms.blank import Blank, Instead, Question
from fidelity.forms.facts import Answered, Field
from fidelity.handins.layout import EDITION, FACT, FORM, ID, ITEM, PLAN_HASH, TEXT_HASH, edition_text, key

KEEP = "Leave this row as it is"
"""What stands beside what says which form this is."""
_LIKE = {
    Answered.DAY: ("year-month-day: 2026-11-20",),
    Answered.NUMBER: ("a whole number of at least 1",),
}
"""What a fact looks like, by how it is answered."""


@attrs.frozen
class SheetRow:
    """A row of a fill-in sheet.

    Attributes:
        key: What it is about, for the program that reads it back.
        number: The number of the item; empty for other rows.
        question: What is asked.
        answer: What is known already; mostly empty.
        permitted: What can be answered, in words, line by line.
        guidance: How to decide.
        answers: What can be answered, where it is one of a few: the text, its label, and what it looks like.
    """

    key: str
    number: str = ""
    question: str = ""
    answer: str = ""
    permitted: tuple[str, ...] = ()
    guidance: str = ""
    answers: tuple[tuple[str, str, str], ...] = ()


def fact_row(field: Field) -> SheetRow:
    """The row of a fact."""
    answers = tuple((value, label, "") for value, label in field.choices)
    like = _LIKE.get(field.answered) or tuple(map(_spoken, field.choices))
    return SheetRow(
        key(FACT, field.name),
        question=field.label,
        answer=field.value,
        permitted=(*like, *(("needed",) if field.required else ())),
        guidance="" if field.answered is Answered.DAY else field.hint,
        answers=answers,
    )


def item_row(question: Question) -> SheetRow:
    """The row of an item."""
    points = ((each.code, each.label, each.anchor) for each in question.choices)
    permitted = [_spoken((each.code, each.label)) for each in question.choices]
    permitted += (_spoken((" or ".join((each.text, *each.codes)), each.label)) for each in question.instead)
    look = f"Look at: {question.evidence}." if question.evidence else ""
    return SheetRow(
        key(ITEM, question.id),
        str(question.number),
        question.text,
        permitted=(*((question.wanted,) if question.wanted else ()), *permitted),
        guidance=" ".join(filter(None, (question.group and f"{question.group}.", question.item.guidance, look))),
        answers=(*points, *(row for each in question.instead for row in _instead(each))),
    )


def _instead(each: Instead) -> Iterator[tuple[str, str, str]]:
    yield each.text, each.label, each.meaning
    yield from ((code, each.label, f"The same as {each.text}.") for code in each.codes)


def form_rows(blank: Blank) -> Iterator[SheetRow]:
    """The rows that say which form this is."""
    edition = blank.edition
    said = edition_text(edition.intervention, edition.version, edition.checklist, edition.profile)
    texts = {EDITION: said, PLAN_HASH: edition.plan_hash, TEXT_HASH: edition.text_hash, ID: ""}
    yield from (SheetRow(key(FORM, name), question=KEEP, answer=text) for name, text in texts.items())


def _spoken(answer: tuple[str, str]) -> str:
    """What can be answered, in words: ``2 = As described``."""
    text, label = answer
    return f"{text} = {label}" if label and label != text else text
