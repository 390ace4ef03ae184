"""The command line, run in this process, and a folder for it to work in."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from fidelity.cli.main import run
from tests.cli.recorded import Recorded
from tests.cli.sample import DEFINITION, RATINGS
from tests.plugins.conftest import install, site

__all__ = ["install", "site"]


@attrs.frozen
class Ran:
    """What became of one command.

    Attributes:
        code: The exit code.
        out: What it printed as data.
        err: What it said.
    """

    code: int
    out: str
    err: str


@pytest.fixture
def fidelity(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """A function that runs one command: its words, and what stands on the standard input."""

    def ran(*words: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return ran


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run, with `visit.yaml` and `visits.csv` in it."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "visit.yaml").write_text(DEFINITION, encoding="utf-8")
    (folder / "visits.csv").write_text(RATINGS, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def recorded(
    here: Path, install: Callable[..., str], fidelity: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> Recorded:
    """A workspace of R1 in the folder in which commands run; the definition of the sample is installed."""
    monkeypatch.delenv("FIDELITY_BY", raising=False)
    install("fidelity-visit", files={"intervention.yaml": DEFINITION})
    assert fidelity("init", "--by", "R1").code == 0
    return Recorded(here)
