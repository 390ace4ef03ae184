"""The records that a command was given, and what was taken for granted when they were read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fidelity.cli import gathered as module
from fidelity.cli.gathered import gathered, tell_notes
from fidelity.cli.gathering import Given
from fidelity.errors import UsageError
from fidelity.intake.gathered import Intake
from fidelity.problems import remark
from fidelity.workspace.reading import Reading
from fidelity.workspace.settings import Settings
from tests.cli.recorded import Recorded

SETTINGS = Settings(no_config=True)
HEAD = "observation,date,practitioner,rater,site,greets,asks,listens,plans\n"


def test_an_edition_that_is_not_there_is_refused(here: Path) -> None:
    """The nearest is named."""
    with pytest.raises(UsageError) as caught:
        gathered(SETTINGS, "visit.yaml", Given(reading=Reading("visit@1.3")))
    assert "`visit/delivery@1.2`" in caught.value.problems[0].help


def test_the_workspace_is_read_where_no_files_are_named(recorded: Recorded) -> None:
    """And beside files where that is asked for."""
    recorded.put(1, "V1")
    recorded.put(2, "V2")
    settings = Settings()
    assert gathered(settings, "visit", Given()).intake.n_records == 2
    path = recorded.folder / "a.csv"
    path.write_text(HEAD + "V3,2026-04-03,P03,R1,S01,2,1,1,0\n", encoding="utf-8")
    assert gathered(settings, "visit", Given((path,))).intake.n_records == 1
    assert gathered(settings, "visit", Given((path,), with_workspace=True)).intake.n_records == 3


def test_pieces_and_standard_input(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dash is standard input; pieces hold the same records."""
    path = here / "a.csv"
    path.write_text(HEAD + "V1,2026-04-03,P03,R1,,2,1,1,0\n", encoding="utf-8")
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("Stream", (), {"buffer": stream})())
        pieces = gathered(SETTINGS, "visit.yaml", Given((Path("-"),)))
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
    with module._shown() as progress:
        progress(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(module, "_PATIENCE", -1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with module._shown() as progress:
        progress(1, 2)
        progress(2, 2)
    assert "Reading" in capsys.readouterr().err
