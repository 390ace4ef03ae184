"""What our engine is measured against gives the same numbers: otherwise the ratios would mean nothing."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from time import sleep

import pandas as pd
import pytest

from benchmarks import pandas_way, records
from benchmarks.handins import collect, handins, workload
from benchmarks.made_up_plugins import N_ITEMS, definition, install
from benchmarks.our_way import Warm
from benchmarks.timing import in_pairs
from benchmarks.workload import codes
from fidelity.plugins.loader import catalogue
from fidelity.plugins.reading import intervention_of
from fidelity.records.store import Store
from fidelity.scoring import Scores

N = 3_000
SMALL = codes(N)


@pytest.fixture(scope="module")
def ours() -> Scores:
    """The workload scored by states."""
    return Warm().scores(SMALL)


def test_pandas_gives_the_same(ours: Scores) -> None:
    """Every value and every band of well-written pandas is ours, from integers and from floats with gaps."""
    frame = pd.DataFrame(SMALL)
    for theirs in (pandas_way.from_integers(frame), pandas_way.from_floats(pandas_way.floats(frame))):
        for name, column in ours.columns.items():
            pd.testing.assert_series_equal(pd.Series(column.values()), theirs[name], check_names=False, rtol=1e-12)
            if f"{name}.band" in theirs:
                assert column.bands().tolist() == theirs[f"{name}.band"].tolist()


def test_a_frame_with_gaps_gives_the_same(ours: Scores) -> None:
    """Read from a pandas frame with missing values, the states are those of the small integers."""
    read = Warm().from_floats(pandas_way.floats(pd.DataFrame(SMALL)))
    for name, column in ours.columns.items():
        assert [column.result(row) for row in range(0, N, 7)] == [
            read.columns[name].result(row) for row in range(0, N, 7)
        ]


def test_made_up_plugins_are_plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are found as installed ones are, have a definition of the usual size, and can be used."""
    for number in range(3):
        install(tmp_path, number)
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    found = catalogue(allowed={f"made-up-{number}" for number in range(3)})
    assert [entry.name for entry in found.entries()] == ["made_up_0@1.0", "made_up_1@1.0", "made_up_2@1.0"]
    assert 20_000 < len(definition(1).encode()) < 30_000
    assert len(intervention_of(found.find("made_up_1")).checklist().items) == N_ITEMS


def test_stores_hold_what_was_recorded(tmp_path: Path) -> None:
    """The stores that are merged hold observations of the usual size, all different."""
    made = [records.contents(3, seed) for seed in range(2)]
    paths = [records.device(tmp_path / f"{number}.sqlite", some) for number, some in enumerate(made)]
    with Store.create(tmp_path / "all.sqlite") as store:
        assert store.merge(paths).n_new == 6
        assert {len((record.content or {})["ratings"]) for record in store.records()} == {records.N_ITEMS}


def test_a_pair_is_what_it_says() -> None:
    """The second of two ways is compared with the first."""
    pair = in_pairs(lambda: sleep(0.001), lambda: sleep(0.003), rounds=3)
    assert pair.before < pair.after
    assert 0 < pair.difference < pair.after
    assert pair.ratio > 1


def test_polars_gives_the_same(ours: Scores) -> None:
    """Every value of the Polars query is ours."""
    pl = pytest.importorskip("polars", reason="Polars is installed for benchmarks only: pip install .[bench]")
    from benchmarks import polars_way

    theirs = polars_way.query(pl.DataFrame(SMALL))
    for name, column in ours.columns.items():
        values = theirs[name].cast(pl.Float64).to_numpy()
        pd.testing.assert_series_equal(pd.Series(column.values()), pd.Series(values), check_names=False, rtol=1e-12)


def test_the_forms_that_are_handed_in_are_in_order(tmp_path: Path) -> None:
    """All of them come in, from files and as JSON Lines, and none showed what is computed."""
    definition = workload()
    forms = [*handins(30, definition.plan.hash, dict.fromkeys(definition.plan.scores, ""))]
    files = tmp_path / "files"
    files.mkdir()
    for number, form in enumerate(forms):
        (files / f"{number}.json").write_text(json.dumps(form), encoding="utf-8")
    lines = tmp_path / "all.jsonl"
    lines.write_text("\n".join(map(json.dumps, forms)), encoding="utf-8")
    assert [collect(files, definition), collect(lines, definition)] == [30, 30]
