"""Everybody can fill the form in: no state of the page breaks WCAG 2.2 AA, and nothing falls off a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from fidelity.forms.html import form_html, print_html
from tests.browser.axe import axe_script, violations
from tests.browser.conftest import Opener
from tests.browser.filling import answer, begin, go
from tests.browser.forms import blank

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}
"""A desk's window of 1280 by 1024 at 400 %."""
COUNTS = ("set@2.1", "visit", "")
"""A checklist with points, counts and results of persons."""


def states(page: Page) -> Iterator[str]:
    """The states of a page, one after the other; while a name is given, the page is in that state."""
    yield "start"
    page.click("#new")
    page.click("#visit button.main")
    yield "visit with errors"
    page.click("#visit-errors button")
    yield "item"
    page.click(".item.current .choice")
    page.fill(".item.current textarea", "Mrs Example was born on 1.2.1980.")
    yield "item answered, with a remark"
    go(page, "item/a2_posted")
    page.fill(".item.current input[type=text]", "eleven")
    page.press(".item.current input[type=text]", "Tab")
    yield "number to be mended"
    go(page, "overview")
    page.evaluate("document.getElementById('scores-details').open = true")
    yield "overview"
    page.click("#to-finish")
    page.click("#download")
    yield "finish with errors"
    page.click("#delete")
    yield "question"
    page.keyboard.press("Escape")
    page.wait_for_selector("#saved[data-state=saved]")
    page.click("#back-to-start")
    page.wait_for_selector("#drafts li")
    page.click(".device summary")
    yield "start with a draft"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_state_has_violations(size: dict[str, int], scheme: Literal["light", "dark"], opened: Opener) -> None:
    """axe-core finds nothing in any state, on a phone and on a desk, by day and by night."""
    axe_script()
    found = []
    with opened(form_html(blank(COUNTS)), viewport=size, color_scheme=scheme) as page:
        for state in states(page):
            found += [f"{state}: {each}" for each in violations(page)]
    assert not found, "\n".join(found)


def test_paper_has_no_violations_on_a_screen_either(opened: Opener) -> None:
    """The page that is meant for printing can be read with any aid."""
    axe_script()
    with opened(print_html(blank())) as page:
        found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", [ZOOMED, PHONE, DESK], ids=["zoomed", "phone", "desk"])
def test_nothing_falls_off_the_side(size: dict[str, int], opened: Opener) -> None:
    """In no state has the page to be moved sideways, at 400 % either."""
    with opened(form_html(blank(COUNTS)), viewport=size) as page:
        wide = [name for name in states(page) if page.evaluate("document.documentElement.scrollWidth > innerWidth")]
    assert not wide


def test_targets_are_large(opened: Opener) -> None:
    """Whatever can be pressed is at least 44 pixels high, links within sentences aside."""
    small = """() => [...document.querySelectorAll("button, .choice, input[type=text], textarea, #overview a, summary")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
        .map((each) => each.outerHTML.slice(0, 80))"""
    with opened(form_html(blank(COUNTS)), viewport=PHONE) as page:
        found = [f"{state}: {each}" for state in states(page) for each in page.evaluate(small)]
    assert not found, "\n".join(found)


def test_colours_that_somebody_forces_leave_answers_readable(opened: Opener) -> None:
    """In a high-contrast theme the browser draws the buttons to choose, and what is chosen is marked."""
    with opened(form_html(blank()), forced_colors="active") as page:
        begin(page)
        answer(page, {"spoken_beforehand": "2"})
        drawn = page.evaluate("getComputedStyle(document.querySelector('.choice input')).appearance")
    assert drawn == "auto"


def test_answers_are_read_out_in_words(opened: Opener) -> None:
    """Each choice is called by code, label and anchor, and each line of the list by number, text and answer."""
    with opened(form_html(blank()), viewport=DESK) as page:
        begin(page)
        within = page.get_by_role("group", name="1. Everyone in the family who is coming was spoken with beforehand.")
        names = (
            "0 Not yet Fewer than that, or by letter and message only.",
            "Not observed (NS) That part was not seen by the rater.",
        )
        for name in names:
            assert within.get_by_role("radio", name=name, exact=True).count() == 1
        page.keyboard.press("0")
        line = "1 Everyone in the family who is coming was spoken with beforehand. 0 Not yet"
        assert page.get_by_role("link", name=line, exact=True).count() == 1


def test_what_has_the_focus_is_in_sight(opened: Opener) -> None:
    """The bars at the top and at the bottom never hide what the tabulator comes to."""
    covered = """() => {
      const { x, y, width, height } = document.activeElement.getBoundingClientRect();
      const seen = document.elementFromPoint(x + width / 2, y + Math.min(height, 20) / 2);
      if (document.activeElement === document.body) return false; // after the last one
      return !document.activeElement.contains(seen) && !seen?.closest("label")?.contains(document.activeElement);
    }"""
    with opened(form_html(blank()), viewport=PHONE) as page:
        begin(page)
        hidden = []
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate(covered):
                hidden.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
    assert not hidden


def test_each_view_is_announced(opened: Opener) -> None:
    """The focus is on the heading of what is new, and the title of the window says it too."""
    heading = "document.activeElement.textContent"
    with opened(form_html(blank())) as page:
        begin(page)
        assert "Everyone in the family who is coming was spoken with" in page.evaluate(heading)
        assert page.title().startswith("1. Everyone in the family")
        page.click("#next")
        page.wait_for_selector("#item-safe_to_meet.current")
        assert "Each person was asked alone" in page.evaluate(heading)
        go(page, "finish")
        assert page.evaluate(heading) == "Check and hand in"
        assert page.title().startswith("Check and hand in – Family meeting")
