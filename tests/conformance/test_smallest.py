"""The smallest observation that still shows a fault."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.conformance.smallest import MOST, smallest, told, word
from fidelity.model.answer import MISSING, Answer
from fidelity.model.status import Status

PLAIN = {name: Answer(Status.RATED, "5", Fraction(5)) for name in "abcdefghi"}
ODD = {name: Answer(Status.RATED, "1", Fraction(1)) for name in "abcdefghi"}


def test_what_the_fault_does_not_need_is_made_plain() -> None:
    """Of nine answers two are left, without which there is no fault."""
    least = smallest(ODD, PLAIN, lambda row: row["b"].code == "1" and row["h"].code == "1")
    assert [name for name, answer in least.items() if answer != PLAIN[name]] == ["b", "h"]
    assert told(least, PLAIN, "at its highest") == "b = 1, h = 1, every other item at its highest"


def test_long_examples_are_cut() -> None:
    """The first few answers are shown, and how many more there are."""
    assert told(PLAIN, PLAIN, "at its highest") == "every item at its highest"
    assert told(ODD, PLAIN, "at its highest").endswith(f"f = 1, {9 - MOST} more")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (MISSING, "missing"),
        (Answer(Status.RATED, "2", Fraction(7)), "2"),
        (Answer(Status.RATED, value=Fraction(5, 2)), "2.5"),
        (Answer(Status.RATED, persons=(Fraction(1), Fraction(2, 3))), "1 2/3"),
    ],
)
def test_an_answer_is_told_as_a_cell_would_hold_it(answer: Answer, said: str) -> None:
    """A code, a number, the shares of persons, or a status."""
    assert word(answer) == said
