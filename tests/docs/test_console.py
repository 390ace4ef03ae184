"""The documents' terminal: what is expected, what agrees, and what is said when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.console import Command, agree, commands, difference, patched, shown, written

BLOCK = """\
$ fidelity one
first

second

$ fidelity two
"""


def test_a_block_holds_commands_with_their_output() -> None:
    """Blank lines within an output belong to it, and those at its end do not."""
    assert commands(BLOCK) == [
        Command("fidelity one", ("first", "", "second"), 0),
        Command("fidelity two", (), 5),
    ]


def test_a_block_begins_with_a_command() -> None:
    """Output of nothing is a mistake in the document."""
    with pytest.raises(ValueError, match="begins with a command"):
        commands("first\n")


def test_a_terminal_shows_both_outputs_and_the_exit_code(tmp_path: Path) -> None:
    """What is said on standard error is shown too, and an exit code other than 0 stands at the end."""
    *lines, last = shown("fidelity no-such-command", tmp_path)
    assert "no-such-command" in "\n".join(lines)
    assert last == "[exit 2]"


def test_a_command_that_succeeds_shows_no_exit_code(tmp_path: Path) -> None:
    """The usual case needs no line of its own."""
    (line,) = shown("fidelity --version", tmp_path)
    assert line.startswith("fidelity ")


def test_only_our_program_is_run(tmp_path: Path) -> None:
    """A document cannot run anything else by mistake."""
    with pytest.raises(ValueError, match="`sh` block"):
        shown("rm everything", tmp_path)


@pytest.mark.parametrize(
    ("expected", "got", "does"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "1.50"], ["a", "1.51"], False),
        (["a"], ["a", "b"], False),
        (["a", "…", "z"], ["a", "b", "c", "z"], True),
        (["a", "…", "z"], ["a", "z"], True),
        (["a", "…"], ["b"], False),
        (["a.c"], ["abc"], False),
        ([], [], True),
    ],
)
def test_lines_agree_to_the_letter(expected: list[str], got: list[str], does: bool) -> None:
    """A changed number is a difference; a line `…` stands for any lines."""
    assert agree(expected, got) is does


def test_a_difference_says_where_and_what() -> None:
    """File, line, what the document says, and what is so."""
    said = difference("docs/a.md:7", Command("fidelity one", ("1.50",), 0), ["1.51"])
    assert said.startswith("docs/a.md:7: `fidelity one`")
    assert said.index("1.50") < said.index("1.51")
    assert "--update-docs" in said


def test_outputs_are_written_anew_where_they_differ() -> None:
    """What agrees stays as its author shortened it."""
    first, second = Command("fidelity one", ("a", "…"), 0), Command("fidelity two", ("old",), 3)
    block = [(first, ["a", "b"]), (second, ["new", "[exit 1]"])]
    assert written(block) == "$ fidelity one\na\n…\n$ fidelity two\nnew\n[exit 1]\n"


def test_a_patch_changes_its_lines() -> None:
    """Lines with a minus give way to those with a plus, in each of its places."""
    assert patched("a\nb\nc\nd\n", " a\n-b\n+x\n…\n-d\n") == "a\nx\nc\n"


@pytest.mark.parametrize("text", ["a\n", "b\nb\n"])
def test_a_patch_must_know_its_place(text: str) -> None:
    """Lines that are absent, or there twice, are a mistake in the document."""
    with pytest.raises(ValueError, match="instead of once"):
        patched(text, "-b\n+c\n")
