"""The options of commands that bring many files together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import click
import pytest
from click.testing import CliRunner

from fidelity.cli import gathering as gathering_module
from fidelity.cli.gathering import Given, gather_all, gather_pieces, gathering, tell_notes
from fidelity.cli.settings import Settings
from fidelity.errors import UsageError
from fidelity.intake.gathered import Intake
from fidelity.problems import remark
from tests.cli.recorded import Recorded

SETTINGS = Settings(no_config=True)
HEAD = "observation,date,practitioner,rater,site,greets,asks,listens,plans\n"


@click.command()
@click.argument("target")
@gathering
@click.option("--other", default="")
def command(target: str, given: Given, other: str) -> None:
    """Print what is gathered."""
    found = gather_all(SETTINGS, target, given)
    for edition in found.editions:
        click.echo(f"{edition.edition.version} {list(edition.ratings.descriptors.index)} {other}")


def test_a_command_gets_everything_it_was_given_together(here: Path) -> None:
    """SOURCES and options reach it as one thing, and its own options beside it; notes go to standard error."""
    (here / "a.csv").write_text(HEAD.replace("asks", "asked") + "V1,03/04/2026,P03,R1,,2,1,-,0\n", encoding="utf-8")
    words = [
        "visit.yaml",
        "a.csv",
        "--rename",
        "asked=asks",
        "--dates",
        "day_first",
        "--mark",
        "-=missing",
        "--other",
        "x",
    ]
    ran = CliRunner().invoke(command, [*words, "--fact", "site=S01", "--as", "visit@1.2"], catch_exceptions=False)
    assert ran.stdout == "1.2 ['V1'] x\n"
    assert "note: a.csv: column date: dates were read 1 with the day first\n" in ran.stderr


def test_what_options_say_is_checked(here: Path) -> None:
    """Words without a sign between, two meanings of one word, and an edition that is not there: all at once."""
    given = Given(rename=("a", "b=c"), mark=("x=1", "x=2"), fact=("=3",))
    with pytest.raises(UsageError) as caught:
        gather_all(SETTINGS, "visit.yaml", given)
    assert [problem.code for problem in caught.value.problems] == ["bad-assignment", "given-twice", "bad-assignment"]
    with pytest.raises(UsageError) as caught:
        gather_all(SETTINGS, "visit.yaml", Given(edition="visit@1.3"))
    assert "`visit/delivery@1.2`" in caught.value.problems[0].help


def test_a_sign_may_stand_in_what_was_written() -> None:
    """The last one counts, but in facts, whose names have none."""
    pairs = gathering_module._pairs
    assert pairs("--rename", ["a=b=c"], []) == {"a=b": "c"}
    assert pairs("--fact", ["a=b=c"], []) == {"a": "b=c"}


def test_the_workspace_is_read_where_no_files_are_named(recorded: Recorded) -> None:
    """And beside files where that is asked for."""
    recorded.put(1, "V1")
    recorded.put(2, "V2")
    settings = Settings()
    assert gather_all(settings, "visit", Given()).n_records == 2
    path = recorded.folder / "a.csv"
    path.write_text(HEAD + "V3,2026-04-03,P03,R1,S01,2,1,1,0\n", encoding="utf-8")
    assert gather_all(settings, "visit", Given((path,))).n_records == 1
    assert gather_all(settings, "visit", Given((path,), with_workspace=True)).n_records == 3


def test_pieces_and_standard_input(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dash is standard input; pieces hold the same records."""
    path = here / "a.csv"
    path.write_text(HEAD + "V1,2026-04-03,P03,R1,,2,1,1,0\n", encoding="utf-8")
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("Stream", (), {"buffer": stream})())
        pieces = gather_pieces(SETTINGS, "visit.yaml", Given((Path("-"),)))
    assert [list(piece.ratings.descriptors.index) for piece in pieces] == [["V1"]]
    assert "note: 1 record does not say the site: <stdin>" in capsys.readouterr().err


def test_not_more_notes_than_somebody_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """The rest are counted by their kinds."""
    notes = [remark("cell-read", f"the {n}th") for n in range(23)] + [remark("date-read", "a date")]
    tell_notes(Intake((), tuple(notes)))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "note: and 4 more (3 cell-read, 1 date-read)"


def test_progress_is_shown_on_a_terminal_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Elsewhere, and before it takes long, nothing is shown."""
    with gathering_module._shown() as progress:
        progress(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(gathering_module, "_PATIENCE", -1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with gathering_module._shown() as progress:
        progress(1, 2)
        progress(2, 2)
    assert "Reading" in capsys.readouterr().err


def test_every_option_has_its_place(install: Callable[..., str]) -> None:
    """What a command is given names an option each, so that none is forgotten."""
    names = {option.name for option in command.params} - {"target", "other", "help"}
    assert names == {field.name for field in attrs.fields(Given)}
