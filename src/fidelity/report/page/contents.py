"""The list of contents of a page, and the places that its text can link to."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.report.page.record import ChecklistPart, Page


@attrs.frozen
class Entry:
    """One line of the contents.

    Attributes:
        target: The place on the page.
        title: What stands there.
        below: What stands within it.
    """

    target: str
    title: str
    below: tuple[Entry, ...] = ()


def contents_of(page: Page) -> tuple[Entry, ...]:
    """The contents of a page: what it has, in its order."""
    return tuple(_entries(page))


def _entries(page: Page) -> Iterator[Entry]:
    if page.about:
        yield Entry("about", "What it is for")
    if page.components:
        yield Entry("components", "What it consists of")
    if page.teaching:
        yield Entry("teaching", "How it is taught")
    if page.learning:
        yield Entry("learning", "How it is learnt")
    if page.doing or page.requires:
        yield Entry("doing", "How it is done")
    yield from (Entry(place_of(each), each.title, tuple(_within(each))) for each in page.checklists)
    if page.profiles:
        below = tuple(Entry(f"profile-{each.id}", each.title) for each in page.profiles)
        yield Entry("profiles", "Profiles: what others change", below)
    if page.companions:
        yield Entry("companions", "Rated at the same visit")


def place_of(checklist: ChecklistPart) -> str:
    """Where a checklist stands on the page."""
    return f"checklist-{checklist.id}"


def _within(checklist: ChecklistPart) -> Iterator[Entry]:
    at = place_of(checklist)
    if checklist.scales:
        yield Entry(f"{at}--scales", "How answers are recorded")
    yield Entry(f"{at}--items", "Items")
    if checklist.scores:
        yield Entry(f"{at}--scores", "Scores")
    if checklist.criteria:
        yield Entry(f"{at}--criteria", "Criteria")
    if checklist.figures:
        yield Entry(f"{at}--figures", "Figures over many observations")


def targets_of(page: Page) -> Iterator[str]:
    """The places of items and scores, to which sentences link."""
    for checklist in page.checklists:
        at = place_of(checklist)
        yield from (f"{at}-{item.id}" for group in checklist.groups for item in group.items)
        yield from (f"{at}-{score.id}" for score in checklist.scores)
