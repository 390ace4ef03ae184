"""`fidelity tally`: what is told beside the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran
from tests.cli.visits import rows, write

Fidelity = Callable[..., Ran]


def test_what_was_counted_is_told(fidelity: Fidelity, here: Path) -> None:
    """Second ratings and masters stand for no visit, and are not among the records that were written."""
    every = [(*row[:2], "master" if row[0].startswith("S2") else row[2], *row[3:]) for row in rows()]
    ran = fidelity("tally", "visit.yaml", write(here, "a.csv", every), "--out", "t.json")
    assert ran.code == 0
    n = len({row[0] for row in every if not row[0].startswith("S2")})
    assert f"Wrote the tallies of {n} records to t.json." in ran.err
    assert "fewer than 5 visits" not in ran.err


def test_a_file_that_tells_of_single_visits_is_told_of(fidelity: Fidelity, here: Path) -> None:
    """Four visits of a site are fewer than five; a file that is there is not replaced unasked."""
    four = [row for row in rows() if row[1] == "R1"][:4]
    path = write(here, "a.csv", four)
    assert "1 group of fewer than 5 visits" in fidelity("tally", "visit.yaml", path, "--out", "t.json").err
    before = (here / "t.json").read_bytes()
    refused = fidelity("tally", "visit.yaml", write(here, "b.csv", four[:3]), "--out", "t.json")
    assert refused.code != 0
    assert (here / "t.json").read_bytes() == before


def test_the_order_of_records_does_not_matter(fidelity: Fidelity, here: Path) -> None:
    """The file is the same to the letter, where each visit has one rater."""
    of = [row for row in rows() if row[1] == "R1"]
    one, other = write(here, "a.csv", of), write(here, "b.csv", of[::-1])
    assert fidelity("tally", "visit.yaml", one).out == fidelity("tally", "visit.yaml", other).out


def test_no_records_are_no_tally(fidelity: Fidelity, here: Path) -> None:
    """Nothing is written."""
    ran = fidelity("tally", "visit.yaml", write(here, "a.csv", []), "--out", "t.json")
    assert ran.code == 1
    assert not (here / "t.json").exists()


def test_no_tally_of_that_name_is_no_table(fidelity: Fidelity, here: Path) -> None:
    """Combined by another checklist than the files hold, the refusal names it."""
    fidelity("tally", "visit.yaml", write(here, "a.csv", rows()), "--out", "t.json")
    ran = fidelity("combine", "t.json", "--checklist", "other")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing-to-count" in ran.err
    assert "there is no tally of checklist other" in ran.err
