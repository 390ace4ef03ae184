"""Tables in plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fidelity.report.grid import NARROWEST, grid, paragraph

CELLS = st.text(st.characters(codec="utf-8"), max_size=60)


def test_columns_are_aligned() -> None:
    """Text is flush left, numbers are flush right, and a line of dashes stands below the heading."""
    text = grid(("name", "value"), [("a", "1.5"), ("longer", "10.25")], (1,))
    assert text.splitlines() == ["name    value", "------  -----", "a         1.5", "longer  10.25"]


def test_the_widest_column_is_wrapped() -> None:
    """What does not fit goes on below, in its own column, and words stay whole."""
    text = grid(("id", "text"), [("a_long_name", "one two three four five six")], (), 30)
    assert text.splitlines() == [
        "id           text",
        "-----------  -----------------",
        "a_long_name  one two three",
        "             four five six",
    ]


def test_a_word_is_broken_only_where_nothing_else_helps() -> None:
    """A long id stays whole while there is text beside it that can be wrapped."""
    rows = [("reflections_to_questions", "several words to be wrapped")]
    assert "reflections_to_questions" in grid(("score", "said"), rows, (), 36)
    assert "reflections_to_questions" not in grid(("score", "said"), rows, (), 20)


def test_several_wide_columns_give_way_together() -> None:
    """Two long columns both get narrower, so that the page is kept."""
    lines = grid(("a", "b", "c"), [("x " * 50, "y " * 50, "z")], (), 60).splitlines()
    assert max(map(len, lines)) <= 60
    assert len(lines[1].split()[0]) > 15


def test_an_indent_belongs_to_the_page() -> None:
    """What stands before each line counts as width."""
    lines = grid(("a", "b"), [("x", "word " * 30)], (), 40, "    ").splitlines()
    assert all(line.startswith("    ") for line in lines)
    assert max(map(len, lines)) <= 40


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.integers(3 * NARROWEST + 4, 120))
def test_a_table_stays_on_its_page(rows: list[tuple[str, str, str]], width: int) -> None:
    """Whatever the cells hold, no line is too wide, none ends in blanks, and no control character is left."""
    text = grid(("a", "b", "c"), rows, (2,), width)
    lines = text.split("\n")
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)
    assert not any(character < " " or "\x7f" <= character < "\xa0" for line in lines for character in line)


def test_wide_characters_are_no_obstacle() -> None:
    """Characters that take two columns, or none, are set without complaint."""
    assert "家庭訪問" in grid(("name", "n"), [("家庭訪問", "1"), ("e\u0301", "2"), ("👩‍👧", "3")], (1,), 20)


def test_a_paragraph_is_wrapped_and_hangs() -> None:
    """The first line has the indent, the others the same and what hangs."""
    assert paragraph("one two three four", 10, "- ").splitlines() == ["- one two", "  three", "  four"]
    assert paragraph("one two three", 8, "", "  ").splitlines() == ["one two", "  three"]
    assert paragraph("", 10, "  ") == ""
    assert paragraph("\x1b[31mred") == "\ufffd[31mred"


def test_a_number_is_never_broken() -> None:
    """A table too wide for the page goes on below itself, its first column there again, and numbers stay whole."""
    head = ("site", "alpha", "ICC(A,1)", "ICC(A,k)")
    made = grid(head, [("Northern", *[".70[.05,.93]"] * 3)], (), 40, keys=1).splitlines()
    assert made == [
        "site      alpha         ICC(A,1)",
        "--------  ------------  ------------",
        "Northern  .70[.05,.93]  .70[.05,.93]",
        "",
        "site      ICC(A,k)",
        "--------  ------------",
        "Northern  .70[.05,.93]",
    ]


def test_words_give_way_before_numbers() -> None:
    """Where a table without keys is too wide, long words are broken, and numbers stay whole."""
    made = grid(("name", "value"), [("unpronounceable", "12345.678901")], (1,), 24)
    assert made.splitlines()[2:] == ["unpronounc  12345.678901", "eable"]
