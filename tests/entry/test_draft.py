"""Drafts: a sitting kept after any line goes on where it was."""

from __future__ import annotations

import json

import pytest

from fidelity.entry.draft import draft_content, filled_in, resumed
from fidelity.entry.questionnaire import questionnaire
from fidelity.entry.sitting import Asking, Sitting
from fidelity.records.observation import Edition, Observation, from_content
from tests.entry.sample import PLAIN, sat

BASE = Observation("an-id", Edition("visit", "1", "delivery"), {"rater": "R1"})


@pytest.mark.parametrize("lines", [(), ("2",), ("2", "n", "+ late"), ("2", "b"), ("e",), ("2", "n", "3", "4", "1/2")])
def test_a_draft_goes_on_where_it_was(lines: tuple[str, ...]) -> None:
    """Answers, notes and place come back, also from text."""
    sitting = sat(PLAIN, *lines).sitting
    content = json.loads(json.dumps(draft_content(BASE, sitting)))
    again = resumed(content, questionnaire(PLAIN))
    assert (again.ratings, again.notes, again.place) == (sitting.ratings, sitting.notes, sitting.place)
    assert again.asking in (Asking.ITEM, Asking.HAND_IN)


def test_a_draft_is_an_observation_too() -> None:
    """Whatever reads observations can read a draft."""
    sitting = sat(PLAIN, "2", "+ why").sitting
    assert from_content(draft_content(BASE, sitting)) == filled_in(BASE, sitting)
    assert filled_in(BASE, sitting).notes == {"asks": "why"}


def test_a_draft_at_an_item_that_is_not_asked_goes_to_the_end() -> None:
    """The end lists what is open."""
    content = draft_content(BASE, Sitting(questionnaire(PLAIN))) | {"place": "gone"}
    assert resumed(content, questionnaire(PLAIN)).asking is Asking.HAND_IN
