"""Categories: their places by number, and what they cannot be."""

from __future__ import annotations

import pytest

from fidelity.agreement.categories import Categories
from fidelity.errors import InvalidRecord, UsageError


def test_places_are_those_of_the_numbers() -> None:
    """Places follow the numbers and not the order of the labels; equal numbers share one."""
    made = Categories(("high", "low", "middle", "also low"), (5, 1, 3, 1))
    assert made.places.tolist() == [2, 0, 1, 0]
    assert made.numbers.tolist() == [5, 1, 3, 1]
    assert len(made) == 4


def test_without_numbers_there_are_no_places() -> None:
    """Statuses have no order, and the message names them."""
    with pytest.raises(UsageError, match="met, not applicable") as caught:
        _ = Categories(("met", "not applicable")).places
    assert caught.value.problems[0].code == "unordered-categories"


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        ((), None),
        (("a", "a"), None),
        (("a", "b"), (1.0,)),
        (("a", "b"), (1.0, float("nan"))),
        (("a", "b"), (1.0, float("inf"))),
    ],
)
def test_categories_that_contradict_themselves(labels: tuple[str, ...], values: tuple[float, ...] | None) -> None:
    """No category, two of one label, too few numbers and numbers that are none are refused."""
    with pytest.raises(InvalidRecord) as caught:
        Categories(labels, values)
    assert caught.value.problems[0].code == "bad-categories"
