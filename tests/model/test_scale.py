"""Scales that can be answered, with one meaning for each code."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status

NO, YES = Point("no", Fraction(0)), Point("yes", Fraction(1))


@pytest.mark.parametrize(
    ("rest", "code", "path"),
    [
        ({}, "bad-scale", ()),
        ({"points": (NO, YES), "kind": Kind.COUNT}, "bad-scale", ()),
        ({"points": (NO,)}, "bad-scale", ("points",)),
        ({"points": (NO, YES, NO)}, "code-twice", ("points", 2, "code")),
        ({"points": (NO, YES), "status_codes": {"no": Status.NOT_OBSERVED}}, "code-twice", ("statuses", "no")),
        ({"kind": Kind.NUMBER, "lowest": Fraction(2), "highest": Fraction(2)}, "bad-scale", ("highest",)),
    ],
)
def test_a_scale_that_cannot_be_answered_is_refused(
    rest: dict[str, Any], code: str, path: tuple[str | int, ...]
) -> None:
    """Points or a measure, at least two points, and one meaning for each code."""
    with pytest.raises(InvalidRecord) as caught:
        Scale("s", **rest)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [(code, path)]


def test_two_codes_may_be_worth_the_same() -> None:
    """Codes are told apart, points need not be."""
    assert len(Scale("s", (NO, Point("never", Fraction(0)))).points) == 2


def test_only_counts_have_steps() -> None:
    """Counts are whole; numbers and percentages can be anything."""
    assert Scale("s", kind=Kind.COUNT).step == 1
    assert Scale("s", kind=Kind.PERCENT).step is None
    assert not Scale("s", (NO, YES)).is_measure
