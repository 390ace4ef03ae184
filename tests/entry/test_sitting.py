"""A sitting, line by line."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.entry.questionnaire import questionnaire
from fidelity.entry.sitting import Asking, Ended, Sitting, step
from tests.entry.sample import PLAIN, sat, worded

ALL = ("2", "n", "12", "50", "4/4 2/3")
"""An answer to each item."""


def test_answers_lead_to_the_end() -> None:
    """After the last item handing in is asked, and yes ends it."""
    turn = sat(PLAIN, *ALL)
    assert turn.sitting.asking is Asking.HAND_IN
    assert turn.sitting.ended is None
    done = step(turn.sitting, "y").sitting
    assert done.ended is Ended.HANDED_IN
    assert done.ratings == {"greets": "2", "asks": "not_applicable", "seen": "12", "share": "50", "each": "4/4 2/3"}


def test_each_answer_is_read_back() -> None:
    """What was understood is said with its number and its label."""
    assert sat(PLAIN, "2").said == ("Item 1: 2, As described.",)
    assert sat(PLAIN, "2", "n").said == ("Item 2: not applicable.",)
    assert sat(PLAIN, "2", "n", "12").said == ("Item 3: 12 clients.",)


def test_back_and_change() -> None:
    """Going back shows the item again; another answer takes the place of the first, and the rest stays."""
    turn = sat(PLAIN, "2", "1", "b", "b")
    assert turn.sitting.place == 0
    changed = step(turn.sitting, "0").sitting
    assert (changed.ratings, changed.place) == ({"greets": "0", "asks": "1"}, 1)


def test_enter_keeps_an_answer_and_never_gives_one() -> None:
    """On an answered item it goes on; on an open one nothing happens."""
    kept = sat(PLAIN, "2", "b", "").sitting
    assert (kept.place, kept.ratings) == (1, {"greets": "2"})
    turn = step(kept, "   ")
    assert (turn.sitting.place, turn.sitting.ratings) == (1, {"greets": "2"})
    assert "`s` leaves the item unanswered" in turn.said[0]


def test_there_is_nothing_before_the_first_item() -> None:
    """Back stays there, and says so."""
    turn = sat(PLAIN, "b")
    assert turn.sitting.place == 0
    assert turn.said == ("This is the first item.",)


def test_skipping_leaves_open_and_takes_an_answer_away() -> None:
    """An answer that is there goes, and it is said."""
    turn = sat(PLAIN, "s")
    assert turn.said == ("Item 1: left unanswered.",)
    turn = sat(PLAIN, "2", "b", "s")
    assert turn.sitting.ratings == {}
    assert turn.said == ("Item 1: the answer 2, As described is taken away.",)


@pytest.mark.parametrize(
    "lines",
    [("+", "It was late"), ("+ It was late",), ("+It was late",), ("note It was late",), ("NOTE", "It was late")],
)
def test_notes_can_be_typed_at_once_or_when_asked(lines: tuple[str, ...]) -> None:
    """A note leaves the item where it is, and is read back."""
    turn = sat(PLAIN, *lines)
    assert turn.sitting.notes == {"greets": "It was late"}
    assert turn.sitting.place == 0
    assert turn.said == ("Noted at item 1: It was late",)


def test_a_number_with_a_sign_is_no_note() -> None:
    """Who types +1 where a count is asked meant a number, and is told that it is none."""
    turn = sat(PLAIN, "g 3", "+1")
    assert turn.sitting.notes == {}
    assert "is not a whole number" in turn.said[0]


def test_a_note_is_one_line_of_what_can_be_seen() -> None:
    """Signs that move a cursor become blanks, and a note that is too long is left out."""
    assert sat(PLAIN, "+ a\x1b[2Jb\tc").sitting.notes == {"greets": "a [2Jb c"}
    turn = sat(PLAIN, "+ early", f"+ {'x' * 10_000}")
    assert turn.sitting.notes == {"greets": "early"}
    assert "10,000 characters" in turn.said[0]


def test_a_second_note_is_added_and_a_dash_takes_all_away() -> None:
    """Nothing noted is overwritten by accident."""
    turn = sat(PLAIN, "+ One.", "+ Two.")
    assert turn.sitting.notes == {"greets": "One. Two."}
    assert step(turn.sitting, "+ -").sitting.notes == {}
    asked = step(turn.sitting, "+")
    assert asked.sitting.asking is Asking.NOTE
    assert "`-` takes it away." in asked.said
    assert step(asked.sitting, "").sitting.notes == {"greets": "One. Two."}


def test_while_a_note_is_asked_everything_is_the_note() -> None:
    """A note that looks like a command or a code is a note."""
    turn = sat(PLAIN, "+", "q")
    assert turn.sitting.notes == {"greets": "q"}
    assert turn.sitting.ended is None


def test_a_note_that_names_somebody_is_kept_and_spoken_of() -> None:
    """The coach decides, and knows how to mend it."""
    turn = sat(PLAIN, "+ Call her at jo@example.org")
    assert turn.sitting.notes == {"greets": "Call her at jo@example.org"}
    assert "nobody's name" in " ".join(turn.said)


@pytest.mark.parametrize("line", ["g 4", "g4", "G 4", "go 4"])
def test_going_to_an_item_by_its_number(line: str) -> None:
    """The number is the one on the form."""
    assert sat(PLAIN, line).sitting.place == 3


def test_going_nowhere_says_where_one_can_go() -> None:
    """There is no item 9, and `g` alone is half a command."""
    turn = sat(PLAIN, "g 9")
    assert turn.said == ("There is no item 9 here.", "Items go from 1 to 5.")
    assert turn.sitting.place == 0
    assert "g 2" in sat(PLAIN, "g").said[0]


def test_an_item_that_a_profile_leaves_out_is_nowhere() -> None:
    """Its number is said to be left out."""
    turn = sat(attrs.evolve(PLAIN, off=frozenset({"asks"}), profile="short"), "g 2")
    assert turn.said[-1] == "The profile leaves out item 2."


def test_an_overview_changes_nothing() -> None:
    """Each item has its line, with what was answered."""
    turn = sat(PLAIN, "2", "+ Why", "o")
    assert turn.said[0] == "Item 1: 2, As described. Greets everyone"
    assert turn.said[1] == "Item 2: not answered; with a note. Asks openly"
    assert len(turn.said) == 5
    assert turn.sitting.place == 1


def test_what_is_not_understood_changes_nothing_and_says_what_could_be() -> None:
    """The words are those for a table, and the key that lists the commands."""
    turn = sat(PLAIN, "7")
    assert turn.sitting.ratings == {}
    assert turn.said == (
        "`7` is not a code of this item.",
        "Permitted: 2, 1, 0.",
        "`?` says what else can be typed.",
    )


def test_help_tells_guidance_and_every_command() -> None:
    """Guidance, where to look, the choices, and all keys."""
    said = "\n".join(sat(PLAIN, "?").said)
    assert "Look at the door." in said
    assert "Look at: observation or record." in said
    for key in ("b  ", "s  ", "+  ", "?  ", "g  ", "o  ", "e  ", "q  "):
        assert f"\n  {key}" in said


def test_quitting_keeps_everything() -> None:
    """It ends, and what was answered is there."""
    turn = sat(PLAIN, "2", "q")
    assert turn.sitting.ended is Ended.STOPPED
    assert turn.sitting.ratings == {"greets": "2"}


def test_the_end_can_be_reached_from_anywhere_and_left_again() -> None:
    """With items open, one can hand in, go back to one of them, or keep a draft."""
    end = sat(PLAIN, "2", "e").sitting
    assert end.asking is Asking.HAND_IN
    assert [question.number for question in end.unanswered] == [2, 3, 4, 5]
    assert step(end, "g 2").sitting.place == 1
    assert step(end, "b").sitting.place == 4
    assert step(end, "n").sitting.ended is Ended.STOPPED
    assert step(end, "q").sitting.ended is Ended.STOPPED
    assert step(end, "y").sitting.ended is Ended.HANDED_IN


@pytest.mark.parametrize("line", ["", "2", "s", "+ a note", "?", "maybe"])
def test_at_the_end_only_yes_hands_in(line: str) -> None:
    """Everything else says what can be typed."""
    turn = step(sat(PLAIN, *ALL).sitting, line)
    assert turn.sitting.ended is None
    assert turn.sitting.notes == {}
    assert turn.said[0] == "You can type:"


def test_nothing_cannot_be_handed_in() -> None:
    """An empty record would let its rater see what others rated."""
    turn = sat(PLAIN, "e", "y")
    assert turn.sitting.ended is None
    assert "nothing to hand in" in turn.said[0]


def test_codes_win_over_commands_in_a_whole_sitting() -> None:
    """With b, q and s as codes they answer, and the commands have a stroke."""
    made = worded("b", "q", "s")
    assert sat(made, "q").sitting.ratings == {"said": "q"}
    assert sat(made, "/q").sitting.ended is Ended.STOPPED


LINES = st.lists(
    st.sampled_from(
        ("2", "1", "n", "12", "50", "4/4", "b", "s", "+", "+ note", "-", "?", "g 2", "o", "e", "n", "", "x")
    ),
    max_size=30,
)


@given(LINES)
def test_whatever_is_typed_nothing_is_lost_but_what_is_taken_away(lines: list[str]) -> None:
    """Answers change by an answer, vanish by skipping, and by nothing else."""
    sitting = Sitting(questionnaire(PLAIN))
    for line in lines:
        if sitting.ended:
            break
        before, asking = sitting, sitting.asking
        sitting = step(sitting, line).sitting
        lost = before.ratings.keys() - sitting.ratings.keys()
        assert not lost or (line == "s" and lost == {before.question.item.id})
        changed = {name for name, text in sitting.ratings.items() if before.ratings.get(name) != text}
        assert not changed or (asking is Asking.ITEM and changed == {before.question.item.id})
        assert 0 <= sitting.place <= len(sitting.questionnaire.questions)
