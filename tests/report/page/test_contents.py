"""The contents of a page, and the places to which its sentences link."""

from __future__ import annotations

from fidelity.intervention import Intervention
from fidelity.report.page.contents import contents_of, targets_of
from fidelity.report.page.page import page_of
from tests.report.whole import page


def test_the_contents_follow_the_page() -> None:
    """What is there is listed, in its order."""
    entries = contents_of(page())
    assert [entry.target for entry in entries] == [
        "about",
        "components",
        "teaching",
        "learning",
        "doing",
        "checklist-delivery",
        "profiles",
        "companions",
    ]
    assert [entry.title for entry in entries[5].below] == [
        "How answers are recorded",
        "Items",
        "Scores",
        "Criteria",
        "Figures over many observations",
    ]
    assert contents_of(page_of(Intervention("bare", "1", "Bare"), {}, {})) == ()


def test_items_and_scores_are_places() -> None:
    """Sentences link to them."""
    places = set(targets_of(page()))
    assert {"checklist-delivery-greets", "checklist-delivery-total"} <= places


def test_no_id_is_taken_for_a_heading() -> None:
    """An item may be called `items`: ids have no hyphens, and headings begin with one."""
    headings = [entry.target for entry in contents_of(page())[5].below]
    assert all(target.startswith("checklist-delivery--") for target in headings)
