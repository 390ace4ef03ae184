"""One record on a page."""

from __future__ import annotations

from fidelity.records.observation import from_content
from fidelity.report.observation_scores import score_observation
from fidelity.report.record_text import (
    RecordPage,
    item_ids,
    label_of,
    rating_rows,
    ratings_text,
    record_page_json,
    record_text,
)
from tests.report.stored import FACTS, PLAN, RATINGS, content, entry, record

OBSERVATION = from_content(content())


def page(sealed: bool = False, remark: str = "") -> RecordPage:
    """The page of the sample."""
    scores = None if remark else score_observation(PLAN, OBSERVATION)
    return RecordPage(record(), [entry(1, content())], scores, sealed, remark)


def test_the_whole_page() -> None:
    """Facts in the order of a form, ratings in that of the checklist with their labels and notes, scores, history."""
    assert (
        record_text(page())
        == """\
Observation aaaaaaaa-bbbb
open, 1 revision; visit@1.2 delivery

visit         P03-2026-11-20
date          2026-11-20
practitioner  P03
rater         R1

item     rated             what was rated
-------  ----------------  ---------------
greets   2 – As described  Greets everyone
asks     1 – Attempted     Asks openly
                           Note: Only once
listens  1 – Attempted     Listens
plans    not_applicable    Plans

score      value      used  could be  band
---------  -------  ------  --------  ----
total      66.67    3 of 4            High
caring     1.0      2 of 2
competent  not met
cares      met

History

11111111  2026-11-21 17:05 UTC  R1  recorded"""
    )


def test_a_sealed_page_tells_nothing_of_the_ratings() -> None:
    """On the page, as data, and as rows."""
    text = record_text(page(sealed=True))
    assert "Sealed" in text
    for told in (text, str(record_page_json(page(sealed=True)))):
        assert not [word for word in ("Attempted", "Only once", "66.67", "not_applicable", "asks") if word in told]
    assert rating_rows(page(sealed=True)) == []


def test_without_a_definition_codes_stand_alone() -> None:
    """With the reason, and what was rated in the order in which it was written."""
    text = record_text(page(remark="No texts and scores: it is not installed."))
    assert "No texts and scores: it is not installed." in text
    assert "asks     1               Note: Only once" not in text
    assert "total" not in text
    rows = rating_rows(page(remark="not there"))
    assert rows[1] == {"item": "asks", "rating": "1", "label": "", "text": "", "note": "Only once"}


def test_items_that_were_not_rated_are_shown() -> None:
    """A gap that is not shown is not seen; what a profile leaves out is no gap."""
    half = from_content(content(ratings={"asks": "9", "old": "1"}, notes={}))
    assert item_ids(half, PLAN.checklist) == ["greets", "asks", "listens", "plans", "old"]
    text = ratings_text(half, PLAN.checklist)
    assert "greets   not rated" in text
    assert "9 – not a code of this item" in " ".join(text.split())


def test_statuses_have_words_where_their_code_says_too_little() -> None:
    """Their own name says enough."""
    item = PLAN.checklist.item["plans"]
    assert label_of("not_applicable", item, PLAN.checklist) == ""
    assert label_of("", item, PLAN.checklist) == "not rated"
    assert label_of("1.0", item, PLAN.checklist) == "Attempted"


def test_a_record_of_another_kind_says_what_it_says() -> None:
    """In plain words, without what is blank or meant for programs."""
    said = {
        "format": "x",
        "id": "a",
        "practitioner": "P03",
        "look_again_on": "2026-12-18",
        "item": "",
        "passed": True,
        "until": None,
        "rule": {"agreement": "exact", "within": "", "observations": 3},
        "raters": ["R1", "R2"],
        "items": [{"item": "a"}, {"item": "b"}],
    }
    text = record_text(RecordPage(record(said, kind="certificate", locked=True, n_revisions=2), []))
    assert text.split("\n\n")[:2] == [
        "Certificate aaaaaaaa-bbbb\nsigned off, 2 revisions",
        "practitioner   P03\n"
        "raters         R1, R2\n"
        "look again on  2026-12-18\n"
        "passed         yes\n"
        "rule           agreement exact, observations 3\n"
        "items          2 entries",
    ]


def test_data_hold_content_scores_and_history() -> None:
    """Everything that the page shows."""
    shown = record_page_json(page())
    assert shown["content"] == content()
    assert shown["criteria"] == {"competent": "not met", "cares": "met"}
    assert (shown["visit"], shown["sealed"]) == (FACTS["observation"], False)
    erased = record_page_json(RecordPage(record(content=None, erased=True), [entry(1, None)]))
    assert (erased["content"], erased["state"]) == (None, "erased")
    assert RATINGS["greets"] == "2"
