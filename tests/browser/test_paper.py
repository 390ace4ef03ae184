"""The form on paper: every item whole on one page, with its number, and with what was answered where it was."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

from fidelity.forms.html import form_html, print_html
from tests.browser.conftest import Opener
from tests.browser.filling import answer, begin
from tests.browser.forms import MEETING, blank

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORMS = (MEETING, ("set@2.1", "visit", ""), ("cts_r@1.0", "session", ""), ("boq@2010", "benchmarks", ""))
"""Checklists with statuses, with numbers, with many points, and with many items."""
PAGES = {"family_meeting": 6, "set": 6, "cts_r": 6, "boq": 12}
"""How many sheets each takes at most; here it is one less, and elsewhere the letters may be wider."""
pytestmark = pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed, so no paper is read")


def pages(page: Page, folder: Path) -> list[str]:
    """The text of each printed page, laid out as it is printed."""
    path = folder / "form.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def numbers(sheet: str) -> Iterator[int]:
    """The items that begin on a page."""
    return (int(found[1]) for found in re.finditer(r"^ ?(\d{1,2})\. +\S", sheet, re.MULTILINE))


@pytest.mark.parametrize("edition", FORMS, ids=lambda edition: edition[0])
@pytest.mark.parametrize("write", [form_html, print_html])
def test_no_item_is_cut(write: object, edition: tuple[str, str, str], opened: Opener, tmp_path: Path) -> None:
    """Every item ends with room for a note on the page that it begins on; none is left out, and none is twice there."""
    assert callable(write)
    form = blank(edition)
    with opened(write(form)) as page:
        sheets = pages(page, tmp_path)
    begun = [list(numbers(sheet)) for sheet in sheets]
    assert [number for sheet in begun for number in sheet] == [question.number for question in form.questions]
    assert [len(re.findall(r"^ *Note\b", sheet, re.MULTILINE)) for sheet in sheets] == [len(sheet) for sheet in begun]
    assert len(sheets) <= PAGES[form.edition.intervention]


def test_each_sheet_says_what_it_is(opened: Opener, tmp_path: Path) -> None:
    """Edition and hashes at the foot with the page's number, and at the head of further pages room for the codes."""
    form = blank()
    with opened(print_html(form)) as page:
        sheets = pages(page, tmp_path)
    plan, text = form.edition.plan_hash[7:19], form.edition.text_hash[7:19]
    for number, sheet in enumerate(sheets, 1):
        assert f"family_meeting@1.0, meeting · plan {plan} · text {text}" in sheet
        assert f"page {number} of {len(sheets)}" in sheet
        assert ("Practitioner: ____" in sheet) == (number > 1)


def test_what_was_filled_in_is_printed(opened: Opener, tmp_path: Path) -> None:
    """Codes, notes in full length, scores, and on each further page whose visit it was."""
    note = " ".join(f"word{number}" for number in range(300))
    with opened(form_html(blank())) as page:
        begin(page)
        page.fill(".item.current textarea", note)
        answer(page, {question.id: question.choices[0].code for question in blank().questions})
        sheets = pages(page, tmp_path)
    whole = "\n".join(sheets)
    assert all(word in whole for word in ("P03", "R1", "C7", "word0 ", "word299", "Scores so far", "100.0"))
    assert all("P03-2026-11-20-C7 · R1" in sheet for sheet in sheets[1:])
    assert "Not yet handed in" not in whole


def test_a_blank_form_prints_blank_after_a_visit(opened: Opener, tmp_path: Path) -> None:
    """What was filled in before is not on the form that is printed from the start page."""
    with opened(form_html(blank())) as page:
        begin(page)
        page.fill(".item.current textarea", "seen before")
        page.evaluate("location.hash = '#/'")
        page.wait_for_selector("#drafts li")
        whole = "\n".join(pages(page, tmp_path))
    assert not [
        word for word in ("P03", "R1", "seen before", "Scores so far", "Visits on this device") if word in whole
    ]


def test_without_a_script_the_form_is_as_on_paper(opened: Opener, tmp_path: Path) -> None:
    """A browser that runs no script shows every item and says how to use the page."""
    with opened(form_html(blank()), java_script_enabled=False) as page:
        assert page.is_visible(".no-script")
        assert page.is_visible("#item-blame")
        assert not page.is_visible("#start")
