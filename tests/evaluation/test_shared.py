"""What leaves the house in a tally."""

from __future__ import annotations

from pathlib import Path

import pytest

import fidelity
from fidelity.errors import UsageError
from fidelity.evaluation.shared import SHORTEST, columns_of
from tests.cli.conftest import here
from tests.cli.visits import SITES, sites

__all__ = ["here"]


def test_a_tally_is_by_site_unless_said() -> None:
    """Whose eyes it was is always in it, and a column is said once."""
    assert columns_of([]) == ("site",)
    assert columns_of(["quarter,site", "site"]) == ("quarter", "site")


@pytest.mark.parametrize("name", ["practitioner", "rater", "client", "observation"])
def test_persons_and_visits_are_no_columns(name: str) -> None:
    """Also beside others."""
    with pytest.raises(UsageError, match=f"a tally by `{name}`"):
        columns_of([f"site,{name}"])


def test_a_secret_has_its_length_without_white_space(here: Path) -> None:
    """One byte too few is refused, spaces around it count for nothing, and its end of line links all the same."""
    held = {site: fidelity.read("visit.yaml", path) for site, path in sites(here).items()}
    secret = here / "secret"
    secret.write_bytes(b"  " + b"x" * (SHORTEST - 1) + b"\n")
    with pytest.raises(UsageError, match=f"holds {SHORTEST - 1} bytes"):
        fidelity.tallies(held["S1"], link=secret)
    parts = []
    for site, ending in zip(SITES, (b"", b"\n", b"\r\n"), strict=True):
        secret.write_bytes(b"x" * SHORTEST + ending)
        parts.append(fidelity.tallies(held[site], link=secret))
    assert len({each.editions[0].link for each in parts}) == 1


def test_who_rated_and_was_seen_is_nowhere_in_it(here: Path) -> None:
    """Neither names of visits nor codes of practitioners or raters are in the file, linked or not."""
    held = fidelity.read("visit.yaml", sites(here)["all"])
    (here / "secret").write_text("known to all who share", encoding="utf-8")
    for link in (None, here / "secret"):
        fidelity.tallies(held, link=link).write("t.json", force=True)
        text = (here / "t.json").read_text(encoding="utf-8")
        assert not [code for code in ("S1-1-0", "S10P4", "R1", "R2", "supervisor") if f'"{code}' in text]
