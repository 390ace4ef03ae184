"""A CSV of 100,000 wide rows: how much of the time is reading."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.our_way import CHECKLIST, Warm
from benchmarks.timing import in_turn, table
from benchmarks.workload import MISSING, NOT_APPLICABLE, codes
from fidelity.ratings.reading import read_ratings
from fidelity.scoring import score

N = 100_000


def run() -> None:
    """Print the shares."""
    warm = Warm()
    texts = {code: str(code + 1) for code in range(5)} | {NOT_APPLICABLE: "not_applicable", MISSING: ""}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ratings.csv"
        frame = pd.DataFrame({name: pd.Series(column).map(texts) for name, column in codes(N).items()})
        frame.insert(0, "observation", range(1, N + 1))
        frame.to_csv(path, index=False)
        ratings = read_ratings(path, CHECKLIST)
        seconds = in_turn(
            {
                "pandas.read_csv, text": lambda: pd.read_csv(path, dtype=str, na_filter=False),
                "reading to codes, checked": lambda: read_ratings(path, CHECKLIST),
                "scoring what was read": lambda: score(warm.plan, ratings),
                "both": lambda: score(warm.plan, read_ratings(path, CHECKLIST)),
            }
        )
    print(table(f"A CSV of {N:,} wide rows of 45 items", seconds, "both"))
