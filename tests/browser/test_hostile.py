"""Whatever a definition, a workspace or a note says stays text: it runs nothing, draws nothing and asks nothing."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fidelity.forms.blank import Blank, blank_of
from fidelity.forms.html import form_html, print_html
from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.component import Component
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.rule import Sum
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Members, Score
from fidelity.model.source import Source
from fidelity.model.status import Status
from fidelity.plan.lowering import lower
from tests.browser.conftest import Opener
from tests.browser.filling import SAVED, answer, begin, go, hand_in
from tests.export.checklists import everything

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTACKS = (
    "<script>document.title='run'</script>",
    "</script><script>document.title='run'</script>",
    "<!--<script>",
    '"><img src="x" onerror="document.title=\'run\'">',
    "'--></style></textarea></title><svg onload=\"document.title='run'\">",
    "{{ 7 * 7 }}{% include 'x' %}${7*7}`",
    "</script\u2028>\\u003c]]>&lt;b&gt;",
    "javascript:document.title='run'",
    "*/ } body { display: none } @import 'http://example.org/x.css'; /*",
)
EVIL = " ".join(ATTACKS)
MADE = ("script", "style", "img", "svg", "iframe", "link", "base", "object", "[onerror]", "[onload]", "[style]")
"""What an attack would make, or be."""


def evil_form() -> Blank:
    """A form whose every text is an attack."""
    points = tuple(Point(code, Fraction(n), f"{n} {EVIL}", EVIL) for n, code in enumerate((*ATTACKS[:4], "2")))
    scale = Scale("evil", points, status_codes={ATTACKS[4]: Status.NOT_APPLICABLE})
    items = (
        Item("constructor", EVIL, scale, component="part", guidance=EVIL, evidence=(EVIL,), critical=True),
        Item("other", f"second {EVIL}", scale, component="rest"),
    )
    total = Score("total", Sum(), Members(every=True), MissingRule(), title=EVIL)
    checklist = Checklist("evil", items, (total,), title=EVIL, rated_by=(EVIL,))
    parts = (Component("part", EVIL), Component("rest", EVIL))
    intervention = Intervention(
        "evil", EVIL, EVIL, Source(EVIL, licence=EVIL), components=parts, assessable=Assessing((checklist,))
    )
    return blank_of(intervention, lower(checklist), workspace=EVIL, given={"site": "<b>S1</b>"})


def elements(page: Page) -> dict[str, int]:
    """How many there are of what an attack would make."""
    found: dict[str, int] = page.evaluate(
        "(made) => Object.fromEntries(made.map((each) => [each, document.querySelectorAll(each).length]))", MADE
    )
    return {name: many for name, many in found.items() if many}


@pytest.mark.parametrize("write", [form_html, print_html])
def test_texts_of_a_definition_stay_text(write: object, opened: Opener) -> None:
    """Each is read on the page letter by letter, and nothing is there but what the page itself has."""
    assert callable(write)
    with opened(write(evil_form())) as page:
        assert page.title().endswith(")")
        assert page.title() != "run"
        assert page.text_content("h1") == EVIL
        assert page.text_content("#item-constructor .text") == EVIL
        assert page.text_content("#item-constructor .guidance") == EVIL
        assert page.locator("#item-constructor .anchor").all_text_contents()[0] == EVIL
        assert elements(page) == ({"script": 3, "style": 1} if write is form_html else {"style": 1})


def test_what_is_typed_stays_text(opened: Opener, tmp_path: Path) -> None:
    """Codes and notes with markup in them come through every view, a reload and the file as they were typed."""
    code = "<img/src=x/onerror=document.title='run'>"
    with opened(form_html(evil_form())) as page:
        begin(page)
        go(page, "visit")
        page.fill("#fact-practitioner-input", code)
        go(page, "item/constructor")
        page.click(".item.current .choice >> nth=0")
        page.fill(".item.current textarea", EVIL)
        page.press(".item.current textarea", "Tab")
        page.wait_for_selector(SAVED)
        for view in ("overview", "finish", "visit", "item/other"):
            go(page, view)
            assert page.text_content("#whose") == f"{code}-2026-11-20-C7"
        page.reload()
        page.wait_for_selector("body[data-view=item]")
        content = hand_in(page, tmp_path)
        page.pdf(path=tmp_path / "evil.pdf")
        page.click("#back-to-start")
        page.wait_for_selector("#drafts li")
        assert page.text_content("#drafts h3") == f"{code}-2026-11-20-C7"
        assert (page.title() != "run", elements(page)) == (True, {"script": 3, "style": 1})
    assert content["facts"]["practitioner"] == code
    assert content["ratings"] == {"constructor": ATTACKS[0]}
    assert content["notes"] == {"constructor": EVIL}
    assert content["_file"] == "evil_evil__img_src_x_onerror_document.title__run__-2026-11-20-C7_R1.json"


def test_names_that_every_object_has_are_names(opened: Opener, tmp_path: Path) -> None:
    """An item may be called `constructor` and a code `__proto__`: they are answered and handed in as any other."""
    form = blank_of(Intervention("everything", "1", "Everything"), lower(everything()))
    many = len(form.questions)
    with opened(form_html(form)) as page:
        begin(page)
        assert page.inner_text("#answered") == f"0 of {many} answered"
        given = {"constructor": "2", "odd": "__proto__", "people": "4/4 1/3", "visits": "not_assessable"}
        answer(page, given)
        assert page.inner_text("#answered") == f"4 of {many} answered"
        content = hand_in(page, tmp_path)
    assert content["ratings"] == given
