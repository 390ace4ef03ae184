"""The program as a whole: exit codes, both outputs, pipes and interruptions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fidelity.about import VERSION
from fidelity.cli import main
from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]
PROGRAM = [sys.executable, "-m", "fidelity"]


def started(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program run as a process of its own, with its output piped."""
    return subprocess.run([*PROGRAM, *words], env={**os.environ, **environment}, capture_output=True, check=False)


def test_version_and_help_are_data(fidelity: Fidelity) -> None:
    """What was asked for goes to the standard output, and ends well."""
    version = fidelity("--version")
    assert (version.code, version.err) == (0, "")
    assert f"fidelity {VERSION}" in version.out
    for words in (("--help",), ("-h",), ("score", "-h")):
        asked = fidelity(*words)
        assert (asked.code, asked.err) == (0, "")
        assert asked.out.startswith("Usage: fidelity")


def test_exit_codes_are_in_the_help(fidelity: Fidelity) -> None:
    """Somebody who writes a script finds out what the codes mean."""
    words = " ".join(fidelity("--help").out.split())
    assert all(code in words for code in ("0 all is well", "1 something is wrong", "2 the command was misused", "3 "))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scor",), "did you mean `score`?"),
        (("usabilty", "imr"), "did you mean `usability`?"),
        (("list", "--formt", "json"), "--format"),
        (("new", "plugn", "x"), "plugin"),
        (("show",), "TARGET"),
        (("list", "--format", "csv"), "table"),
        (("--strickt", "list"), "--strict"),
    ],
)
def test_misuse_is_answered_with_advice(fidelity: Fidelity, words: tuple[str, ...], said: str) -> None:
    """A word that is not understood ends with 2, nothing on the standard output, and the nearest word."""
    ran = fidelity(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_without_a_command_there_is_help(fidelity: Fidelity) -> None:
    """Who calls the bare name sees what there is."""
    ran = fidelity()
    assert ran.code == 2
    assert "Interventions:" in ran.out + ran.err


def _failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_an_unexpected_error_shows_no_traceback(fidelity: Fidelity, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the program's own ends with 70 and asks for a report; `--debug` shows where it was."""
    monkeypatch.setattr("fidelity.cli.list.installed", _failing(ZeroDivisionError("oh")))
    ran = fidelity("list")
    assert (ran.code, ran.out) == (70, "")
    assert "ZeroDivisionError: oh" in ran.err
    assert "Traceback" not in ran.err
    assert "--debug" in ran.err
    with pytest.raises(ZeroDivisionError):
        fidelity("--debug", "list")


def test_an_interruption_ends_with_130(fidelity: Fidelity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the command with one word, and with the code that shells use for it."""
    monkeypatch.setattr("fidelity.cli.list.installed", _failing(KeyboardInterrupt()))
    ran = fidelity("list")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "stopped")


def test_main_ends_the_process_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's exit code is that of its command."""
    monkeypatch.setattr(sys, "argv", ["fidelity", "explain", "no-such-code"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_reader_that_stops_is_no_error(here: Path, form: str) -> None:
    """Where the next program has seen enough, such as `head -1`, the command ends well and says nothing."""
    items = ("greets", "asks", "listens", "plans")
    rows = "".join(f"o{number},2,1,1,0\n" for number in range(20_000))
    Path("many.csv").write_text(f"observation,{','.join(items)}\n{rows}", encoding="utf-8")
    command = [*PROGRAM, "score", "visit.yaml", "many.csv", "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_a_short_answer_to_a_closed_pipe_is_no_error() -> None:
    """Also what is only written out at the end may find nobody there."""
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen([*PROGRAM, "list"], stdout=write, stderr=subprocess.PIPE) as process:
        os.close(write)
        assert process.stderr is not None
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_a_poor_terminal_costs_no_answer(here: Path, environment: dict[str, str]) -> None:
    """Where the output has few letters, tables lose the others, and data are in UTF-8 all the same."""
    text = Path("visit.yaml").read_text(encoding="utf-8").replace("title: Home visit", 'title: "≥ Überblick 訪問"')
    Path("visit.yaml").write_text(text, encoding="utf-8")
    for words in (("show", "visit.yaml"), ("usability", "visit.yaml"), ("score", "visit.yaml", "visits.csv")):
        ran = started(*words, **environment)
        assert (ran.returncode, ran.stderr) == (0, b""), words
    shown = json.loads(started("show", "visit.yaml", "--format", "json", **environment).stdout.decode("utf-8"))
    assert shown["title"] == "≥ Überblick 訪問"
    Path("visits.csv").write_text("observation,greets,asks,listens,plans\n訪,2,2,2,2\n", encoding="utf-8")
    for form in ("csv", "json"):
        ran = started("score", "visit.yaml", "visits.csv", "--format", form, **environment)
        assert "訪" in ran.stdout.decode("utf-8")


def test_there_are_never_colours(here: Path) -> None:
    """No escape code is written, whatever the environment asks for."""
    for environment in ({"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color"}):
        for words in (("--help",), ("list",), ("score", "visit.yaml", "visits.csv"), ("shw",), ("check", "visit.yaml")):
            ran = started(*words, **environment)
            assert b"\x1b" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("list",),
        ("plugins",),
        ("show", "imr"),
        ("show", "miti"),
        ("show", "tfi"),
        ("usability", "tfi@3.0"),
        ("check", "imr"),
        ("score", "--help"),
        ("new", "plugin", "--help"),
    ],
)
def test_no_page_is_wider_than_80(fidelity: Fidelity, words: tuple[str, ...]) -> None:
    """Where there is no terminal, no line is wider than 80 characters."""
    ran = fidelity(*words)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert all(line == line.rstrip() for line in ran.out.splitlines())
