"""Whole numbers take no more room than they need, and stay what they are."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.tally.narrow import integers, narrow


@pytest.mark.parametrize(("numbers", "kind"), [([0, 2**31 - 1], np.int32), ([0, 2**31], np.int64), ([], np.int32)])
def test_integers_are_as_wide_as_they_need_to_be(numbers: list[int], kind: type[np.signedinteger]) -> None:
    """To the last one that 32 bits hold, and with what is not there they are as wide."""
    found = narrow(np.array(numbers, np.int64))
    assert found.dtype == np.dtype(kind)
    assert found.tolist() == numbers
    nullable = integers(np.array([np.nan, *numbers]))
    assert nullable[1:].to_numpy(kind).tolist() == numbers
    assert nullable.dtype.itemsize == np.dtype(kind).itemsize
    assert nullable.isna().tolist() == [True, *[False] * len(numbers)]


def test_what_is_no_integer_is_left_alone_or_refused() -> None:
    """A share stays a share, and is no count."""
    assert narrow(np.array([0.5])).tolist() == [0.5]
    assert integers(np.array([-(2.0**31)])).tolist() == [-(2**31)]
    with pytest.raises(ValueError, match="holds other numbers"):
        integers(np.array([0.5]))
