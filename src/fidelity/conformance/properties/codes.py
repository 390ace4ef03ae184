"""What stands in a cell: what is no answer is refused, and a code of a status is never points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.number import exact, plain
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.problems import Problem

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NEVER = ("True", "abc", "3,7", "1e2", "٣")
"""Texts that are an answer to no item, unless its scale has them as codes."""


def refused(subject: Subject) -> Iterator[Problem]:
    """Codes outside the list, fractions between points, truth values and text are refused, with what is permitted."""
    for variant in subject.variants:
        for item in variant.checklist.items:
            for text in _strangers(item, variant.checklist):
                read = variant.engine.cell(text, item, variant.checklist)
                if not isinstance(read, Problem):
                    message = f"`{text}` is taken for an answer to item `{item.id}`: {read.status.value} {read.code}"
                    yield Problem("codes", message.rstrip(), "", variant.path)
                elif not read.help:
                    message = f"`{text}` is refused for item `{item.id}` without a word of what is permitted"
                    yield Problem("codes", message, "", variant.path)


def _strangers(item: Item, checklist: Checklist) -> Iterator[str]:
    known = {point.code for point in item.scale.points} | {*item.scale.status_codes, *checklist.status_codes}
    yield from (text for text in _NEVER if text not in known)
    scale = item.scale
    if scale.kind is Kind.PERSONS:
        yield from ("5/4", "4")
    elif scale.is_measure:
        yield from (plain(scale.lowest - 1),) if scale.lowest is not None else ()
        yield from (plain(scale.highest + 1),) if scale.highest is not None else ()
        yield from ("3.7",) if scale.step == 1 else ()
    else:
        numbers = {exact(code) for code in known if _NUMBER.fullmatch(code)}
        near = {number + step for number in numbers for step in (exact("0.5"), 1, -1)}
        yield from (plain(number) for number in sorted(near - numbers))


def reserved(subject: Subject) -> Iterator[Problem]:
    """A code that stands for a status is read as that status, and brings no number into any score."""
    for variant in subject.variants:
        for item in variant.checklist.items:
            for code, status in item.scale.status_codes.items():
                read = variant.engine.cell(code, item, variant.checklist)
                if isinstance(read, Problem) or read.status is not status or read.value is not None:
                    message = (
                        f"code `{code}` of item `{item.id}` stands for {status.value}, and is read as something else"
                    )
                    yield Problem("status-codes", message, "", variant.path)


def blank(subject: Subject) -> Iterator[Problem]:
    """An empty cell is missing, and a nought is not."""
    for variant in subject.variants:
        for item in variant.checklist.items:
            read = variant.engine.cell("", item, variant.checklist)
            if isinstance(read, Problem) or read.status is not Status.MISSING:
                message = f"an empty cell of item `{item.id}` is not read as missing"
                yield Problem("codes", message, "", variant.path)
