"""The workload: 45 items of five points, ten scores of different rules, bands and statuses."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    Mean,
    MeanOfPercentages,
    Minimum,
    PercentOfPossible,
    ProportionAtOrAbove,
    Rule,
    Sum,
    Weighted,
)
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.model.status import Effect, Status

N_ITEMS = 45
NAMES = tuple(f"i{number}" for number in range(N_ITEMS))
FIVE = Scale("five", tuple(Point(str(code), Fraction(code)) for code in range(1, 6)))
N_POINTS, NOT_APPLICABLE, MISSING = 5, 5, 6
"""In the small integers: 0 to 4 are the points 1 to 5, 5 is not applicable, 6 is missing."""
SHARES = np.array([0.08, 0.12, 0.25, 0.30, 0.20, 0.03, 0.02])
ONE_MISSING = MissingRule(at_most=1)


def bands(*cuts: int) -> tuple[Band, ...]:
    """Half-open bands between cuts."""
    lows, highs = (None, *cuts), (*cuts, None)
    ends = zip(
        (Fraction(low) if low else None for low in lows), (Fraction(h) if h else None for h in highs), strict=True
    )
    return tuple(Band(f"b{place}", Range(at_least=low, below=high)) for place, (low, high) in enumerate(ends))


def five(number: int) -> tuple[str, ...]:
    """The items of one subscale."""
    return NAMES[5 * number : 5 * number + 5]


def _score(name: str, rule: Rule, of: tuple[str, ...], missing: MissingRule = ONE_MISSING, **more: object) -> Score:
    effects = {Status.NOT_APPLICABLE: Effect.EXCLUDED}
    return Score(name, rule, Members(ids=of), missing, effects=effects, **more)  # type: ignore[arg-type]


def checklist() -> Checklist:
    """The checklist."""
    items = tuple(Item(name, name, FIVE, allows=frozenset({Status.NOT_APPLICABLE})) for name in NAMES)
    prorated = MissingRule(at_most=1, then=Then.PRORATE)
    return Checklist(
        "workload",
        items,
        (
            _score("mean", Mean(), five(0), bands=bands(3, 4)),
            _score("sum", Sum(), five(1), prorated, bands=bands(10, 15)),
            _score("percent", PercentOfPossible(), five(2), bands=bands(50, 70)),
            _score("minimum", Minimum(), five(3), MissingRule()),
            _score("proportion", ProportionAtOrAbove(Fraction(4)), five(4)),
            _score("parts", MeanOfPercentages(), five(5)),
            _score("weighted", Weighted(), five(6), weights={five(6)[0]: Fraction(2)}),
            _score("count", Count(Fraction(4)), five(7), MissingRule()),
            _score("every", AllOrNothing(Fraction(3)), five(8), MissingRule()),
            _score("total", Mean(), NAMES, MissingRule(at_most=4), bands=bands(3, 4)),
        ),
        status_codes={"-8": Status.NOT_APPLICABLE},
    )


def codes(n: int, seed: int = 20) -> dict[str, npt.NDArray[np.uint8]]:
    """Small integers for so many observations, by item."""
    rng = np.random.default_rng(seed)
    cuts = np.cumsum(SHARES / SHARES.sum())[:-1].astype(np.float32)
    return {name: np.searchsorted(cuts, rng.random(n, np.float32), side="right").astype(np.uint8) for name in NAMES}
