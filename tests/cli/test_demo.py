"""`fidelity demo`, against the published figures."""

from __future__ import annotations

import csv
import json
import socket
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]

PUBLISHED = {"A": "54/13", "B": "49/13", "C": "50/13", "D": "55/13", "E": "49/13", "F": "4"}
"""The sums of the thirteen ratings of each group in the published table, over 13."""


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a network."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("offline")
def test_the_figures_are_the_published_ones(fidelity: Fidelity, here: Path) -> None:
    """Every mean is exact in both files, the whole is 309/78 and moderate, and group F on the cut is high."""
    ran = fidelity("demo")
    assert ran.code == 0
    with Path("fidelity-demo/scores.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["observation"]: row["fidelity_mean.exact"] for row in rows} == PUBLISHED
    in_json = json.loads(Path("fidelity-demo/scores.json").read_text(encoding="utf-8"))["observations"]
    assert {each["observation"]: each["scores"]["fidelity_mean"]["exact"] for each in in_json} == PUBLISHED
    assert {row["observation"]: row["fidelity_mean.band"] for row in rows} == {
        "A": "high",
        "B": "moderate",
        "C": "moderate",
        "D": "high",
        "E": "moderate",
        "F": "high",
    }
    assert sum(map(Fraction, PUBLISHED.values()), Fraction(0)) / 6 == Fraction(309, 78)
    assert "309/78: moderate" in " ".join(ran.out.split())
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "all six 3.962 Moderate fidelity 78 of 78" in lines
    assert "F 4.000 High fidelity 13 of 13" in lines


def test_what_it_says_it_wrote_is_there(fidelity: Fidelity, here: Path) -> None:
    """The files that are named exist, no others do, and the steps that are advised work."""
    ran = fidelity("demo", "my demo")
    written = {path.name for path in Path("my demo").iterdir()}
    assert written == {"imr_six_groups.csv", "imr.yaml", "scores.csv", "scores.json", "group_F_explained.txt"}
    assert all(name in ran.out for name in written)
    assert "'my demo/imr_six_groups.csv'" in ran.out
    assert "4.00, High fidelity" in Path("my demo/group_F_explained.txt").read_text(encoding="utf-8")
    by_name = fidelity("score", "imr", "my demo/imr_six_groups.csv", "--format", "csv")
    assert by_name.out == Path("my demo/scores.csv").read_text(encoding="utf-8")
    by_file = fidelity("score", "my demo/imr.yaml", "my demo/imr_six_groups.csv", "--explain", "F")
    assert by_file.out == Path("my demo/group_F_explained.txt").read_text(encoding="utf-8")
    assert fidelity("check", "my demo/imr.yaml").code == 3


def test_a_folder_that_is_there_is_not_touched(fidelity: Fidelity, here: Path) -> None:
    """Whatever has the name, a folder or a file, stays as it is."""
    Path("mine").mkdir()
    Path("mine/note.txt").write_text("mine", encoding="utf-8")
    for name in ("mine", "visits.csv"):
        ran = fidelity("demo", name)
        assert (ran.code, ran.out) == (2, "")
        assert "nothing in it was touched" in ran.err
    assert [path.name for path in Path("mine").iterdir()] == ["note.txt"]


def test_without_the_plugin_there_is_advice(fidelity: Fidelity, here: Path) -> None:
    """Where the demonstrated intervention is switched off, nothing is made."""
    ran = fidelity("--disable-plugin", "imr", "demo")
    assert ran.code == 2
    assert not Path("fidelity-demo").exists()


def test_a_folder_that_cannot_be_made_is_misuse(fidelity: Fidelity, here: Path) -> None:
    """A file where a folder should be is told, and is no traceback."""
    ran = fidelity("demo", "visits.csv/here")
    assert (ran.code, ran.out) == (2, "")
