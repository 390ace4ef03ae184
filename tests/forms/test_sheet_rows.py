"""The rows of a fill-in sheet."""

from __future__ import annotations

from fidelity.forms.sheet_rows import fact_row, form_rows, item_row
from tests.forms.samples import blank

FORM = blank(site="N7")


def test_an_item_says_what_can_be_answered() -> None:
    """Points with their labels, statuses with their codes, and what each looks like."""
    row = item_row(FORM.questions[1])
    assert (row.key, row.number, row.question, row.answer) == ("item:plans", "2", "Makes a plan", "")
    assert row.permitted == (
        "2 = Yes",
        "1 = Partly",
        "0 = No",
        "not_applicable or NA = Not applicable",
        "not_observed = Not observed",
    )
    assert row.guidance == "Work on a plan. Read it together. Look at: observation and record."
    assert [text for text, _, _ in row.answers] == ["2", "1", "0", "not_applicable", "NA", "not_observed"]
    assert row.answers[0] == ("2", "Yes", "All steps.")
    assert row.answers[4] == ("NA", "Not applicable", "The same as not_applicable.")


def test_a_measurement_says_what_it_can_be() -> None:
    """In the words of the one reading of cells."""
    assert item_row(FORM.questions[2]).permitted == ("a number of at least 0",)
    assert item_row(FORM.questions[3]).permitted == ("a percentage from 0 to 100",)
    assert item_row(FORM.questions[4]).permitted == ("results of persons",)


def test_a_fact_says_how_it_is_answered() -> None:
    """What is known is there already."""
    rows = {row.key: row for row in map(fact_row, FORM.fields)}
    assert rows["fact:site"].answer == "N7"
    assert rows["fact:date"].permitted == ("year-month-day: 2026-11-20", "needed")
    assert rows["fact:minutes"].permitted == ("a whole number of at least 1",)
    assert [text for text, _, _ in rows["fact:mode"].answers] == ["live", "video", "audio", "documents"]
    assert rows["fact:rater"].permitted == ("needed",)


def test_the_last_rows_say_which_form_it_is() -> None:
    """To the letter; the id is made when the sheet is handed in."""
    edition = FORM.edition
    assert [(row.key, row.answer) for row in form_rows(FORM)] == [
        ("form:edition", "visit/delivery@1.2"),
        ("form:plan_hash", edition.plan_hash),
        ("form:text_hash", edition.text_hash),
        ("form:id", ""),
    ]
