"""What columns may be called."""

from __future__ import annotations

import pytest

from fidelity.definition.reading import read_definition
from fidelity.intake.wording import ItemWords, bare, fact_of, near, near_facts
from tests.cli.sample import DEFINITION

CHECKLIST = read_definition(DEFINITION.encode(), "visit.yaml").checklist("delivery")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("  Goal\u00a0setting ", "goal_setting"), ("Goal-Setting (1–5)", "goal_setting"), ("goals [0 to 2]", "goals"),
        ("Item 3: Goals", "item_3_goals"), ("Goals (late)", "goals_late"),
    ],
)  # fmt: skip
def test_a_name_without_what_does_not_matter(name: str, plain: str) -> None:
    """Capitals, white space, punctuation and a range in brackets do not matter; words in brackets do."""
    assert bare(name) == plain


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("Practitioner ID", "practitioner"), ("rater_code", "rater"), ("OBSERVATION", "observation"), ("Site", "site"),
        ("date of visit", ""), ("site name", ""), ("minutes_id", ""), ("practicioner", ""), ("Plan hash", "plan_hash"),
    ],
)  # fmt: skip
def test_facts_are_known_in_harmless_writing_only(name: str, fact: str) -> None:
    """The word for a code may follow; another word, or a slip of the pen, makes it another name."""
    assert fact_of(name) == fact


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("greets", "greets"), ("Greets everyone", "greets"), ("Item 2: Asks openly", "asks"), ("q3 listens", "listens"),
        ("3. Listens (0-2)", "listens"), ("Item 1: Asks openly", ""), ("Item 2", ""), ("greet", ""), ("", ""),
    ],
)  # fmt: skip
def test_items_are_known_by_id_and_text_and_after_their_own_number(name: str, item: str) -> None:
    """A number must be the item's; a number alone, or a name that is merely near, means nothing."""
    assert ItemWords(CHECKLIST).meant(name) == item


def test_names_that_are_near_are_found() -> None:
    """Nothing is done with them but to ask."""
    assert near("listens", ["listening", "other"]) == "listening"
    assert near("listens", ["other"]) == ""
    assert list(near_facts(["Practicioner", "Siet", "weather"], {"site"})) == [("Practicioner", "practitioner")]
