"""Checklists of other interventions that are rated at the same visit."""

from __future__ import annotations

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.companion import Companion, companion_problems

WHOLE = Companion("visiting", "Who sends whom", "2.0", "organisation", "rural")


def test_a_companion_is_called_as_a_command_takes_it() -> None:
    """By its id, and by its version where that matters."""
    assert (Companion("visiting", "Why").name, WHOLE.name) == ("visiting", "visiting@2.0")


@pytest.mark.parametrize(
    ("companion", "path"),
    [
        ({"intervention": "Visiting"}, "intervention"),
        ({"intervention": ""}, "intervention"),
        ({"intervention": "visiting", "checklist": "The form"}, "checklist"),
        ({"intervention": "visiting", "profile": "2nd"}, "profile"),
    ],
)
def test_a_name_that_nothing_can_have_is_refused(companion: dict[str, str], path: str) -> None:
    """Whether it is installed is not known here, but whether it can be an id is."""
    with pytest.raises(InvalidRecord) as raised:
        Companion(why="Why", **companion)
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("bad-id", (path,))]


def test_a_companion_is_another_and_named_once() -> None:
    """The intervention itself is none; two checklists of one companion are two companions."""
    own, other = Companion("visit", "Why"), Companion("visiting", "Why", checklist="delivery")
    assert not [*companion_problems((WHOLE, other), "visit")]
    assert [(each.code, each.path[2:]) for each in companion_problems((WHOLE, own, WHOLE), "visit")] == [
        ("own-companion", (1, "intervention")),
        ("companion-twice", (2,)),
    ]
