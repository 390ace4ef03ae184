"""Reliability: a value or a reason, an interval or a reason."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.reliability import NoBounds, NoReliability, bounded


def test_no_number_goes_out_without_its_reason() -> None:
    """A value that is not finite, an endless end, an interval without width and a missing value get theirs."""
    nan, endless = np.nan, np.inf
    found = bounded(
        np.array([0.5, nan, 0.5, 1.0, 0.5]),
        np.array([0, 0, 0, 0, NoReliability.ONE_SUBJECT], np.int8),
        np.array([0.1, 0.1, -endless, 1.0, 0.1]),
        np.array([0.9, 0.9, 0.9, 1.0, 0.9]),
        {NoBounds.NO_SPREAD: np.array([False, False, False, True, False])},
    )
    assert found.why_none.tolist() == [0, NoReliability.NO_VARIANCE, 0, 0, NoReliability.ONE_SUBJECT]
    assert found.why_no_bounds.tolist() == [
        0,
        NoBounds.NO_VALUE,
        NoBounds.OUT_OF_REACH,
        NoBounds.NO_SPREAD,
        NoBounds.NO_VALUE,
    ]
    assert (np.isnan(found.value) == (found.why_none != 0)).all()
    assert (np.isnan(found.low) == (found.why_no_bounds != 0)).all()
    assert (np.isnan(found.high) == (found.why_no_bounds != 0)).all()
