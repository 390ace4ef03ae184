"""Facts that look alike are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.intake.asked import Asked
from tests.intake.made import HEAD, gathered, row, write_csv

APART, AS_ONE = "Zu\u0308rich", "Z\u00fcrich"


@pytest.mark.parametrize("written", [APART, AS_ONE, f" {APART}\u00a0", "Z\u00fc\u00adrich\u200b"])
def test_an_accent_may_be_a_character_of_its_own(tmp_path: Path, written: str) -> None:
    """As some systems write it, in known columns and in further ones: no site becomes two that look the same."""
    write_csv(
        tmp_path / "a.csv", [[*HEAD, "ward"], [*row("1", site=AS_ONE), AS_ONE], [*row("2", site=written), written]]
    )
    found = gathered(tmp_path).editions[0].ratings.descriptors
    assert set(found["site"]) == set(found["ward"]) == {AS_ONE}


def test_names_of_files_are_read_likewise(tmp_path: Path) -> None:
    """A file of one system contradicts no column of another."""
    write_csv(tmp_path / f"{APART}.csv", [HEAD, row("1", site=AS_ONE)])
    found = gathered(tmp_path, asked=Asked(from_file="site")).editions[0].ratings.descriptors
    assert found["site"].tolist() == [AS_ONE]


def test_who_rates_their_own_practice_rates_as_self(tmp_path: Path) -> None:
    """Where nothing says a role, it is told and kept apart from what others observed; a role that is said stays."""
    own, other = row("1", who="P1", rater="P1"), row("2", who="P1", rater="P2")
    write_csv(tmp_path / "a.csv", [HEAD, own, other])
    found = gathered(tmp_path)
    assert found.editions[0].ratings.descriptors["role"].tolist() == ["self", ""]
    (note,) = (note for note in found.notes if note.code == "self-rated")
    assert "row 2" in note.message
    write_csv(tmp_path / "a.csv", [[*HEAD, "role"], [*own, "coach"], [*other, ""]])
    assert gathered(tmp_path).editions[0].ratings.descriptors["role"].tolist() == ["coach", ""]
