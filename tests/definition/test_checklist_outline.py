"""Scales, items, scores and criteria as plain values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.definition.checklist_outline import criterion_outline, said, scale_outline
from fidelity.definition.tree import Value
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status


@pytest.mark.parametrize(
    ("scale", "outline"),
    [
        (
            Scale("a", (Point("1", Fraction(1), "Yes"), Point("n", Fraction(0)))),
            [{"code": 1, "label": "Yes"}, {"code": "n", "points": 0}],
        ),
        (
            Scale("a", (Point("007", Fraction(7)), Point("1/2", Fraction(1, 2))), status_codes={"9": Status.MISSING}),
            {"points": [{"code": "007"}, {"code": "1/2"}], "statuses": {"9": "missing"}},
        ),
        (Scale("a", kind=Kind.COUNT, lowest=Fraction(0)), {"measure": "count"}),
        (Scale("a", kind=Kind.NUMBER, lowest=Fraction(0)), {"measure": "number", "at_least": 0}),
        (
            Scale("a", kind=Kind.PERCENT, lowest=Fraction(0), highest=Fraction(100), unit="points"),
            {"measure": "percent", "unit": "points"},
        ),
    ],
)
def test_a_scale_is_written_as_short_as_it_can_be(scale: Scale, outline: Value) -> None:
    """A list where that says it all, and no number that goes without saying."""
    assert scale_outline(scale) == outline


def test_a_single_condition_is_the_only_one_of_all() -> None:
    """A criterion always has `all` or `any`."""
    criterion = Criterion("met", ScoreTest("total", Range(at_least=Fraction(1, 3))))
    assert criterion_outline(criterion) == {"id": "met", "all": [{"score": "total", "at_least": "1/3"}]}


def test_only_what_says_something_is_said() -> None:
    """Nought says something; nothing does not."""
    assert said(a="", b=None, c=False, d=[], e={}, f="x") == {"f": "x"}
