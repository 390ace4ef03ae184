"""What a sitting says: short lines that a screen reader reads as they stand."""

from __future__ import annotations

from fidelity.entry.questionnaire import Questionnaire, questionnaire
from fidelity.entry.words import missing_words, question_words
from fidelity.model.checklist import Checklist
from tests.entry.sample import NA, PLAIN, worded


def asked(of: Checklist | Questionnaire, place: int = 0, rating: str = "", note: str = "") -> tuple[str, ...]:
    """A question read out."""
    made = questionnaire(of) if isinstance(of, Checklist) else of
    return question_words(made, place, rating, note)


def test_an_item_is_read_out_with_its_number_and_its_anchors() -> None:
    """One idea a line: the item, then each point with its code first; no full stop twice."""
    assert asked(PLAIN) == (
        "Item 1 of 5: Greets everyone",
        "  2  As described. It is done",
        "  1  Attempted. It is tried",
        "  0  Absent",
    )


def test_a_critical_item_says_so_and_shows_what_may_stand_instead() -> None:
    """Statuses come after the points, each with its key."""
    lines = asked(PLAIN, 1)
    assert lines[0] == "Item 2 of 5, critical: Asks openly"
    assert lines[-2:] == ("  n  not applicable", "  u  not observed")


def test_numbers_say_what_can_be_typed() -> None:
    """A count with its unit, a percentage, results of persons with an example."""
    assert asked(PLAIN, 2)[1:] == ("  a whole number of at least 0 (clients)",)
    assert asked(PLAIN, 3)[1:] == ("  a percentage from 0 to 100",)
    assert asked(PLAIN, 4)[1] == "  results of persons"
    assert "4/4 2/3 0/4" in asked(PLAIN, 4)[2]


def test_what_was_answered_and_noted_is_said() -> None:
    """Coming back to an item shows both."""
    assert asked(PLAIN, 0, "1", "late")[-2:] == ("Answered: 1, Attempted. Enter keeps it.", "Note: late")


def test_words_have_numbers_and_codes_of_statuses_stand_beside_their_keys() -> None:
    """Either can be typed."""
    lines = asked(worded("full", "some", "none", status_codes={"NA": NA}))
    assert lines[1:4] == ("  1 or full", "  2 or some", "  3 or none")
    assert "  /n  not applicable (or NA)" in lines


def test_what_is_missing_is_told_by_number() -> None:
    """All, one, or several."""
    made = questionnaire(PLAIN)
    everything = {question.item.id: "x" for question in made.questions}
    assert missing_words(made, everything) == "All items are answered."
    assert missing_words(made, {**everything} | {}) == "All items are answered."
    del everything["asks"]
    assert missing_words(made, everything) == "Answered: 4 of 5. Not answered: item 2."
    del everything["each"]
    assert missing_words(made, everything) == "Answered: 3 of 5. Not answered: items 2 and 5."
