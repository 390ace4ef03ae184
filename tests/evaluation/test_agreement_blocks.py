"""What raters can say, as the categories that are compared."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from fidelity.agreement.categories import Categories
from fidelity.agreement.weights import Weighting, weights
from fidelity.evaluation.agreement_blocks import View, beside, is_graded, places_of, scale_of, united
from fidelity.tally.patterned import Choice

CHOICES = (
    Choice("2", Fraction(2)),
    Choice("(not_applicable)", None),
    Choice("1", Fraction(1)),
    Choice("0", Fraction(0)),
)


def test_a_status_is_no_rating_unless_asked() -> None:
    """It has no place among the points, wherever it stands; one of its own among all; and is no rating at last."""
    assert places_of(CHOICES, View.RATED).tolist() == [0, -1, 1, 2]
    assert places_of(CHOICES, View.WITH_STATUSES).tolist() == [0, 1, 2, 3]
    assert places_of(CHOICES, View.WHETHER).tolist() == [1, 0, 1, 1]
    for view in View:
        assert max(places_of(CHOICES, view)) < len(scale_of(CHOICES, view))
    assert scale_of(CHOICES, View.RATED).labels == ("2", "1", "0")
    assert scale_of(CHOICES, View.WITH_STATUSES).values is None


def test_order_needs_three_points_that_differ() -> None:
    """Three labels of two worths are no order, and categories without worth are none."""
    assert is_graded(scale_of(CHOICES, View.RATED))
    assert not is_graded(Categories(("a", "b", "c"), (0.0, 1.0, 1.0)))
    assert not is_graded(Categories(("a", "b", "c")))


def test_scales_beside_each_other_never_meet() -> None:
    """Ratings on two scales are wholly apart, even where their labels are the same; within one nothing changes."""
    long, short = Categories(("0", "1", "2"), (0.0, 1.0, 2.0)), Categories(("0", "1"), (0.0, 1.0))
    assert len({*united((long, short)).labels}) == 5
    apart = beside((long, short), lambda scale: weights(Weighting.QUADRATIC, scale)).apart
    assert (apart[:3, 3:] == 1).all()
    assert (apart[3:, :3] == 1).all()
    np.testing.assert_array_equal(apart[:3, :3], weights(Weighting.QUADRATIC, long).apart)
    np.testing.assert_array_equal(apart[3:, 3:], weights(Weighting.QUADRATIC, short).apart)
