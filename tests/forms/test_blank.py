"""A blank form asks what the checklist asks, in its order."""

from __future__ import annotations

import pytest

from fidelity.errors import UsageError
from fidelity.forms.blank import STATUS_WORDS, Choice, Instead, blank_of, texts_beside_numbers
from fidelity.intervention import Intervention
from fidelity.model.answer import Answer, allowed
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.status import FIXED, Status
from fidelity.plan.lowering import lower
from fidelity.ratings.cells import cells_of
from tests.export.checklists import everything
from tests.forms.samples import blank, intervention


def test_items_are_asked_in_their_order() -> None:
    """With text, component, where to look, and anchors of the item where it has its own."""
    form = blank()
    assert [(each.number, each.id) for each in form.questions] == [
        (1, "greets"), (2, "plans"), (3, "talks"), (4, "takes_part"), (5, "knows"),
    ]  # fmt: skip
    greets, plans, *_ = form.questions
    assert (greets.group, greets.evidence, greets.instead) == ("A good beginning", "", ())
    assert greets.choices[0] == Choice("2", "Yes", "With everybody.")
    assert (plans.group, plans.evidence) == ("Work on a plan", "observation and record")
    assert plans.choices[0] == Choice("2", "Yes", "All steps.")


@pytest.mark.parametrize(
    ("texts", "beside"),
    [
        (("1. Greets", "2. Asks"), ("Greets", "Asks")),
        (("1 Greets", "2) Asks"), ("Greets", "Asks")),
        (("1. Greets", "Asks"), ("1. Greets", "Asks")),
        (("1. Greets", "3. Asks"), ("1. Greets", "3. Asks")),
        (("1", "2"), ("1", "2")),
        (("1.5 hours are planned", "2 visits"), ("1.5 hours are planned", "2 visits")),
    ],
)
def test_no_item_has_two_numbers(texts: tuple[str, str], beside: tuple[str, str]) -> None:
    """Where every text begins with its own number that one goes; else a number may be what the item speaks of."""
    scale = blank().questions[0].item.scale
    items = tuple(Item(f"item_{place}", text, scale) for place, text in enumerate(texts))
    assert tuple(texts_beside_numbers(Checklist("some", items)).values()) == beside


def test_numbers_are_asked_in_words() -> None:
    """What is counted, and what it can be."""
    asked = {each.id: each.asked for each in blank().questions if each.wanted}
    assert asked == {
        "talks": "Minutes: a number of at least 0",
        "takes_part": "A percentage from 0 to 100 of families",
        "knows": "One result for each person, with spaces between, such as 4/4 2/3 0/4",
    }


def test_what_stands_instead_of_a_rating_is_named() -> None:
    """By a word, what it means, what is recorded, and the codes for it."""
    label, meaning = STATUS_WORDS[Status.NOT_APPLICABLE]
    instead = blank().questions[1].instead
    assert instead[0] == Instead("not_applicable", label, meaning, ("NA",))
    assert [each.text for each in instead] == ["not_applicable", "not_observed"]


def test_every_status_that_an_item_can_allow_has_words() -> None:
    """And they are all different."""
    assert STATUS_WORDS.keys() == {*Status} - {*FIXED} | {Status.OFF_BY_DESIGN}
    assert len({label for label, _ in STATUS_WORDS.values()}) == len(STATUS_WORDS)


def test_what_is_recorded_is_read_as_what_was_chosen() -> None:
    """Each choice and each status of a checklist in which everything occurs, codes called like statuses included."""
    checklist = everything()
    form = blank_of(Intervention("whole", "1", "Whole"), lower(checklist))
    for question in form.questions:
        cells = cells_of(question.item, checklist)
        read = [cells.answer(each.code) for each in question.choices]
        assert [answer and answer.code for answer in read] == [point.code for point in question.item.scale.points]
        statuses = [cells.answer(each.text) for each in question.instead]
        assert statuses == [Answer(status) for status in allowed(question.item) if status in STATUS_WORDS]


def test_what_a_profile_leaves_out_is_not_asked() -> None:
    """And the others keep their numbers, so that they are the same on every form."""
    form = blank(profile="short")
    assert [each.number for each in form.questions] == [1, 2, 4, 5]
    assert form.name == "visit_delivery_short"


def test_a_profile_that_leaves_nothing_is_refused() -> None:
    """There would be nothing to fill in."""
    items = (Item("greets", "Greets", blank().questions[0].item.scale),)
    checklist = Checklist("empty", items, off=frozenset({"greets"}))
    with pytest.raises(UsageError, match="no items that a form could ask"):
        blank_of(intervention(), lower(checklist))


def test_the_edition_is_that_of_definition_and_plan() -> None:
    """To the letter."""
    form = blank()
    assert (form.edition.intervention, form.edition.version, form.edition.checklist) == ("visit", "1.2", "delivery")
    assert form.edition.plan_hash == form.plan.hash
    assert form.edition.text_hash == intervention().text_hash
    assert (form.citation, form.licence, form.subject) == ("Trial, 2024", "CC-BY-4.0", "Home visit")
