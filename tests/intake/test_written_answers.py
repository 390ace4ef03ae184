"""Cells of items that are not written as the checklist has them."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.definition.reading import read_definition
from fidelity.intake.part import column_of
from fidelity.intake.written_answers import AnswerWords
from tests.cli.sample import DEFINITION

SCALES = """\
  scales:
    words:
      - {code: no, points: 2, label: Did not happen}
      - {code: mended, points: 1, label: Put right}
      - {code: yes, points: 0, label: Happened}
    letters: [{code: a, points: 0, label: First}, {code: A, points: 1, label: Second}]
    amount: {measure: number, at_least: 0}
    twice: [{code: 0, label: Half}, {code: 1, label: half}]
"""
TEXT = DEFINITION.replace("  scales:\n", SCALES).replace(
    "      scores:",
    "".join(
        f"        - {{id: {name}, component: care, scale: {name}, text: {name}}}\n"
        for name in ("words", "letters", "amount", "twice")
    )
    + "      scores:",
)
CHECKLIST = read_definition(TEXT.encode(), "visit.yaml").checklist("delivery")


def words(has_commas: bool = False, **marks: str) -> AnswerWords:
    """A reader."""
    return AnswerWords(CHECKLIST, marks, has_commas)


@pytest.mark.parametrize(
    ("item", "text", "meant"),
    [
        ("plans", "n/a", "not_applicable"),
        ("plans", "N.A.", "not_applicable"),
        ("plans", "Not applicable", "not_applicable"),
        ("words", "Yes", "yes"),
        ("words", "PUT RIGHT", "mended"),
        ("greets", "as described", "2"),
        ("greets", "\uff12", "2"),
        ("plans", "not\u00a0applicable", "not_applicable"),
    ],
)
def test_what_can_mean_one_thing_is_read(item: str, text: str, meant: str) -> None:
    """Capitals, spaces, full-width signs and labels of codes do no harm; n/a is read where the item allows it."""
    assert words().meant(item, text) == meant


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("greets", "n/a"), ("plans", "-"), ("plans", "99"), ("plans", "x"), ("greets", "3"), ("letters", "á"),
        ("twice", "HALF"), ("amount", "2,5"), ("greets", "As describd"), ("greets", "rated"), ("greets", "true"),
    ],
)  # fmt: skip
def test_what_can_mean_several_things_is_left_to_the_strict_reader(item: str, text: str) -> None:
    """An item that does not allow it, a dash, a number of nowhere, two codes at once, a comma between cells."""
    assert words().meant(item, text) is None


@pytest.mark.parametrize(("text", "meant"), [("2,5", "2.5"), ("12,50", "12.50"), ("1,234", None), ("1,2,3", None)])
def test_a_decimal_comma_is_read_where_no_thousands_can_be_meant(text: str, meant: str | None) -> None:
    """Three digits after a comma may be thousands."""
    assert words(has_commas=True).meant("amount", text) == meant


def test_what_the_strict_reader_knows_is_left_alone() -> None:
    """Codes that differ in capitals stay apart."""
    assert [words().meant("letters", text) for text in ("a", "A", "")] == [None, None, None]


def test_the_caller_says_what_a_text_means() -> None:
    """A mark holds wherever the item has what it means, and before anything else."""
    reader = words(X="missing", k="not_applicable")
    assert reader.meant("greets", " x ") == "missing"
    assert reader.meant("plans", "K") == "not_applicable"
    assert reader.meant("greets", "K") is None


def test_what_was_read_is_told_once_with_count_and_first_row() -> None:
    """Two columns with the same text make one note."""
    reader = words()
    rows = np.array([5, 6, 9])
    assert reader.read("plans", column_of(["n/a", "2", "n/a"]), rows).rows().tolist() == [
        "not_applicable", "2", "not_applicable"
    ]  # fmt: skip
    untouched = column_of(["0", "1", "2"])
    assert reader.read("greets", untouched, rows) is untouched
    (note,) = reader.notes("a.csv")
    assert note.message == "`n/a` was read as `not_applicable` in 2 cells of plans, the first in row 5"
