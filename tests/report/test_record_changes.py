"""What one revision changed."""

from __future__ import annotations

from fidelity.report.record_changes import Change, changes, contents, in_order
from tests.report.stored import FACTS, content, entry

NEW = content(
    ratings={"greets": "1", "asks": "1", "listens": "1"},
    notes={"asks": "Twice", "greets": "Warmly"},
    facts={**FACTS, "mode": "live"},
    decided_by=["R1", "R2"],
)


def test_every_cell_that_differs_is_told_with_old_and_new() -> None:
    """What was not there is nothing, and so is what is not there any more; a list is only counted."""
    assert changes(content(), NEW) == (
        Change("ratings", "greets", "2", "1"),
        Change("ratings", "plans", "not_applicable", ""),
        Change("notes", "asks", "Only once", "Twice"),
        Change("notes", "greets", "", "Warmly"),
        Change("facts", "mode", "", "live"),
        Change("", "decided_by", "", "2 entries"),
    )
    assert changes(content(), content()) == ()
    assert changes({"text": "Ask"}, {"text": "Ask first", "parts": {"a": 1}})[0] == Change(
        "", "text", "Ask", "Ask first"
    )


def test_a_change_has_a_name_for_people() -> None:
    """A note is told from a rating."""
    assert [change.what for change in changes(content(), NEW)][1:4] == ["plans", "note at asks", "note at greets"]


def test_items_stand_in_the_order_of_the_checklist() -> None:
    """Within ratings and within notes; facts keep theirs."""
    found = in_order(changes(content(), NEW), ["plans", "greets", "asks"])
    assert [change.what for change in found] == [
        "plans",
        "greets",
        "note at greets",
        "note at asks",
        "mode",
        "decided_by",
    ]


def test_a_sign_off_says_what_the_revision_before_it_says() -> None:
    """A settlement says what its first parent says, and what was erased says nothing."""
    entries = [
        entry(1, content()),
        entry(2, NEW, 1),
        entry(3, None, 1, kind="signed_off"),
        entry(4, None, 2, 3, kind="settled"),
        entry(5, None, 9, kind="erased"),
    ]
    said = contents(entries)
    assert [said[each.id] for each in entries] == [content(), NEW, content(), NEW, {}]
