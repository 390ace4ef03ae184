"""One intervention on a page of plain text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.companion import Companion
from fidelity.model.component import Component
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.source import About, Source
from fidelity.report.intervention_text import intervention_json, intervention_text
from tests.report.sample import CHECKLIST


def test_the_page_says_what_it_is() -> None:
    """Identity, audience, source, components, items, scores and criteria are there, and the page is kept."""
    intervention = Intervention(
        "visit",
        "1",
        "Home visit with a title that is longer than the page that it is to stand on",
        Source(citation="Handbook", unverified=("What happens on Sundays",)),
        About(problem="Nobody comes", for_whom="Families", not_for="Nobody"),
        (Component("welcome", "Welcoming"),),
        assessable=Assessing((CHECKLIST,)),
    )
    text = intervention_text(intervention, 50)
    assert max(map(len, text.splitlines())) <= 50
    words = " ".join(text.split())
    for said in ("(visit@1)", "Answers: Nobody comes", "Not verified: What happens", "welcome core", "greets 0/1/2"):
        assert said in words


def test_companions_are_named_at_the_end() -> None:
    """Each says in one line what is rated too, and why."""
    companions = (
        Companion("meeting", "Who sends whom", "2.0", "organisation", "rural"),
        Companion("caring", "Its other half"),
    )
    intervention = Intervention("visit", "1", "Visit", assessable=Assessing((CHECKLIST,), (), companions))
    assert intervention_text(intervention).endswith(
        "\n\nRated with meeting@2.0 checklist organisation profile rural: Who sends whom"
        "\n\nRated with caring: Its other half"
    )
    said: dict[str, Any] = intervention_json(intervention)
    empty = {"version": "", "checklist": "", "profile": ""}
    assert said["companions"][1] == {"intervention": "caring", "why": "Its other half", **empty}


@pytest.mark.parametrize(
    ("scale", "critical", "answers"),
    [
        (Scale("s", (Point("no", Fraction(0)), Point("yes", Fraction(1)))), False, "no/yes"),
        (Scale("s", tuple(Point(str(n), Fraction(n)) for n in range(1, 6))), False, "1–5"),
        (Scale("s", tuple(Point(str(n), Fraction(n)) for n in range(1, 6))), True, "1–5*"),
        (Scale("s", kind=Kind.COUNT, lowest=Fraction(0)), False, "count"),
        (Scale("s", kind=Kind.NUMBER, lowest=Fraction(0), unit="minutes"), False, "minutes"),
    ],
)
def test_an_item_says_how_it_is_answered(scale: Scale, critical: bool, answers: str) -> None:
    """Few codes are all named, many by the first and last, and a measure by its unit."""
    checklist = Checklist("delivery", (Item("asks", "Asks", scale, critical=critical),))
    text = intervention_text(Intervention("visit", "1", "Visit", assessable=Assessing((checklist,))))
    assert answers in text.split()
    assert ("* critical" in text) == critical


def test_the_same_as_plain_data() -> None:
    """Items, scores and criteria are there by id, with the hash of the plan."""
    said: dict[str, Any] = intervention_json(Intervention("visit", "1", "Visit", assessable=Assessing((CHECKLIST,))))
    (checklist,) = said["checklists"]
    assert checklist["plan_hash"].startswith("sha256:")
    assert [each["id"] for each in checklist["scores"]] == ["mean", "total"]
    assert [each["codes"] for each in checklist["items"]] == [["0", "1", "2"]] * 3
    assert said["text_hash"] == ""
