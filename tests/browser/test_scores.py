"""What a form shows and hands in is what the exact engine gives, for every checklist of every plugin."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest

from fidelity.forms.blank import Blank, blank_of
from fidelity.forms.html import form_html
from fidelity.handins.checking import check
from fidelity.handins.reading import read_handin
from fidelity.intervention import Intervention
from fidelity.model.answer import INVALID
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.rule import Python, Sum
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Members, Score
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.ratings.cells import cells_of
from fidelity.records.observation import Observation, from_content
from fidelity.report.numbers import cuts_of, shown
from fidelity.workspace.editions import Editions
from fidelity.workspace.settings import Settings
from tests.browser.conftest import Opener
from tests.browser.filling import answer, begin, hand_in
from tests.browser.forms import answers, blank, editions

FILLS = 2
"""How often a form is filled in; as a profile has it, once."""


@cache
def editions_installed() -> Editions:
    """The definitions that hand-ins are checked against."""
    return Editions(Settings())


def expected(form: Blank, observation: Observation) -> dict[str, str]:
    """What people are shown for each score; empty where there is none."""
    texts = {item.id: observation.ratings.get(item.id, "") for item in form.checklist.items}
    read = {name: cells_of(form.checklist.item[name], form.checklist).answer(text) for name, text in texts.items()}
    results = score_one(form.plan, {name: found or INVALID for name, found in read.items()})
    return {
        name: ""
        if result.value is None
        else shown(result.value, form.checklist.score[name].decimals, cuts_of(form.plan, name))
        for name, result in results.items()
    }


@pytest.mark.parametrize("edition", list(editions()), ids=lambda edition: " ".join(filter(None, edition)))
def test_what_is_handed_in_is_what_was_answered_and_shown(
    edition: tuple[str, str, str], opened: Opener, tmp_path: Path
) -> None:
    """Filled in at random through the page, read back, checked and scored, it gives what the page showed."""
    form = blank(edition)
    drawn = Random(repr(edition))
    with opened(form_html(form)) as page:
        for _ in range(1 if edition[2] else FILLS):
            given = answers(form, drawn)
            begin(page)
            answer(page, given)
            content = hand_in(page, tmp_path)
            observation = from_content(content)
            assert observation.ratings == given
            assert observation.edition == form.edition
            assert content["shown"] == expected(form, observation)
            (sheet,) = read_handin("form.json", (tmp_path / content["_file"]).read_bytes())
            checked = check(sheet, editions_installed())
            assert (checked.problems, checked.observation) == ((), observation)
            page.click("#back-to-start")
            page.wait_for_selector("#new")


def test_what_only_python_can_compute_is_said_to_come_later(opened: Opener, tmp_path: Path) -> None:
    """Such a score, and what is made of it, has no value on the page and says why; the others are there."""
    items = tuple(Item(name, name, Scale("steps", (Point("0", Fraction(0)), Point("1", Fraction(1))))) for name in "ab")
    scores = (
        Score("summed", Sum(), Members(every=True), MissingRule()),
        Score("own", Python("made_up", Fraction(0), Fraction(2)), Members(every=True), MissingRule()),
        Score("both", Sum(), Members(("summed", "own")), MissingRule()),
    )
    form = blank_of(Intervention("odd", "1", "Odd"), lower(Checklist("rated", items, scores)))
    with opened(form_html(form)) as page:
        begin(page)
        answer(page, {"a": "1", "b": "1"})
        page.click("#scores summary")
        assert page.locator("#score-list .value").all_inner_texts() == ["2.00", "–", "–"]
        later = "no score: it is computed when the form is collected"
        assert page.locator("#score-list .said").all_inner_texts()[1:] == [later, later]
        assert hand_in(page, tmp_path)["shown"] == {"summed": "2.00", "own": "", "both": ""}
