"""The page of feedback in a real browser: readable by everybody, on a phone, at night and on paper."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Literal

import pytest

from fidelity.report.feedback.html import feedback_html
from fidelity.report.feedback.page import feedback_of
from tests.browser.axe import axe_script, violations
from tests.browser.conftest import Opener
from tests.report.feedback.sample import (
    GOOD,
    HARD,
    MIDDLING,
    NOTES,
    PLUGINS,
    SPARSE,
    definitions,
    drawn,
    family_meeting,
    observation,
    subject,
)

PHONE, DESK, NARROW = {"width": 390, "height": 844}, {"width": 1280, "height": 900}, {"width": 320, "height": 256}
MEETINGS = {"good": GOOD, "middling": MIDDLING, "hard": HARD, "sparse": SPARSE, "none": {}}


def meeting(name: str) -> str:
    """The page of a meeting with six visits before it."""
    days = [f"2026-0{month}-16" for month in range(4, 10)]
    before = [
        observation(family_meeting(), ratings, {}, date=day)
        for day, ratings in zip(days, (MIDDLING, SPARSE, MIDDLING, GOOD, HARD, GOOD), strict=True)
    ]
    return feedback_html(feedback_of(subject(MEETINGS[name], family_meeting(), before, NOTES)))


def made_up(plugin: str) -> str:
    """The page of a checklist with made-up ratings."""
    definition = definitions(next(PLUGINS.glob(f"fidelity-{plugin}/src/*/*.yaml")))[0]
    random = Random(3)
    where = {"site": "S1", "team": "T1", "client": "C1"}
    before = [
        observation(definition, drawn(definition, random, 0.03), {}, date=f"2026-0{month}-10", **where)
        for month in range(1, 6)
    ]
    return feedback_html(feedback_of(subject(drawn(definition, random, 0.03), definition, before, {}, **where)))


PAGES = (*MEETINGS, "imr", "tfi", "boq", "miti", "set", "fnp", "ladder-template")


@cache
def made(name: str) -> str:
    """The page of a name: of a meeting, or of a plugin's checklist."""
    return meeting(name) if name in MEETINGS else made_up(name)


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk by night"])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_it(
    name: str, size: dict[str, int], scheme: Literal["light", "dark"], opened: Opener
) -> None:
    """axe-core finds nothing, on a phone by day and on a desk by night, with everything unfolded."""
    axe_script()
    with opened(made(name), viewport=size, color_scheme=scheme) as page:
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert violations(page) == []


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "zoomed"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_falls_off_a_small_screen(name: str, size: dict[str, int], opened: Opener) -> None:
    """Not on a phone, nor on a desk at 400 %, with everything unfolded."""
    with opened(made(name), viewport=size) as page:
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("name", [*MEETINGS, "imr", "tfi", "boq", "set"])
def test_it_prints_on_two_sheets(name: str, opened: Opener) -> None:
    """Or on one, with lines to write on."""
    with opened(made(name)) as page:
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
        page.emulate_media(media="print")
        assert page.locator(".line").count() == 3
        assert not page.locator("summary").first.is_visible()


def test_the_picture_follows_the_night(opened: Opener) -> None:
    """Its line has the page's colour, and its words can be read on the page's ground."""
    colours = []
    for scheme in ("light", "dark"):
        with opened(made("middling"), color_scheme=scheme) as page:
            look = "(place) => getComputedStyle(document.querySelector(place))"
            colours.append(page.evaluate(f"({look})('svg .own path').stroke + ({look})('svg .this text').fill"))
    assert colours[0] != colours[1]
    assert "rgb(0, 0, 0)" not in "".join(colours)
