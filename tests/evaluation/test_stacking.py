"""Tables one under the other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.evaluation.stacking import alike, stacked, with_categories


def test_texts_and_numbers_stay_what_they_were() -> None:
    """Categories of other texts, plain text beside categories, and numbers beside none at all."""
    one = pd.DataFrame({"n": [1.0, 2.0], "site": pd.Categorical(["b", "a"])})
    other = pd.DataFrame({"n": [np.nan], "site": ["c"]})
    found = stacked([one, other], ["site", "n"])
    assert list(found.columns) == ["site", "n"]
    assert found["site"].tolist() == ["b", "a", "c"]
    assert found["n"].tolist()[:2] == [1, 2]
    assert np.isnan(found["n"][2])


def test_nothing_under_nothing_is_nothing() -> None:
    """One NaN that stands for a column does so in as many rows as there are together."""
    parts = [pd.DataFrame({"low": np.broadcast_to(np.nan, n)}, copy=False) for n in (2, 3)]
    found = stacked(parts, ["low"])
    assert len(found) == 5
    assert found["low"].isna().all()
    assert len(alike("x", 0)) == 0
    assert alike("x", 2).tolist() == ["x", "x"]


def test_further_texts_can_be_written() -> None:
    """Those that are there already are not there twice."""
    cells = with_categories(pd.Series(pd.Categorical(["a"])), ["a", "b"])
    assert [*cells.cat.categories] == ["a", "b"]
