"""A form is filled in as people do it: with keys alone, with fingers, in any order, and with mistakes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from fidelity.forms.html import form_html
from fidelity.records.observation import from_content
from tests.browser.conftest import Opener
from tests.browser.filling import SAVED, answer, begin, go, hand_in
from tests.browser.forms import blank

if TYPE_CHECKING:
    from playwright.sync_api import Page

ITEMS = [question.id for question in blank().questions]
COUNTS = ("set@2.1", "visit", "")


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the tabulator does not come to {selector}")


def texts(page: Page, selector: str) -> list[str]:
    """What stands in some elements, without white space around it."""
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def test_with_keys_alone(opened: Opener, tmp_path: Path) -> None:
    """From the first page to the file, nobody needs a pointer: a code and Enter are enough for an item."""
    with opened(form_html(blank())) as page:
        tab_to(page, "#new")
        page.keyboard.press("Enter")
        page.wait_for_selector("body[data-view=visit]")
        for text in ("20", "11", "2026"):
            page.keyboard.press("Tab")
            page.keyboard.type(text)
        for name, code in (("practitioner", "P03"), ("rater", "R1")):
            tab_to(page, f"#fact-{name}-input")
            page.keyboard.type(code)
        page.keyboard.press("Enter")
        for item in ITEMS:
            page.wait_for_selector(f"#item-{item}.current")
            if item in ("decided_before", "blame"):
                tab_to(page, ".item.current input[type=radio]")
                page.keyboard.press("ArrowDown")
            else:
                page.keyboard.press("1")
            page.keyboard.press("Enter")
        page.wait_for_selector("body[data-view=finish]")
        tab_to(page, "#download")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        observation = from_content(json.loads(Path(download.value.path()).read_text(encoding="utf-8")))
    assert observation.facts == {
        "date": "2026-11-20", "practitioner": "P03", "rater": "R1", "observation": "P03-2026-11-20",
    }  # fmt: skip
    assert observation.ratings == dict.fromkeys(ITEMS, "1") | {"decided_before": "mended", "blame": "mended"}
    assert download.value.suggested_filename == "family_meeting_meeting_P03-2026-11-20_R1.json"


def test_with_fingers(opened: Opener, tmp_path: Path) -> None:
    """On a phone, items are answered by touch, in any order, and a note is typed."""
    phone = {"width": 390, "height": 844}
    with opened(form_html(blank()), viewport=phone, has_touch=True, is_mobile=True) as page:
        page.tap("#new")
        page.tap("#today")
        page.fill("#fact-practitioner-input", "P03")
        page.fill("#fact-rater-input", "R1")
        page.tap("text=A second rater rates it too")
        page.tap("#visit button.main")
        page.tap(".item.current .choice >> nth=2")
        page.fill(".item.current textarea", "by letter only")
        page.tap("#to-overview")
        page.tap("#overview a >> nth=3")
        page.tap(".item.current .instead .choice")
        page.wait_for_selector(SAVED)
        content = hand_in(page, tmp_path)
    assert content["ratings"] == {"spoken_beforehand": "0", "followed_by_all": "not_applicable"}
    assert content["notes"] == {"spoken_beforehand": "by letter only"}
    assert (content["facts"]["raters"], content["made_with"]) == ("2", "fidelity-form 0.1.0")


def test_a_status_is_no_blank(opened: Opener) -> None:
    """What stands instead of a rating counts as answered, says what it is, and can be taken back."""
    with opened(form_html(blank())) as page:
        begin(page)
        page.click(".item.current .instead .choice")
        assert page.inner_text("#answered") == "1 of 20 answered"
        assert texts(page, "#overview .answer")[:2] == ["Not observed", "Not answered"]
        page.click(".item.current .clear")
        assert page.inner_text("#answered") == "0 of 20 answered"
        assert texts(page, "#overview .answer")[0] == "Not answered"
        assert page.query_selector(".item.current input:checked") is None


def test_a_number_that_cannot_be_is_kept_and_told(opened: Opener) -> None:
    """It is not lost, it counts for nothing, and it has to be mended before anything is handed in."""
    with opened(form_html(blank(COUNTS))) as page:
        begin(page)
        go(page, "item/a2_posted")
        page.fill(".item.current input[type=text]", "11")
        page.press(".item.current input[type=text]", "Tab")
        said = "“11” is not a whole number from 0 to 10: permitted: a whole number from 0 to 10."
        assert page.inner_text(".item.current .error") == said
        page.wait_for_selector(SAVED)
        page.reload()
        page.wait_for_selector("body[data-view=item]")
        assert page.input_value("#item-a2_posted-input") == "11"
        go(page, "finish")
        page.check("#incomplete")
        page.click("#download")
        assert texts(page, "#finish-errors a") == [f"2. {said}"]
        page.click("#finish-errors a")
        page.fill(".item.current input[type=text]", "10.0")
        page.press(".item.current input[type=text]", "Tab")
        assert page.input_value("#item-a2_posted-input") == "10"
        assert not page.is_visible(".item.current .error")


def test_facts_are_checked(opened: Opener) -> None:
    """What is missing or no code is told with a link to its field, and one may go on all the same."""
    with opened(form_html(blank())) as page:
        page.click("#new")
        page.fill("[data-part=day]", "31")
        page.fill("[data-part=month]", "2")
        page.fill("[data-part=year]", "2026")
        page.fill("#fact-practitioner-input", "Jane Roe")
        page.click("#visit button.main")
        assert texts(page, "#visit-errors a") == [
            "Date of the visit: write a day that exists, as day, month and year, such as 20 11 2026.",
            "Practitioner: “Jane Roe” does not look like a code that is used here. "
            "A code has no spaces, and is never a name.",
            "Rater is missing.",
        ]
        assert page.evaluate("document.activeElement.id") == "visit-errors"
        page.click("#visit-errors a >> nth=2")
        assert page.evaluate("document.activeElement.id") == "fact-rater-input"
        page.click("#visit-errors button")
        page.wait_for_selector("body[data-view=item]")


def test_codes_are_those_of_the_workspace(opened: Opener) -> None:
    """A code is compared with the workspace's pattern."""
    form = blank()
    pattern = '"pattern":"[A-Z]{1,4}[0-9]{1,5}"'
    with opened(form_html(form).replace(r'"pattern":"\\S{1,40}"', pattern)) as page:
        begin(page)
        go(page, "visit")
        page.fill("#fact-practitioner-input", "p3")
        page.click("#visit button.main")
        assert texts(page, "#visit-errors a") == ["Practitioner: “p3” does not look like a code that is used here."]


