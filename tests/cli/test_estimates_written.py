"""The ledger of `fidelity aggregate`: what was published before, and what may be published beside it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran
from tests.cli.visits import rows, sites, write

Fidelity = Callable[..., Ran]
ASKED = ("--of", "scores", "--unit", "observation", "--statistic", "mean", "--format", "csv", "--threshold", "4")


def published(fidelity: Fidelity, path: Path, by: str) -> tuple[dict[str, str], str]:
    """Which groups a table shows, each with its n, when it is remembered; and what was told."""
    ran = fidelity("aggregate", "visit.yaml", path, "--by", by, *ASKED, "--ledger", "ledger.jsonl")
    assert ran.code == 0, ran.err
    found = csv.DictReader(ran.out.splitlines())
    return {each["site"]: each["n"] for each in found if each["measure"] == "total"}, ran.err


def one_more(here: Path) -> Path:
    """The same records with one more visit by a new practitioner at S1."""
    first = rows()[0]
    return write(here, "more.csv", [*rows(), ("new", *first[1:4], "S1P99", *first[5:])])


def test_one_more_visit_is_not_the_difference_of_two_tables(fidelity: Fidelity, here: Path) -> None:
    """The site to which one visit came is hidden, though nothing in the table by itself is small."""
    before, _ = published(fidelity, sites(here)["all"], "site")
    assert all(before.values())
    now, told = published(fidelity, one_more(here), "site")
    assert not now["S1"]
    assert "hidden" in told
    alone = fidelity("aggregate", "visit.yaml", one_more(here), "--by", "site", *ASKED)
    assert {row["n"] != "" for row in csv.DictReader(alone.out.splitlines())} == {True}


def test_a_table_by_further_columns_is_compared(fidelity: Fidelity, here: Path) -> None:
    """The total to which one visit came is hidden though the table before was by site, and this one has none."""
    published(fidelity, sites(here)["all"], "site")
    ran = fidelity("aggregate", "visit.yaml", one_more(here), *ASKED, "--ledger", "ledger.jsonl")
    found = [each for each in csv.DictReader(ran.out.splitlines()) if each["measure"] == "total"]
    assert [(each["n"], each["why_no_value"]) for each in found] == [("", "suppressed")]
    assert "cross" not in ran.err


def test_tables_that_cross_are_told_of(fidelity: Fidelity, here: Path) -> None:
    """A table by site and one by quarter are not compared, and that is said."""
    published(fidelity, sites(here)["all"], "site")
    ran = fidelity("aggregate", "visit.yaml", sites(here)["all"], "--by", "quarter", *ASKED, "--ledger", "ledger.jsonl")
    assert "note: 1 earlier table is by columns that cross with these" in ran.err
    assert len(Path("ledger.jsonl").read_text().splitlines()) == 3


def test_a_ledger_of_something_else_is_refused(fidelity: Fidelity, here: Path) -> None:
    """One ledger is of one checklist, and what is no ledger is not written over."""
    path = sites(here)["all"]
    published(fidelity, path, "site")
    ledger = Path("ledger.jsonl")
    head, entry = ledger.read_text().splitlines()
    ledger.write_text("\n".join([head, json.dumps({**json.loads(entry), "of": ["visit", "other"]})]) + "\n")
    ran = fidelity("aggregate", "visit.yaml", path, "--by", "site", *ASKED, "--ledger", "ledger.jsonl")
    assert (ran.code, "another-ledger" in ran.err) == (2, True)
    ledger.write_text("my notes")
    ran = fidelity("aggregate", "visit.yaml", path, "--by", "site", *ASKED, "--ledger", "ledger.jsonl")
    assert (ran.code, "no-ledger" in ran.err) == (1, True)
    assert ledger.read_text() == "my notes"
