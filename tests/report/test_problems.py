"""Problems as text and as data."""

from __future__ import annotations

from jsonschema import Draft202012Validator

from fidelity.definition.schema_files import schema
from fidelity.problems import Place, Problem, Severity
from fidelity.report.problems import as_json, as_text

UNKNOWN = Problem(
    "unknown-key",
    "unknown key `txt`",
    "did you mean `text`?",
    ("items", 0, "txt"),
    Place("practice.yaml", 14, 5, "    txt: Family got the paperwork"),
)


def test_a_problem_is_told_as_a_compiler_does() -> None:
    """What is wrong, where, the line, a caret, and what to do."""
    assert as_text([UNKNOWN]) == (
        "error[unknown-key]: unknown key `txt`\n"
        "  --> practice.yaml:14:5\n"
        "   |\n"
        "14 |     txt: Family got the paperwork\n"
        "   |     ^\n"
        "  help: did you mean `text`?\n"
    )


def test_problems_are_paragraphs() -> None:
    """An empty line stands between two, and nothing where there are none."""
    assert as_text([UNKNOWN, UNKNOWN]).count("\n\n") == 1
    assert as_text([]) == ""


def test_what_is_not_known_is_not_shown() -> None:
    """A problem without a place has its path; one without either has its message."""
    owed = Problem("no-source", "nothing says", path=("source", 0), severity=Severity.INCOMPLETE)
    assert as_text([owed]) == "incomplete[no-source]: nothing says\n   in source[0]\n"
    assert as_text([Problem("bad-code", "so")]) == "error[bad-code]: so\n"
    assert as_text([Problem("bad-csv", "so", place=Place("a.csv"))]) == "error[bad-csv]: so\n  --> a.csv\n"


def test_a_long_line_is_shown_around_its_place() -> None:
    """The caret stands below the same character, though the line is cut."""
    line = "x" * 150 + "here" + "y" * 150
    text = as_text([Problem("x", "m", place=Place("a", 1, 151, line))]).split("\n")
    assert len(text[3]) < 110
    assert text[3][text[4].index("^")] == "h"
    assert text[3].endswith("…")
    assert text[3][4] == "…"


def test_a_caret_stands_below_wide_characters() -> None:
    """A tab is one column, a wide character two, a combining one none."""
    text = as_text([Problem("x", "m", place=Place("a", 1, 4, "\t漢a\u0301b"))]).split("\n")
    assert text[3] == "1 |  漢a\u0301b"
    assert text[4] == "  |     ^"


def test_a_place_beyond_the_excerpt_has_no_caret() -> None:
    """Where only the beginning of a line is kept, nothing is pointed at."""
    assert "^" not in as_text([Problem("x", "m", place=Place("a", 1, 500, "abc"))])


def test_no_control_character_reaches_the_terminal() -> None:
    """What somebody hid in a file cannot colour or move anything."""
    place = Place("a\x1b[31m", 1, 1, "b\x1b[2J\x07")
    text = as_text([Problem("x", "m\x1b\nn", "h\x9b", ("p\x00",), place)])
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\x00"}


def test_problems_as_data_are_what_their_schema_says() -> None:
    """Whatever is known of a problem, its data has the same keys."""
    found = as_json([UNKNOWN, Problem("bad-code", "so"), Problem("bad-csv", "so", place=Place("a.csv"))])
    Draft202012Validator(schema("problems")).validate(found)
    assert found["format"] == 1
    assert found["problems"] == [
        {
            "code": "unknown-key",
            "severity": "error",
            "message": "unknown key `txt`",
            "help": "did you mean `text`?",
            "path": ["items", 0, "txt"],
            "source": "practice.yaml",
            "line": 14,
            "column": 5,
            "excerpt": "    txt: Family got the paperwork",
        },
        {
            **dict.fromkeys(("source", "line", "column", "excerpt")),
            "code": "bad-code",
            "severity": "error",
            "message": "so",
            "help": "",
            "path": [],
        },
        {
            **dict.fromkeys(("line", "column", "excerpt")),
            "code": "bad-csv",
            "severity": "error",
            "message": "so",
            "help": "",
            "path": [],
            "source": "a.csv",
        },
    ]
