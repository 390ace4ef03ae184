"""A list of records on a page."""

from __future__ import annotations

from typing import Any

import pytest

from fidelity.records.entry import Record
from fidelity.report.records_text import (
    checklist_of,
    fact,
    named,
    record_row,
    records_json,
    records_text,
    short,
    state_of,
)
from tests.report.stored import FACTS, content, record

NAMES = ("practitioner", "rater", "site")


def visit(day: str, practitioner: str = "P03", rater: str = "R1", **changes: object) -> Record:
    """A record of a visit."""
    facts = {**FACTS, "observation": f"{practitioner}-{day}", "date": day, "practitioner": practitioner, "rater": rater}
    return record(content(facts=facts), **changes)


def heading(*records: Record) -> str:
    """The first line of a page."""
    return records_text(records).splitlines()[0]


def columns(*records: Record, width: int = 80) -> list[str]:
    """The headings of the table."""
    return next(line for line in records_text(records, width).splitlines() if line.startswith("id ")).split()


def test_what_all_say_stands_above_them_once() -> None:
    """And what differs is a column."""
    first, second = visit("2026-11-20"), visit("2026-11-21")
    assert heading(first, second) == "2 observations of visit delivery, version 1.2, practitioner P03, rater R1"
    assert columns(first, second) == ["id", "visit", "date", "state", "rev."]
    other = visit("2026-11-20", "P04", "R2")
    assert heading(first, other) == "2 observations of visit delivery, version 1.2, on 2026-11-20"
    assert columns(first, other) == ["id", "visit", "practitioner", "rater", "state", "rev."]


def test_of_one_record_all_is_in_its_row() -> None:
    """There is nothing to have in common."""
    assert heading(visit("2026-11-20")) == "1 record"
    assert "P03" in records_text([visit("2026-11-20")])


def test_a_page_that_is_too_narrow_leaves_out_what_the_name_of_the_visit_says() -> None:
    """Day and practitioner are in it, so each record keeps its line."""
    goal = record({"practitioner": "P03", "text": "Ask"}, kind="goal")
    several = [visit("2026-11-20", "P03"), visit("2026-11-21", "P04", "R2", locked=True), visit("2026-11-22", "P05")]
    consensus = visit("2026-11-20", "P03", "consensus", kind="consensus")
    assert columns(*several) == ["id", "visit", "date", "practitioner", "rater", "state", "rev."]
    assert columns(*several, consensus) == ["id", "kind", "visit", "practitioner", "rater", "state", "rev."]
    assert len(records_text([*several, consensus]).splitlines()) == 8
    assert max(map(len, records_text([*several, consensus, goal]).splitlines())) <= 80


def test_several_checklists_and_versions_are_columns() -> None:
    """A goal without a version makes no difference."""
    other = record(content(version="1.3", checklist="receipt"))
    goal = record({"practitioner": "P03", "intervention": "visit", "checklist": "delivery"}, kind="goal")
    assert {"checklist", "version"} <= {*columns(visit("2026-11-20"), other, width=120)}
    assert heading(visit("2026-11-20"), goal) == "2 records of visit delivery, version 1.2, practitioner P03"


def test_an_erased_record_takes_nothing_from_the_others() -> None:
    """It says nothing of its visit, which may have been another one; of what kind it was is known."""
    erased = record(content=None, erased=True)
    text = records_text([visit("2026-11-20"), visit("2026-11-21"), erased])
    assert " ".join(text.partition("\n\n")[0].split()) == (
        "3 observations, 1 of them erased, the others of visit delivery, version 1.2, practitioner P03, rater R1"
    )
    assert text.splitlines()[-1].split() == ["aaaaaaaa", "erased", "1"]
    assert "kind" in columns(record(content=None, erased=True, kind="goal"), visit("2026-11-20"))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "open"),
        ({"locked": True}, "signed off"),
        ({"tips": ("1", "2"), "locked": True}, "clash"),
        ({"erased": True, "content": None}, "erased"),
    ],
)
def test_how_a_record_stands(changes: dict[str, Any], state: str) -> None:
    """What has to be done about it comes first."""
    assert state_of(record(**changes)) == state


def test_facts_are_found_in_every_kind_of_record() -> None:
    """Among the facts of a visit, or at the top of a goal; what is no text is none."""
    assert [fact(record(), name) for name in NAMES] == ["P03", "R1", ""]
    assert fact(record({"practitioner": "P03", "n": 3}), "practitioner") == "P03"
    assert fact(record({"n": 3, "facts": "none"}), "n") == ""
    row = record_row(record({"set_on": "2026-11-20", "visit": "P03-2026-11-20"}, kind="goal"))
    assert (row["date"], row["visit"]) == ("2026-11-20", "P03-2026-11-20")
    assert record_row(record({"on": "2026-11-20"}, kind="certificate"))["date"] == "2026-11-20"


def test_records_have_short_names() -> None:
    """The beginning of an id, what it is of, and which checklist."""
    assert short("sha256:0123456789") == "01234567"
    assert named(record()) == "observation aaaaaaaa (P03-2026-11-20, R1)"
    assert named(record(content=None, kind="goal")) == "goal aaaaaaaa"
    assert checklist_of(record(content(profile="short"))) == "visit@1.2 delivery short"
    assert checklist_of(record({})) == ""


def test_data_tell_of_records_and_of_no_ratings() -> None:
    """Whoever lists them need not be allowed to see them."""
    listed: Any = records_json([record(tips=("1", "2"))])
    (shown,) = listed["records"]
    assert shown["tips"] == ["1", "2"]
    assert "ratings" not in str(shown)
