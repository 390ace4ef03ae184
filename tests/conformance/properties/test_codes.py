"""What stands in a cell."""

from __future__ import annotations

import attrs
import pytest

from fidelity.conformance.engine import ENGINE
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.status import Status
from fidelity.problems import Problem
from tests.conformance.asked import subject_of, told


def asked_of(item_id: str) -> set[str]:
    """What the check tries in the column of an item."""
    tried: set[str] = set()

    def cell(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
        tried.update([text] if item.id == item_id else [])
        return ENGINE.cell(text, item, checklist)

    assert told("codes", engine=attrs.evolve(ENGINE, cell=cell)) == []
    return tried


@pytest.mark.parametrize(
    ("item_id", "tried"),
    [
        ("asks", {"True", "abc", "3,7", "0", "6", "1.5", "4.5"}),
        ("shows_book", {"True", "0.5", "2", "-1"}),
        ("length", {"True", "-1", "61", "3.7"}),
    ],
)
def test_what_lies_near_a_scale_is_tried(item_id: str, tried: set[str]) -> None:
    """Codes just beyond, fractions between points, numbers outside the ends: of each scale its own."""
    assert tried <= asked_of(item_id)


def test_codes_of_statuses_are_no_strangers() -> None:
    """What stands for a status is an answer, also where it lies near a point."""
    assert "9" not in asked_of("shows_book")
    assert told("codes", ("statuses: {9: insufficient_data}", "statuses: {2: insufficient_data}")) == []


@pytest.mark.parametrize(("name", "text"), [("blank", ""), ("status-codes", "9")])
def test_a_cell_that_is_refused_is_told_too(name: str, text: str) -> None:
    """A reader that takes neither a blank nor the code of a status is as wrong as one that takes them for points."""

    def cell(given: str, item: Item, checklist: Checklist) -> Answer | Problem:
        return Problem("bad-cell", "no") if given == text else ENGINE.cell(given, item, checklist)

    assert subject_of().variants[0].checklist.item["shows_book"].scale.status_codes == {"9": Status.INSUFFICIENT_DATA}
    assert {code for code, _ in told(name, engine=attrs.evolve(ENGINE, cell=cell))} == {
        "codes" if name == "blank" else "status-codes"
    }
