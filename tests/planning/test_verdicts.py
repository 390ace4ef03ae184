"""What criteria say of many records at once."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.errors import RatingsError
from fidelity.model.criterion import All, Criterion, ItemTest
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.plan.lowering import lower
from fidelity.planning.verdicts import verdicts
from tests.raters.rated import CHECKLIST, Book


def asks(name: str, item: str, **more: object) -> Criterion:
    """A criterion that asks for one point of an item."""
    return Criterion(name, All((ItemTest(Members((item,)), Range(at_least=Fraction(1))),)), **more)  # type: ignore[arg-type]


PLAN = lower(attrs.evolve(CHECKLIST, criteria=(asks("greets_them", "greets"), asks("asks_them", "asks"))))


def test_each_record_has_its_verdicts() -> None:
    """A missing answer cannot tell, and neither can an item that does not apply; quotes and commas do no harm."""
    book = Book()
    ids = [
        book.rate('V "1", x', "R1", "2 0 2 yes 40"),
        book.rate("V2", "R1", "- 1 2 yes 40"),
        book.rate("V3", "R1", "0 not_applicable 2 yes 40.5", day=""),
    ]
    assert verdicts(book.stored, PLAN) == {
        ids[0]: {"greets_them": "met", "asks_them": "not_met"},
        ids[1]: {"greets_them": "cannot_tell", "asks_them": "met"},
        ids[2]: {"greets_them": "not_met", "asks_them": "cannot_tell"},
    }


def test_of_nothing_there_are_none() -> None:
    """No table is made without a row."""
    assert verdicts([], PLAN) == {}


def test_an_answer_that_means_nothing_is_told() -> None:
    """It is not guessed at."""
    book = Book()
    book.rate("V1", "R1", "7 2 2 yes 40")
    with pytest.raises(RatingsError):
        verdicts(book.stored, PLAN)
