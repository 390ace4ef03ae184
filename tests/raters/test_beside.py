"""One rater beside another, item by item."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.agreement.percent import Agreement
from fidelity.model.certification import AgreementKind
from fidelity.raters.beside import NOTHING, Beside, by_item, direction, exact_text, signed
from fidelity.raters.compare import Side
from fidelity.raters.independence import Independence
from tests.raters.rated import PLAN, Book


def beside(mine: str, other: str) -> dict[str, Beside]:
    """A rater beside another, of whom each rated in a line."""
    book = Book()
    book.rate("V1", "R1", mine)
    book.rate("V1", "R2", other)
    sides = [Side(each, PLAN, Independence(each.observation)) for each in book.stored]
    return dict(by_item(sides[0], sides[1]))


def test_what_is_the_same_near_and_far_is_counted() -> None:
    """On three points a neighbour is near and an opposite is not; on two points only the same is."""
    found = beside("2 1 2 yes 40", "2 2 0 no 45")
    exact = {name: each.n_agreeing(AgreementKind.EXACT) for name, each in found.items()}
    near = {name: each.n_agreeing(AgreementKind.WITHIN_ONE) for name, each in found.items()}
    assert exact == {"greets": 1, "asks": 0, "listens": 0, "signs": 0, "length": 0}
    assert near == {"greets": 1, "asks": 1, "listens": 0, "signs": 0, "length": 0}


def test_the_difference_is_of_points_only() -> None:
    """40 minutes are fewer than 45, but that is no difference in points."""
    total = sum(beside("2 1 2 yes 40", "2 2 0 no 45").values(), NOTHING)
    # greets 0, asks -1, listens +2, signs +1.
    assert (total.n_rated, total.points, total.difference) == (4, Fraction(2), Fraction(1, 2))
    assert (total.n_higher, total.n_lower) == (2, 2)
    assert direction(total) == "higher 2, lower 2"


def test_what_the_rater_left_out_agrees_with_nothing() -> None:
    """It is counted among what was compared, or leaving out what is hard would help."""
    total = sum(beside("2 - 2 yes 40", "2 2 2 yes 40").values(), NOTHING)
    assert (total.n, total.n_blank, total.agreement.n_pairs) == (5, 1, 4)
    assert total.share(AgreementKind.EXACT) == Fraction(4, 5)
    assert total.share(AgreementKind.WITHIN_ONE) == Fraction(4, 5)


def test_what_the_other_left_out_is_not_held_against_the_rater() -> None:
    """Where there is nothing to compare with, nothing is counted."""
    total = sum(beside("2 2 2 yes 40", "2 - - yes -").values(), NOTHING)
    assert (total.n, total.n_blank) == (2, 0)
    assert total.share(AgreementKind.EXACT) == 1


def test_a_status_is_an_answer() -> None:
    """That something did not apply is agreed on or not, and has no points."""
    assert beside("2 not_applicable 2 yes 40", "2 not_applicable 2 yes 40")["asks"].n_near == 1
    disputed = beside("2 2 2 yes 40", "2 not_applicable 2 yes 40")["asks"]
    assert (disputed.n, disputed.n_near, disputed.n_rated, disputed.n_higher) == (1, 0, 0, 0)


def test_nothing_has_no_share_and_no_difference() -> None:
    """Not 0, which would be the worst there is."""
    assert NOTHING.share(AgreementKind.EXACT) is None
    assert NOTHING.difference is None
    assert direction(NOTHING) == exact_text(None) == ""


def test_counts_add() -> None:
    """Two visits together have the counts of both."""
    one = Beside(Agreement(3, 2, 3, 3, 1), 3, 1, 1, 0, 3, Fraction(1, 2))
    assert one + NOTHING == one
    assert one + one == Beside(Agreement(6, 4, 6, 6, 2), 6, 2, 2, 0, 6, Fraction(1))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1, 4), "+0.25"),
        (Fraction(-1), "-1.00"),
        (Fraction(0), "0.00"),
        (Fraction(1, 200), "+0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(1, 201), "0.00"),
        (Fraction(-1, 201), "0.00"),
        (Fraction(23, 2), "+11.50"),
    ],
)
def test_a_difference_has_its_sign(number: Fraction, text: str) -> None:
    """Half is rounded away from 0, and what rounds to 0 has none."""
    assert signed(number) == text
