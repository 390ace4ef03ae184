"""Records that are given to the commands and to Python, whatever they look like: the same figures by both doors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import fidelity as door
from tests.cli.conftest import Ran
from tests.cli.sample import DEFINITION
from tests.cli.visits import HEAD, rows, write
from tests.test_frames import printed, same

Fidelity = Callable[..., Ran]
Row = tuple[str, ...]


def changed(column: str, to: Callable[[Row], str]) -> list[Row]:
    """The sample with other texts in a column."""
    place = HEAD.index(column)
    return [(*row[:place], to(row), *row[place + 1 :]) for row in rows(per_practitioner=3)]


HARD: dict[str, list[Row]] = {
    "one": rows()[:1],
    "one visit by two": rows()[:2],
    "one rater": [row for row in rows(per_practitioner=3) if row[1] == "R1"],
    "numbers for sites": changed("site", lambda row: {"S1": "1", "S2": "01"}.get(row[5], "NA")),
    "accents and quotes": changed("site", lambda row: {"S1": "Zürich, „Nord“", "S2": "  Å "}.get(row[5], "")),
    "nobody named": changed("practitioner", lambda _: ""),
    "an item never rated": changed("greets", lambda _: ""),
    "all alike": [(*row[:6], "2", "2", "2", "2") for row in rows(per_practitioner=3)],
}
CALLS: dict[str, tuple[Callable[[door.Records], pd.DataFrame], str]] = {
    "aggregate": (lambda held: door.aggregate(held, by="site", threshold="off"), "--by site --threshold off"),
    "agreement": (
        lambda held: door.rater_agreement(held, of=["items", "scores", "all", "pairs"], threshold="off"),
        "--of items --of scores --of all --of pairs --threshold off",
    ),
    "generalize": (lambda held: door.generalize(held, most_sessions=3), "--most-sessions 3"),
    "severity": (lambda held: door.severity(held, items=True), "--items"),
    "items": (lambda held: door.items(held, by="site"), "--by site"),
}


@pytest.mark.parametrize("case", HARD)
def test_both_doors_give_the_same_figures(fidelity: Fidelity, here: Path, case: str) -> None:
    """Numbers to the last bit, texts to the letter, whatever the records lack."""
    path = write(here, "hard.csv", HARD[case])
    held = door.read("visit.yaml", path)
    for name, (call, options) in CALLS.items():
        same(call(held), fidelity(name, "visit.yaml", path, *options.split(), "--format", "csv"))


def test_both_doors_rescore_alike(fidelity: Fidelity, here: Path) -> None:
    """By another version, with an item that was never rated."""
    newer = DEFINITION.replace('version: "1.2"', 'version: "2.0"').replace("of: all", "of: [greets, asks, listens]")
    (here / "newer.yaml").write_text(newer, encoding="utf-8")
    path = write(here, "hard.csv", HARD["an item never rated"])
    ran = fidelity(
        "rescore", "visit.yaml", path, "--to", "newer.yaml", "--on", "2026-07-01", "--format", "csv", "--raw"
    )
    wanted, found = printed(ran), door.rescore(door.read("visit.yaml", path), "newer.yaml", on="2026-07-01")
    assert len(found) == len(wanted) > 0
    assert found["observation"].tolist() == wanted["observation"].tolist()
    of_scores = found["kind"] == "score"
    for name in ("then", "now"):
        assert found.loc[~of_scores, name].tolist() == wanted.loc[~of_scores, name].tolist()
        numbers = pd.to_numeric(wanted.loc[of_scores, name])
        pd.testing.assert_series_equal(found.loc[of_scores, name].astype(float), numbers.astype(float))


@pytest.mark.parametrize(
    ("records", "options", "code"),
    [
        ([], "", "no-rows"),
        (changed("greets", lambda _: "7"), "", "bad-cell"),
        (changed("site", lambda _: ""), "--by site", "group-not-said"),
        ([(*row[:6], "", "", "", "") for row in rows()], "", "nothing-to-count"),
    ],
)
def test_both_doors_refuse_the_same(
    fidelity: Fidelity, here: Path, records: list[Row], options: str, code: str
) -> None:
    """For one reason, and nothing is printed."""
    path = write(here, "hard.csv", records)
    for name in ("severity", "items", "aggregate"):
        ran = fidelity(name, "visit.yaml", path, *options.split())
        assert ran.code in (1, 2)
        assert not ran.out
        with pytest.raises(door.FidelityError) as refused:
            getattr(door, name)(door.read("visit.yaml", path), **({"by": "site"} if options else {}))
        codes = {problem.code for problem in refused.value.problems}
        assert all(f"[{each}]" in ran.err for each in codes)
        assert code in codes
