"""What is said in the terminal: wrapped lines, and scores as sentences."""

from __future__ import annotations

from fidelity.definition.reading import read_definition
from fidelity.plan.lowering import lower
from fidelity.records.observation import Edition, Observation
from fidelity.report.observation_scores import score_observation
from fidelity.report.sitting_text import outcome_sentences, spoken
from tests.cli.sample import DEFINITION

PLAN = lower(read_definition(DEFINITION.encode(), "visit.yaml").checklist())


def sentences(date: str = "2026-11-20", **ratings: str) -> list[str]:
    """The sentences about one observation."""
    made = Observation("id", Edition("visit", "1.2", "delivery"), {"date": date}, ratings)
    return outcome_sentences(score_observation(PLAN, made))


def test_lines_are_wrapped_under_their_own_beginning() -> None:
    """An indented line goes on further in, so that the next key stands out; an empty one stays."""
    assert spoken(["one two three", "", "  2  one two three"], 10) == "one two\nthree\n\n  2  one\n     two\n     three"


def test_signs_that_move_a_cursor_are_not_said() -> None:
    """They are shown as signs that nobody knows."""
    assert "\x1b" not in spoken(["a\x1b[2Jb"])


def test_each_score_is_a_sentence() -> None:
    """By hand: 5 of 8 points; the mean of 2 and 1."""
    assert sentences(greets="2", asks="2", listens="1", plans="0") == [
        "total: 62.50, High; 4 of 4 used.",
        "caring: 1.5; 2 of 2 used.",
        "competent: not met.",
        "cares: met.",
    ]


def test_a_score_that_is_not_there_says_why_and_what_it_could_be() -> None:
    """Two of four are missing: 2 to 6 of 8."""
    said = sentences(greets="2", plans="0")
    assert said[0] == "total: no score: too many ratings are missing; 0 of 4 used; it could still be 25.00 to 75.00."
    assert said[2] == "competent: cannot tell."


def test_a_criterion_is_the_one_of_its_day() -> None:
    """62.50 was enough for the pilot, and is not for the trial."""
    assert "competent: met." in sentences("2023-12-31", greets="2", asks="2", listens="1", plans="0")
