"""What a `fidelity.toml` may say, and what is told of one that says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import ConfigurationError, DefinitionError, FidelityError, UsageError
from fidelity.problems import Problem
from fidelity.workspace.toml_file import Said, read


def problems(path: Path, text: str | bytes, kind: type[FidelityError] = ConfigurationError) -> tuple[Problem, ...]:
    """What is told of a file with this text."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(kind) as raised:
        read(path)
    assert all(problem.place and problem.place.source == str(path) for problem in raised.value.problems)
    return raised.value.problems


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is still to be written."""
    return tmp_path / "fidelity.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", Said()),
        ("# nothing\n[plugins]\n", Said()),
        ("[plugins]\nallow = []\n", Said(frozenset())),
        ('plugins.allow = ["fidelity-imr", "a.b_C"]', Said(frozenset({"fidelity-imr", "a.b_C"}))),
        ('\ufeff[plugins]\r\ndisable = [\r\n  "imr",\r\n]\r\nstrict = true\r\n', Said(None, frozenset({"imr"}), True)),
    ],
)
def test_what_a_file_says(path: Path, text: str, said: Said) -> None:
    """Everything may be left out, and an empty allow-list allows nothing."""
    path.write_bytes(text.encode())
    assert read(path) == said


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("[plugin]\n", "there is no setting `plugin`", "did you mean `plugins`?"),
        ("[plugins]\nalow = []\n", "there is no setting `alow`", "did you mean `allow`?"),
        (
            "colour = 1\n",
            "there is no setting `colour`",
            "known here: `codes`, `plugins`, `reading`, `retention`, `workspace`",
        ),
    ],
)
def test_an_unknown_setting_is_told_with_the_nearest(path: Path, text: str, message: str, help_: str) -> None:
    """A setting that is misspelt would otherwise do nothing, and nobody would know."""
    (problem,) = problems(path, text)
    assert (problem.code, problem.message, problem.help) == ("unknown-setting", message, help_)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("plugins = 3", "`plugins` is not a group of settings"),
        ("[[plugins]]\n", "`plugins` is not a group of settings"),
        ('[plugins]\nallow = "fidelity-imr"', "`allow` is not a list of plugins"),
        ("[plugins]\nallow = false", "`allow` is not a list of plugins"),
        ("[plugins]\ndisable = [1]", "`1` in `disable` is not the name of a plugin's distribution"),
        ('[plugins]\nallow = ["fidelity-imr==1.0"]', "`fidelity-imr==1.0` in `allow` is not the name of a plugin's"),
        ('[plugins]\nallow = ["fidelity-*"]', "`fidelity-*` in `allow` is not the name of a plugin's distribution"),
        ('[plugins]\nallow = [""]', "`` in `allow` is not the name of a plugin's distribution"),
        ("[plugins]\nstrict = 1", "`strict` is neither true nor false"),
    ],
)
def test_a_setting_of_another_kind_is_told(path: Path, text: str, message: str) -> None:
    """Nothing is guessed."""
    (problem,) = problems(path, text)
    assert problem.code == "wrong-setting"
    assert problem.message.startswith(message)
    assert problem.help


def test_all_of_it_is_told_at_once(path: Path) -> None:
    """Nobody mends a file one word at a time."""
    text = '[plugins]\nallow = [1, "a b"]\nstrikt = true\nstrict = "yes"\n[odd]\n'
    assert [problem.code for problem in problems(path, text)] == [
        "unknown-setting",
        "unknown-setting",
        "wrong-setting",
        "wrong-setting",
        "wrong-setting",
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("[plugins]\nallow = [fidelity-imr]\n", 2, 10), ("\n[plugins\n", 2, 9), ('allow = ["a",', 1, 14)],
)
def test_what_is_no_toml_is_told_with_its_place(path: Path, text: str, line: int, column: int) -> None:
    """The line is shown, and the place in it."""
    (problem,) = problems(path, text)
    assert problem.code == "bad-toml"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (line, column)


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    """It is there or it is not; what is not text is told as anywhere else."""
    with pytest.raises(UsageError, match="cannot be read"):
        read(path)
    (problem,) = problems(path, b"# \xe9\n", DefinitionError)
    assert problem.code == "not-utf8"
