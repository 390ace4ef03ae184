"""The history of a record, on a page and as data."""

from __future__ import annotations

from fidelity.report.history_text import changes_text, history_json, history_text, when
from fidelity.report.record_changes import Change
from tests.report.stored import PLAN, RATINGS, content, entry

ENTRIES = [
    entry(1, content()),
    entry(2, content(ratings={**RATINGS, "plans": "2", "asks": "2"}), 1),
    entry(3, None, 2, kind="signed_off", why=""),
    entry(4, None, 3, kind="unlocked"),
    entry(5, None, 4, kind="erased"),
]


def test_who_when_and_why_with_old_and_new() -> None:
    """One paragraph an entry, items in the order of the checklist."""
    assert history_text(ENTRIES, PLAN.checklist) == (
        "11111111  2026-11-21 17:05 UTC  R1  recorded\n"
        "22222222  2026-11-22 17:05 UTC  R2  corrected: reason 2\n"
        "           was             is\n"
        "    -----  --------------  --\n"
        "    asks   1               2\n"
        "    plans  not_applicable  2\n"
        "33333333  2026-11-23 17:05 UTC  R3  signed off\n"
        "44444444  2026-11-24 17:05 UTC  R4  unlocked: reason 4\n"
        "55555555  2026-11-25 17:05 UTC  R5  erased: reason 5"
    )


def test_of_a_sealed_visit_only_who_when_and_why_is_told() -> None:
    """What was changed would tell what was rated."""
    assert "asks" not in history_text(ENTRIES, sealed=True)
    assert "corrected: reason 2" in history_text(ENTRIES, sealed=True)
    assert [each["changes"] for each in history_json(ENTRIES, sealed=True)] == [[]] * 5


def test_sides_of_a_clash_are_named_as_such() -> None:
    """Until they are settled; then the settlement says what stands, and changed nothing itself."""
    apart = [*ENTRIES[:2], entry(3, content(ratings={}), 1)]
    assert history_text(apart).count("one side of a clash") == 2
    settled = [*apart, entry(4, apart[1].content, 2, 3, kind="settled")]
    text = history_text(settled)
    assert "one side of a clash" not in text
    assert text.endswith("R4  settled: reason 4")


def test_the_same_as_data() -> None:
    """Every entry with its parents and its changes."""
    shown = history_json(ENTRIES)
    assert [each["kind"] for each in shown] == ["observation", "observation", "signed_off", "unlocked", "erased"]
    assert shown[1]["parents"] == ["1" * 64]
    assert shown[1]["changes"] == [
        {"part": "ratings", "name": "asks", "old": "1", "new": "2"},
        {"part": "ratings", "name": "plans", "old": "not_applicable", "new": "2"},
    ]


def test_long_reasons_and_notes_stay_on_the_page() -> None:
    """Nothing is wider than it."""
    long = "because of this and that " * 8
    entries = [entry(1, content()), entry(2, content(notes={"asks": long}), 1, why=long.strip())]
    assert max(map(len, history_text(entries, width=60).splitlines())) <= 60


def test_nothing_is_shown_as_a_dash() -> None:
    """A blank cell could be overlooked."""
    assert changes_text([Change("facts", "mode", "", "live")]).splitlines()[-1].split() == ["mode", "–", "live"]
    assert when("2026-11-23T17:05:59.123456Z") == "2026-11-23 17:05 UTC"