def test_what_is_open_has_to_be_confirmed(opened: Opener, tmp_path: Path) -> None:
    """Open items are listed with links, nothing is downloaded before somebody says so, and they stay missing."""
    with opened(form_html(blank())) as page:
        begin(page)
        answer(page, dict.fromkeys(ITEMS[:18], "2"))
        go(page, "finish")
        page.click("#download")
        assert texts(page, "#finish-errors a")[1:] == [
            "19. Something that was the family's to decide had been decided before.",
            "20. Somebody was blamed, shamed or threatened.",
        ]
        assert page.evaluate("document.activeElement.id") == "finish-errors"
        page.click("#finish-errors a >> nth=0")
        assert page.evaluate("document.activeElement.id") == "incomplete"
        content = hand_in(page, tmp_path)
    assert set(ITEMS) - set(content["ratings"]) == {"decided_before", "blame"}


def test_a_change_after_the_download_is_said(opened: Opener, tmp_path: Path) -> None:
    """The state is always in sight: not handed in, downloaded, changed since."""
    with opened(form_html(blank())) as page:
        begin(page)
        assert page.inner_text("#state") == "Not yet handed in"
        hand_in(page, tmp_path)
        assert page.inner_text("#state") == "Downloaded"
        go(page, "item/suits_family")
        page.click(".item.current .choice")
        assert page.inner_text("#state") == "Changed since the download"


def test_scores_say_what_they_are_or_why_there_is_none(opened: Opener) -> None:
    """With reach, band, how much is rated, what is still possible, and criteria, in the words of the reports."""
    with opened(form_html(blank())) as page:
        begin(page)
        answer(page, {"spoken_beforehand": "2"})
        page.click("#scores summary")
        assert "no score: too many ratings are missing" in texts(page, "#score-list .said")[0]
        assert "1 of 20 rated · could be 5.0 to 100.0" in texts(page, "#score-list .said")[0].replace("\xa0", " ")
        assert texts(page, "#criterion-list .verdict") == ["cannot tell yet", "cannot tell yet"]
        answer(page, dict.fromkeys(ITEMS[:18], "2") | {"decided_before": "no", "blame": "no"})
        assert texts(page, "#score-list .value") == ["100.0", "100.0", "100.0", "2"]
        assert texts(page, "#criterion-list .verdict") == ["met", "met"]


def test_notes_that_seem_to_name_somebody_are_remarked_upon(opened: Opener) -> None:
    """Softly: the remark goes when the words do, and nothing is refused."""
    with opened(form_html(blank())) as page:
        begin(page)
        page.fill(".item.current textarea", "Mrs Example rang 0141 496 0000")
        assert page.inner_text(".item.current .note .remark").startswith(
            "This looks as if it held a phone number and a name."
        )
        page.fill(".item.current textarea", "The mother of C7 rang")
        assert not page.is_visible(".item.current .note .remark")


def test_nothing_of_another_rater_is_there(opened: Opener) -> None:
    """A form begins without any rating, whatever was answered before it."""
    with opened(form_html(blank(raters="2", site="S1"))) as page:
        begin(page)
        answer(page, dict.fromkeys(ITEMS[:5], "2"))
        go(page, "overview")
        page.evaluate("location.hash = '#/'")
        page.wait_for_selector("#drafts li")
        page.click("#new")
        page.wait_for_selector("body[data-view=visit]")
        assert page.query_selector("#items input:checked") is None
        assert page.inner_text("#answered") == "0 of 20 answered"
        assert page.input_value("#fact-site-input") == "S1"
        assert page.is_checked("#fact-raters input[value='2']")
