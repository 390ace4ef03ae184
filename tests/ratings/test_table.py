"""The table itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from fidelity.errors import RatingsError
from fidelity.model.checklist import Checklist
from fidelity.ratings.table import from_codes


def test_from_codes(small: Checklist) -> None:
    """Integers are taken as they are, and observations are numbered at no cost."""
    codes = {item.id: np.array([0, 4, 6], np.uint8) for item in small.items}
    ratings = from_codes(small, codes)
    assert ratings.columns["plan"].codes is codes["plan"]
    assert isinstance(ratings.descriptors.index, pd.RangeIndex)
    assert ratings.descriptor("observation") is ratings.descriptors.index
    assert list(ratings.descriptors.index) == [1, 2, 3]
    assert ratings.descriptor("site") is None
    assert [len(block) for block in ratings.blocks(2)] == [2, 1]
    assert [list(block.descriptors.index) for block in ratings.blocks(2)] == [[1, 2], [3]]


@pytest.mark.parametrize("frame", [{"observation": ["a"], "site": ["S"]}, {"site": ["S"]}])
def test_descriptors(frame: dict[str, list[str]], small: Checklist) -> None:
    """Names of observations become the index."""
    ratings = from_codes(small, {item.id: np.zeros(1, np.uint8) for item in small.items}, pd.DataFrame(frame))
    assert ratings.descriptors.index.name == "observation"
    assert list(ratings.descriptors.columns) == ["site"]


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (np.array([9], np.uint8), "bad-code"),
        (np.array([0], np.int64), "bad-code"),
        (np.array([0.0]), "bad-code"),
        (np.array([[0]], np.uint8), "bad-code"),
        (np.array([0, 0], np.uint8), "bad-table"),
    ],
)
def test_bad_codes(column: npt.NDArray[Any], code: str, small: Checklist) -> None:
    """Integers that stand for nothing, signed ones, and columns of another length are refused."""
    codes = {item.id: np.zeros(1, np.uint8) for item in small.items} | {"plan": column}
    with pytest.raises(RatingsError) as caught:
        from_codes(small, codes)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_unknown_and_absent(small: Checklist) -> None:
    """An unknown column is named with what it may have meant; an absent one is refused."""
    codes = {item.id: np.zeros(1, np.uint8) for item in small.items}
    with pytest.raises(RatingsError) as caught:
        from_codes(small, codes | {"plam": np.zeros(1, np.uint8)})
    assert caught.value.problems[0].help == "did you mean `plan`?"
    del codes["plan"]
    with pytest.raises(RatingsError, match="plan"):
        from_codes(small, codes)
