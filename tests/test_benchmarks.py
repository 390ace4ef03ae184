"""What our engine is measured against gives the same numbers: otherwise the ratios would mean nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks import pandas_way
from benchmarks.our_way import Warm
from benchmarks.workload import codes
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


def test_polars_gives_the_same(ours: Scores) -> None:
    """Every value of the Polars query is ours."""
    pl = pytest.importorskip("polars", reason="Polars is installed for benchmarks only: pip install .[bench]")
    from benchmarks import polars_way

    theirs = polars_way.query(pl.DataFrame(SMALL))
    for name, column in ours.columns.items():
        values = theirs[name].cast(pl.Float64).to_numpy()
        pd.testing.assert_series_equal(pd.Series(column.values()), pd.Series(values), check_names=False, rtol=1e-12)
