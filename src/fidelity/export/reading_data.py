"""How answers are read, as plain data: what each text means in an item's column, and what is said of one without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.ratings.cells import NOTHING, Cells, cells_of
from fidelity.ratings.measure import advice, ends, wanted

_A_DATE = "2026-04-04"
"""Stands for all texts that a spreadsheet has made a date of."""


def reading_data(checklist: Checklist) -> dict[str, Any]:
    """How the answers of a checklist are read.

    Returns:
        Under ``readers`` what is alike for many items, under ``items`` each item with the place of its reader, and
        under ``nothing`` what people write where there is no rating.
    """
    readers: list[dict[str, Any]] = []
    items: list[tuple[str, int]] = []
    for item in checklist.items:
        reader = _reader(cells_of(item, checklist))
        if reader not in readers:
            readers.append(reader)
        items.append((item.id, readers.index(reader)))
    return {"items": items, "readers": readers, "nothing": NOTHING}


def _reader(cells: Cells) -> dict[str, Any]:
    answers = list(dict.fromkeys(cells.texts.values()))
    scale = cells.item.scale
    reader: dict[str, Any] = {
        "answers": [_answer(answer, cells.texts) for answer in answers],
        "texts": [(text, answers.index(answer)) for text, answer in cells.texts.items()],
        "numbers": [(short, answers.index(answer)) for short, answer in cells.numbers.items()],
        "refused": [(text, status.value) for text, status in cells.refused.items()],
        "permitted": f"permitted: {', '.join(cells.permitted())}",
    }
    if scale.kind is not None:
        low, high = (None if end is None else str(end) for end in ends(scale))
        reader |= {"kind": scale.kind.value, "low": low, "high": high, "wanted": wanted(scale)}
        reader |= {"advice": advice(scale, ""), "advice_on_dates": advice(scale, _A_DATE)}
    return reader


def _answer(answer: Answer, texts: Mapping[str, Answer]) -> tuple[str, str, str | None]:
    """An answer: the text that is kept for it, its status, and its points."""
    usual = {Status.RATED: answer.code, Status.MISSING: ""}.get(answer.status, answer.status.value)
    # A point of the scale may be called as a status is; the status is then known by another text.
    kept = usual if texts.get(usual) == answer else next(text for text in texts if texts[text] == answer)
    return kept, answer.status.value, None if answer.value is None else str(answer.value)
