"""A million observations of 45 items: pandas, Polars, and states."""

from __future__ import annotations

import pandas as pd
import polars as pl

from benchmarks import pandas_way, polars_way
from benchmarks.our_way import Warm, cold, materialised
from benchmarks.timing import in_turn, table
from benchmarks.workload import codes

N = 1_000_000


def run() -> None:
    """Print the ratios."""
    small = codes(N)
    frame, polars_frame = pd.DataFrame(small), pl.DataFrame(small)
    floats = pandas_way.floats(frame)
    warm = Warm()
    _agree(warm, frame, polars_frame, small)
    seconds = in_turn(
        {
            "pandas": lambda: pandas_way.from_integers(frame),
            "Polars": lambda: polars_way.query(polars_frame),
            "states, a new plan": lambda: cold(small),
            "states, a plan that remembers": lambda: warm.scores(small),
            "states, all fields as arrays, a new plan": lambda: materialised(cold(small)),
            "states, all fields as arrays": lambda: warm.everything(small),
        }
    )
    print(table(f"{N:,} observations, small integers to scores", seconds, "pandas"))
    print(f"  states against Polars: {seconds['Polars'] / seconds['states, a plan that remembers']:.2f} × as fast\n")
    seconds = in_turn(
        {
            "pandas": lambda: pandas_way.from_floats(floats),
            "states, from the same frame": lambda: warm.from_floats(floats),
        }
    )
    print(table(f"{N:,} observations, a pandas frame with missing values to scores", seconds, "pandas"))


def _agree(warm: Warm, frame: pd.DataFrame, polars_frame: pl.DataFrame, small: object) -> None:
    """Ways that give different numbers are not to be compared."""
    theirs, query = pandas_way.from_integers(frame), polars_way.query(polars_frame)
    ours = warm.scores(small)  # type: ignore[arg-type]
    for name, column in ours.columns.items():
        values = pd.Series(column.values())
        pd.testing.assert_series_equal(values, theirs[name], check_names=False, rtol=1e-12)
        pd.testing.assert_series_equal(values, query[name].cast(pl.Float64).to_pandas(), check_names=False, rtol=1e-12)
