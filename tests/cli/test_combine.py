"""`fidelity tally` and `fidelity combine`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.cli.visits import SITES, rows, sites, write

Fidelity = Callable[..., Ran]
OPEN = ("--by", "site,quarter", "--of", "scores", "--of", "criteria", "--of", "items", "--format", "csv")
ASKED = (*OPEN, "--threshold", "off")


def tallied(fidelity: Fidelity, here: Path, *words: str) -> list[str]:
    """A tally of each site."""
    found = sites(here)
    for site in SITES:
        ran = fidelity("tally", "visit.yaml", found[site], "--by", "site,quarter", "--out", f"{site}.json", *words)
        assert ran.code == 0, ran.err
    return [f"{site}.json" for site in SITES]


def test_tallies_give_what_the_records_give(fidelity: Fidelity, here: Path) -> None:
    """The table of three tallies is the table of all records, to the last byte."""
    files = tallied(fidelity, here)
    combined = fidelity("combine", *files, *ASKED)
    assert combined.code == 0, combined.err
    assert combined.out == fidelity("aggregate", "visit.yaml", here / "everything.csv", *ASKED).out


def test_a_combined_page_stands_by_itself(fidelity: Fidelity, here: Path) -> None:
    """Title, rule, measures and provenance are those of the page of the records; only what was read is another."""
    files = tallied(fidelity, here)
    words = ("--by", "site", "--of", "scores", "--statistic", "mean", "--threshold", "off")
    ours, theirs = (
        [each for each in ran.out.split("\n\n") if not each.startswith("Read: ")]
        for ran in (fidelity("combine", *files, *words), fidelity("aggregate", "visit.yaml", "everything.csv", *words))
    )
    assert ours == theirs
    assert "visit.yaml" in ours[-1]
    agreement = fidelity("combine", *files, "--agreement", "--threshold", "off").out
    assert agreement.startswith(f"{ours[0]}, agreement of raters")
    assert "Compared are observers" in agreement


def test_a_tally_does_not_flood_a_terminal(fidelity: Fidelity, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file to write to it is refused there, and `-` is an answer; in a pipe nothing need be said."""
    path = sites(here)["S1"]
    piped = fidelity("tally", "visit.yaml", path)
    assert (piped.code, piped.out[:1]) == (0, "{")
    monkeypatch.setattr("fidelity.cli.tally.is_terminal", lambda: True)
    refused = fidelity("tally", "visit.yaml", path)
    assert (refused.code, refused.out) == (2, "")
    assert "not-for-reading" in refused.err
    assert fidelity("tally", "visit.yaml", path, "--out", "-").out == piped.out


def test_small_groups_are_hidden_in_both(fidelity: Fidelity, here: Path) -> None:
    """What tallies give is protected as what records give, and the page says so."""
    files = tallied(fidelity, here)
    words = ("--by", "site", "--of", "scores", "--format", "csv", "--threshold", "10")
    combined = fidelity("combine", *files, *words)
    assert "suppressed" in combined.out
    assert "figures are hidden" in combined.err
    assert combined.out == fidelity("aggregate", "visit.yaml", here / "everything.csv", *words).out


def test_a_folder_of_tallies(fidelity: Fidelity, here: Path) -> None:
    """Folders stand for the tallies in them, and the same file twice counts once."""
    (here / "in").mkdir()
    files = tallied(fidelity, here)
    for name in files:
        (here / name).rename(here / "in" / name)
    (here / "in" / "again.json").write_bytes((here / "in" / files[0]).read_bytes())
    ran = fidelity("combine", "in", *ASKED)
    assert ran.out == fidelity("aggregate", "visit.yaml", here / "everything.csv", *ASKED).out
    assert "counts once" in ran.err


def test_the_file_names_nobody(fidelity: Fidelity, here: Path) -> None:
    """Neither practitioner, rater nor visit is in it."""
    tallied(fidelity, here)
    text = (here / "S1.json").read_text(encoding="utf-8")
    assert not [name for name in ("S1P1", "R1", "S1-1-0", "2026-01-") if name in text]


def test_halves_of_a_site_need_a_link(fidelity: Fidelity, here: Path) -> None:
    """Practitioners who may be in two tallies are withheld, and counted once with a common secret."""
    mine = [row for row in rows() if row[5] == "S1"]
    # A visit is in one half: figures count visits, and its second rating belongs to it.
    first = {row[0] for row in mine if int(row[0][-1]) < 3}
    for name, half in (("one", True), ("two", False)):
        write(here, f"{name}.csv", [row for row in mine if (row[0] in first) is half])
    (here / "secret").write_text("a-long-random-text-for-this-study", encoding="utf-8")
    words = ("--by", "site", "--unit", "practitioner", "--format", "csv", "--threshold", "off")
    for link in ((), ("--link", "secret")):
        for name in ("one", "two"):
            ran = fidelity("tally", "visit.yaml", f"{name}.csv", "--out", f"{name}.json", "--force", *link)
            assert ran.code == 0, ran.err
        combined = fidelity("combine", "one.json", "two.json", *words)
        if link:
            write(here, "both.csv", mine)
            assert combined.out == fidelity("aggregate", "visit.yaml", "both.csv", *words).out
        else:
            assert "not_from_tallies" in combined.out


def test_an_altered_tally_is_refused(fidelity: Fidelity, here: Path) -> None:
    """A digit changed by hand is noticed, and all files' problems come at once."""
    files = tallied(fidelity, here)
    for name in files[:2]:
        text = (here / name).read_text(encoding="utf-8")
        (here / name).write_text(text.replace('"n":[', '"n":[1,', 1), encoding="utf-8")
    ran = fidelity("combine", *files)
    assert ran.code == 1
    assert ran.err.count("tally-altered") == 2
    assert not ran.out


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--by", "practitioner"), "tally-of-persons"), (("--link", "secret"), "weak-secret")],
)
def test_what_would_give_persons_away_is_refused(
    fidelity: Fidelity, here: Path, words: tuple[str, str], code: str
) -> None:
    """No tally by person, and no secret that anybody guesses."""
    (here / "secret").write_text("1234", encoding="utf-8")
    ran = fidelity("tally", "visit.yaml", sites(here)["all"], *words)
    assert ran.code == 2
    assert code in ran.err


def test_tallies_that_do_not_know_the_column(fidelity: Fidelity, here: Path) -> None:
    """What they are not counted by cannot be asked."""
    ran = fidelity("combine", *tallied(fidelity, here), "--by", "region")
    assert ran.code == 2
    assert "unknown-descriptor" in ran.err
