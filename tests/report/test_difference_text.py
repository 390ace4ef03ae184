"""A comparison on a page of plain text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from fidelity.difference.comparison import compare
from fidelity.difference.record import InterventionDifference
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.plan.lowering import lower
from fidelity.report.difference_text import difference_text
from tests.report.sample import CHECKLIST


def told(old: Checklist, new: Checklist, **more: tuple[str, ...]) -> str:
    """The page of two checklists."""
    found = InterventionDifference("a@1", "a@2", "sha256:1", "sha256:2", (compare(lower(old), lower(new)),), **more)
    return difference_text(found, 70)


def recut(checklist: Checklist) -> Checklist:
    """Another cut-off."""
    criteria = (Criterion("good", ScoreTest("mean", Range(at_least=Fraction(2)))), *checklist.criteria[1:])
    return attrs.evolve(checklist, criteria=criteria)


def test_the_page_says_what_can_move_and_why(golden: Callable[[str, str], None]) -> None:
    """A table of all, then each with its reasons and an example, then the whole in a sentence."""
    tolerant = attrs.evolve(CHECKLIST.scores[0], missing=attrs.evolve(CHECKLIST.scores[0].missing, at_most=2))
    new = attrs.evolve(
        recut(CHECKLIST),
        items=(*CHECKLIST.items[:2], attrs.evolve(CHECKLIST.items[2], text="Listens well")),
        scores=(tolerant, CHECKLIST.scores[1]),
    )
    golden("difference.txt", told(CHECKLIST, new) + "\n")


def test_nothing_that_moves_is_one_sentence() -> None:
    """What is new is counted beside it."""
    more = attrs.evolve(CHECKLIST, criteria=(*CHECKLIST.criteria, attrs.evolve(CHECKLIST.criteria[0], id="new")))
    page = told(CHECKLIST, more)
    words = " ".join(page.split())
    assert "No score, criterion or figure can move: the same ratings give the same. 1 new." in words
    assert "The text of the definition changed." in words
    assert "Why" not in page


def test_checklists_of_one_version_only_are_told() -> None:
    """Those that are new, and those that are gone."""
    page = told(CHECKLIST, CHECKLIST, checklists_added=("x",), checklists_removed=("y", "z"))
    assert "Checklists that are new: x" in page
    assert "Checklists that are gone: y and z" in page


def test_profiles_are_named() -> None:
    """A checklist that a profile changed says so, and what is left out."""
    short = with_profile(CHECKLIST, Profile("short", "delivery", leaves_out=("asks",)))
    page = told(CHECKLIST, short)
    assert "Checklist delivery → delivery with profile short" in page
    assert "`asks`: left out" in page


def test_what_can_be_recorded_is_told() -> None:
    """New items, items that are gone, and codes."""
    shorter = attrs.evolve(CHECKLIST.items[0].scale, points=CHECKLIST.items[0].scale.points[:2])
    new = attrs.evolve(
        CHECKLIST,
        items=(
            attrs.evolve(CHECKLIST.items[0], scale=shorter),
            CHECKLIST.items[1],
            attrs.evolve(CHECKLIST.items[2], id="hears"),
        ),
    )
    page = " ".join(told(CHECKLIST, new).split())
    assert "new items: `hears`" in page
    assert "items that are gone: `listens`" in page
    assert "no longer taken: `2` for `greets`" in page
    assert "Some ratings can no longer be recorded." in page
