"""The first that applies, by hand: penetration as the General Organizational Index computes it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.rule import FirstApplicable, Ratio, Sum
from fidelity.model.status import Effect, Status
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason
from tests.oracle.build import EXCLUDED, MISSING, NA, Given, checklist, count, row, score

# The protocol's printed example: 120 clients in the target population, 60 % of them taken to be eligible, make 72.
GOI = checklist(
    (
        Item("receiving", "text", count()),
        Item("eligible", "text", count(), allows=frozenset({Status.NOT_APPLICABLE})),
        Item("target", "text", count(), allows=frozenset({Status.NOT_APPLICABLE})),
    ),
    score(Sum(), "target", name="estimated", weights={"target": Fraction(3, 5)}, effects=EXCLUDED),
    score(FirstApplicable(), "eligible", "estimated", name="below", effects=EXCLUDED),
    score(Ratio(("below",), times=Fraction(100)), "receiving", name="penetration"),
)


@pytest.mark.parametrize(
    ("eligible", "target", "below"),
    [
        pytest.param(NA, 120, Fraction(72), id="the printed example"),
        pytest.param(60, 120, Fraction(60), id="what is counted goes before what is estimated"),
        pytest.param(60, MISSING, Fraction(60), id="what is not asked may be missing"),
        pytest.param(60, NA, Fraction(60), id="and may not apply"),
        pytest.param(MISSING, 120, Reason.TOO_MANY_MISSING, id="a missing one is not passed over"),
        pytest.param(NA, NA, Reason.NOTHING_APPLICABLE, id="nothing applies"),
        pytest.param(NA, MISSING, Reason.NOTHING_RATED, id="the only one that applies is missing"),
    ],
)
def test_a_denominator_falls_back(eligible: Given, target: Given, below: Fraction | Reason) -> None:
    """The first that applies is taken, and nothing stands in for a missing one."""
    results = score_one(lower(GOI), row(GOI, 36, eligible, target))
    found = results["below"]
    assert (found.value or found.reason) == below
    if isinstance(below, Fraction):
        assert (found.lowest, found.highest) == (below, below)
        assert results["penetration"].value == 3600 / below
    else:
        assert results["penetration"].value is None


def test_what_counts_as_met_is_no_rating() -> None:
    """Where the first that applies has a status that counts as the highest, there is no score."""
    items = tuple(
        Item(name, "text", each.scale, allows=each.allows) for name, each in zip("ab", GOI.items[1:], strict=True)
    )
    made = checklist(items, score(FirstApplicable(), "a", "b", effects={Status.NOT_APPLICABLE: Effect.LOWEST}))
    found = score_one(lower(made), row(made, NA, 3))["s"]
    assert (found.value, found.reason) == (None, Reason.NOTHING_RATED)


def test_it_tolerates_nothing_missing() -> None:
    """To pass over a missing one would be to take another."""
    with pytest.raises(InvalidRecord) as caught:
        score(FirstApplicable(), "a", "b", missing=MissingRule(1))
    assert caught.value.problems[0].code == "missing-then"
