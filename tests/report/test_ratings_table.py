"""Records as a table of ratings."""

from __future__ import annotations

from fidelity.records.observation import from_content
from fidelity.records.observations import Stored
from fidelity.report.ratings_table import MADE, ExportRow, long_table, wide_table
from tests.report.stored import FACTS, content, record

ITEMS = ("greets", "asks", "listens", "plans")
ONE = ExportRow(Stored(record(), from_content(content())), "in_date")
OTHER = ExportRow(
    Stored(
        record(locked=True),
        from_content(content(facts={**FACTS, "rater": "R2", "version": "a", "asks": "b", "note": "c", "ward": "d"})),
    ),
    "never",
)


def test_a_wide_table_has_a_row_for_each_record() -> None:
    """Who and what first, then the items, and last where it came from; a fact of one has a cell in all."""
    table = wide_table([ONE], ITEMS)
    assert table.head == ("observation", "rater", "date", "practitioner", "role", "mode", *ITEMS, *MADE)
    (row,) = table.rows
    assert row[:10] == ("P03-2026-11-20", "R1", "2026-11-20", "P03", "", "", "2", "1", "1", "not_applicable")
    assert row[10:] == ("in_date", "aaaaaaaa-bbbb", "1" * 64, "1.2", "", "", "no")
    both = wide_table([ONE, OTHER], ITEMS)
    assert [row[both.head.index("ward")] for row in both.rows] == ["", "d"]
    assert [row[-1] for row in both.rows] == ["no", "yes"]


def test_a_fact_that_is_called_like_something_else_gets_a_word_before_it() -> None:
    """No column is there twice, and none means something else to whoever reads the table."""
    for table in (wide_table([OTHER], ITEMS), long_table([OTHER], ITEMS)):
        assert len({*table.head}) == len(table.head)
        assert {"fact.version", "fact.note"} <= {*table.head}
        assert all(len(row) == len(table.head) for row in table.rows)
    assert "fact.asks" in wide_table([OTHER], ITEMS).head
    assert "asks" in long_table([OTHER], ITEMS).head


def test_a_long_table_has_a_row_for_each_item() -> None:
    """Also for those that were not rated."""
    table = long_table([ONE], (*ITEMS, "new"))
    place = table.head.index("item")
    assert [row[place : place + 2] for row in table.rows] == [
        ("greets", "2"),
        ("asks", "1"),
        ("listens", "1"),
        ("plans", "not_applicable"),
        ("new", ""),
    ]


def test_notes_come_only_when_asked_for() -> None:
    """Beside the answer in a long table, in columns of their own in a wide one."""
    assert "Only once" not in str((wide_table([ONE], ITEMS), long_table([ONE], ITEMS)))
    wide, long = wide_table([ONE], ITEMS, with_notes=True), long_table([ONE], ITEMS, with_notes=True)
    assert wide.rows[0][wide.head.index("note.asks")] == "Only once"
    assert [row[long.head.index("note")] for row in long.rows] == ["", "Only once", "", ""]


def test_a_visit_without_a_name_is_called_after_its_record() -> None:
    """Every row of a table names what it is of."""
    nameless = ExportRow(Stored(record(), from_content(content(facts={"rater": "R1"}))))
    assert wide_table([nameless], ITEMS).rows[0][0] == "aaaaaaaa-bbbb"
