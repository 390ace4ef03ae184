"""What the pages of tables of figures have in common."""

from __future__ import annotations

import attrs
import pytest

from fidelity.report.page_parts import number, opening, share
from tests.report.estimated import PREFACE


@pytest.mark.parametrize(
    ("value", "text"), [(0.125, "13 %"), (0, "0 %"), (0.001, "< 1 %"), (0.999, "> 99 %"), (1, "100 %")]
)
def test_shares_end_only_where_they_are_ends(value: float, text: str) -> None:
    """Half is rounded up, and what is nearly nothing or nearly all is said to be that."""
    assert share(value) == text


def test_numbers() -> None:
    """Digits as asked for, no minus before nought, and a dash where there is none."""
    assert [number(each) for each in (1.234, -0.001, float("nan"), None, 2)] == ["1.23", "0.00", "–", "–", "2.00"]


def test_a_page_says_what_was_read() -> None:
    """Files, records, duplicates, the rule and the notes."""
    said = " ".join(opening(PREFACE, 80).split())
    assert "Read: 4 files with 217 records; 3 duplicates dropped." in said
    assert PREFACE.one_record in said
    assert f"Note: {PREFACE.notes[0]}" in said
    assert "Read" not in opening(attrs.evolve(PREFACE, n_files=0, n_records=None, n_duplicates=None), 80)
