"""Ten million scored observations to the table of figures by site, quarter and score: pandas, Polars, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl
from scipy.special import ndtri, stdtrit

from benchmarks.timing import Memory, Way, in_pairs, in_turn, table
from benchmarks.workload import checklist, codes
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.range import Range
from fidelity.plan.lowering import lower
from fidelity.ratings.table import Ratings, from_codes
from fidelity.scoring import TRUTHS, ScoreColumn, Scores, score
from fidelity.tally.cube import Made, ScoredBy
from fidelity.tally.estimating import Recorded, estimates
from fidelity.tally.question import Question, UnitOfAnalysis
from fidelity.tally.taking import taken

N, N_SITES, N_QUARTERS = 1_000_000, 1_500, 4
CUTS = {
    "mean": 4,
    "sum": 15,
    "percent": 70,
    "minimum": 3,
    "proportion": 50,
    "parts": 60,
    "weighted": 20,
    "count": 3,
    "every": 1,
    "total": 3,
}
"""From which value on an observation meets the criterion of each score."""
BY = ("site", "quarter", "score")
PANDAS_FIGURES: dict[str, Any] = {
    "n": ("value", "count"),
    "mean": ("value", "mean"),
    "sd": ("value", "std"),
    "share": ("met", "mean"),
    "n_met": ("met", "count"),
}
FIGURES = ("n", "mean", "sd", "low", "high", "share", "share_low", "share_high")
QUESTION = Question(
    ("site", "quarter"),
    (UnitOfAnalysis.OBSERVATION,),
    cluster="",
    kinds=("score", "criterion"),
    totals=False,
    statistics=("mean", "sd"),
)


@attrs.frozen(eq=False)
class Data:
    """The same observations in every form, ready in memory.

    Attributes:
        scores: Ours.
        ratings: What these were made of.
        keys: What ours are counted by.
        frame: A row for each score of each observation: keys as categories, the value, and whether it meets the
            criterion, with NaN where there is no value.
        polars_frame: The same, with null.
    """

    scores: Scores
    ratings: Ratings
    keys: Mapping[str, pd.Series]
    frame: pd.DataFrame
    polars_frame: pl.DataFrame


def data(n: int = N) -> Data:
    """The observations.

    Args:
        n: How many; each has ten scores.
    """
    criteria = (Criterion(name, ScoreTest(name, Range(at_least=Fraction(cut)))) for name, cut in CUTS.items())
    held: Checklist = attrs.evolve(checklist(), criteria=tuple(criteria))
    ratings = from_codes(held, codes(n))
    rng = np.random.default_rng(7)
    keys = {
        "source": _categories(np.zeros(n, np.int8), ["observed"]),
        "site": _categories(rng.integers(0, N_SITES, n).astype(np.int16), [f"S{k:04}" for k in range(N_SITES)]),
        "quarter": _categories(rng.integers(0, N_QUARTERS, n).astype(np.int8), [f"2026-Q{k + 1}" for k in range(4)]),
    }
    scores = score(lower(held), ratings)
    frame = _long(scores, keys)
    polars_frame = pl.from_pandas(frame.astype(dict.fromkeys(BY, "str")), nan_to_null=True)
    return Data(scores, ratings, keys, frame, polars_frame.with_columns(pl.col(BY).cast(pl.Categorical)))


def _categories(places: npt.NDArray[np.integer], texts: Sequence[str]) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(places, pd.Index(texts)))


def _long(scores: Scores, keys: Mapping[str, pd.Series]) -> pd.DataFrame:
    met = {name: np.choose(truths, [0.0, 1.0, np.nan]) for name, truths in _truths(scores).items()}
    held: dict[str, Any] = {
        name: pd.Categorical.from_codes(np.tile(keys[name].cat.codes, len(CUTS)), keys[name].cat.categories)
        for name in BY[:2]
    }
    places = np.repeat(np.arange(len(CUTS), dtype=np.int8), len(scores))
    held["score"] = pd.Categorical.from_codes(places, pd.Index([*CUTS]))
    held["value"] = np.concatenate([scores.columns[name].values() for name in CUTS])
    held["met"] = np.concatenate([met[name] for name in CUTS])
    return pd.DataFrame(held)


def _one_key(frame: pd.DataFrame) -> pd.DataFrame:
    key = np.zeros(len(frame), np.int64)
    for name in BY:
        key = key * len(frame[name].cat.categories) + frame[name].cat.codes.to_numpy()
    return pd.DataFrame({"key": key, "value": frame["value"], "met": frame["met"]})


def _truths(scores: Scores) -> dict[str, npt.NDArray[np.int8]]:
    """For each criterion 0 where it is not met, 1 where it is, 2 where that cannot be told."""
    meant = np.array([{"not_met": 0, "met": 1}.get(truth, 2) for truth in TRUTHS], np.int8)
    return {name: meant[truths] for name, truths in scores.criteria.items()}


def ours(of: Data) -> pd.DataFrame:
    """The table of estimates, from states of which nobody asked yet what they mean."""
    fresh = {name: ScoreColumn(name, column.states) for name, column in of.scores.columns.items()}
    made = Made("workload", "workload", "", of.scores.plan.hash, (ScoredBy("1"),))
    cube = taken(attrs.evolve(of.scores, columns=fresh), of.ratings, of.keys, made, items=False)
    return estimates(Recorded(cube), QUESTION)


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """The same figures by the named aggregation of pandas."""
    grouped = frame.groupby([*BY], observed=True, sort=False)
    found = grouped.agg(**PANDAS_FIGURES)
    return found.assign(**_intervals(**{name: found[name].to_numpy() for name in found.columns}))


def by_pandas_and_one_key(numbers: pd.DataFrame) -> pd.DataFrame:
    """The same with the three keys made one integer beforehand, which nobody does by hand.

    Args:
        numbers: The columns ``key``, ``value`` and ``met``.
    """
    found = numbers.groupby("key", sort=False).agg(**PANDAS_FIGURES)
    return found.assign(**_intervals(**{name: found[name].to_numpy() for name in found.columns}))


def by_polars(frame: pl.DataFrame, engine: Any, keys: Sequence[str] = BY) -> pl.DataFrame:
    """The same figures by Polars.

    Args:
        frame: The rows.
        engine: ``in-memory`` or ``streaming``.
        keys: The columns to group by.
    """
    value, met = pl.col("value"), pl.col("met")
    found = (
        frame.lazy()
        .group_by(keys)
        .agg(n=value.count(), mean=value.mean(), sd=value.std(), share=met.mean(), n_met=met.count())
        .collect(engine=engine)
    )
    columns = {name: found[name].to_numpy() for name in ("n", "mean", "sd", "share", "n_met")}
    return found.with_columns(**{name: pl.Series(held) for name, held in _intervals(**columns).items()})


def _intervals(n: Any, mean: Any, sd: Any, share: Any, n_met: Any) -> dict[str, npt.NDArray[np.float64]]:
    """Student's interval of each mean and Wilson's of each share."""
    half = stdtrit(n - 1.0, 0.975) * sd / np.sqrt(n)
    z = ndtri(0.975)
    odd = z * z / n_met
    centre, around = share + odd / 2, z * np.sqrt(share * (1 - share) / n_met + odd / n_met / 4)
    return {
        "low": mean - half,
        "high": mean + half,
        "share_low": (centre - around) / (1 + odd),
        "share_high": (centre + around) / (1 + odd),
    }


def run() -> None:
    """Print the ratios."""
    held = data()
    _agree(held)
    numbers = _one_key(held.frame)
    polars_numbers = pl.from_pandas(numbers, nan_to_null=True)
    ways: dict[str, Way] = {
        "pandas": lambda: by_pandas(held.frame),
        "pandas, one integer for the three keys": lambda: by_pandas_and_one_key(numbers),
        "Polars, in memory": lambda: by_polars(held.polars_frame, "in-memory"),
        "Polars, streaming": lambda: by_polars(held.polars_frame, "streaming"),
        "Polars, streaming, one integer": lambda: by_polars(polars_numbers, "streaming", ["key"]),
        "counts": lambda: ours(held),
    }
    title = f"{len(held.frame):,} scored observations to {len(by_pandas(held.frame)):,} groups of figures"
    print(table(title, in_turn(ways), "pandas"))
    for name in [*ways][:-1]:
        pair = in_pairs(ways[name], ways["counts"], 7)
        print(f"  counts against {name}, in pairs: {1 / pair.ratio:.2f} × as fast")
    for name, way in ways.items():
        memory = Memory()
        made = way()
        print(f"  {name}: {memory.beyond_mib():.0f} MiB beyond what was held")
        del made


def _agree(held: Data) -> None:
    """Ways that give different numbers are not to be compared."""
    theirs = _in_order(by_pandas(held.frame).reset_index())
    for each in (_ours_side_by_side(ours(held)), by_polars(held.polars_frame, "in-memory").to_pandas()):
        pd.testing.assert_frame_equal(_in_order(each), theirs, rtol=1e-12, atol=1e-12)


def _in_order(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures by their keys as text, in one order."""
    found = figures.astype({**dict.fromkeys(BY, "str"), **dict.fromkeys(FIGURES, "float64")})
    return found.set_index([*BY])[[*FIGURES]].sort_index()


def _ours_side_by_side(found: pd.DataFrame) -> pd.DataFrame:
    """Our figures, a column each."""
    names = {
        "mean_of_observations": {"n": "n", "value": "mean", "low": "low", "high": "high"},
        "sd_of_observations": {"value": "sd"},
        "share_of_observations_met": {"value": "share", "low": "share_low", "high": "share_high"},
    }
    parts = [
        found[found["statistic"] == statistic]
        .set_index(["site", "quarter", "measure"])
        .rename(columns=others)[[*others.values()]]
        for statistic, others in names.items()
    ]
    return pd.concat(parts, axis=1).rename_axis([*BY]).reset_index()
