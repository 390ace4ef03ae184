"""Whether those who are easy to reach are observed in the place of the others."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from fidelity.planning.reach import easy_to_reach


def made(*counts: int) -> dict[str, int]:
    """Observations of P0, P1 and so on."""
    return {f"P{place}": n for place, n in enumerate(counts)}


def test_the_worked_example() -> None:
    """That of the documentation: four of seven observations were made of one of five, and two were never observed."""
    found = easy_to_reach(dict.fromkeys("ABCDE", 2), {"A": 4, "B": 2, "C": 1})
    assert (found.share_made, found.share_planned, found.n_never) == (Fraction(4, 7), Fraction(1, 5), 2)
    assert (found.is_top_heavy, found.is_blind) == (True, True)


def test_as_planned_is_even() -> None:
    """Everybody has what is planned: the fifth has a fifth."""
    reach = easy_to_reach(made(*[4] * 10), made(*[4] * 10))
    assert (reach.share_made, reach.share_planned, reach.n_never) == (Fraction(1, 5), Fraction(1, 5), 0)
    assert not reach.is_uneven


def test_an_uneven_plan_that_is_kept_is_even() -> None:
    """New staff are to be observed more often: their share is large in the plan too."""
    reach = easy_to_reach(made(12, 12, 1, 1, 1, 1, 1, 1, 1, 1), made(12, 12, 1, 1, 1, 1, 1, 1, 1, 1))
    assert (reach.n_top, reach.n_top_made, reach.n_top_planned) == (2, 24, 24)
    assert not reach.is_uneven


def test_too_few_everywhere_is_no_bias() -> None:
    """Half of the plan was made, of everybody alike."""
    reach = easy_to_reach(made(*[4] * 10), made(*[2] * 10))
    assert (reach.n_planned, reach.n_made) == (40, 20)
    assert not reach.is_uneven


@pytest.mark.parametrize(("top", "is_top_heavy"), [(6, True), (5, False)])
def test_half_as_many_again_is_remarkable(top: int, is_top_heavy: bool) -> None:
    """Two of ten hold 12 of 40 observations, which is 1.5 times their fifth; 10 of 40 are 1.25 times."""
    rest = [4, 4, 4, 4, 3, 3, 3, 3] if top == 6 else [4, 4, 4, 4, 4, 4, 3, 3]
    reach = easy_to_reach(made(*[4] * 10), made(top, top, *rest))
    assert (reach.n_made, reach.is_top_heavy, reach.is_blind) == (40, is_top_heavy, False)


@pytest.mark.parametrize(("never", "is_blind"), [(1, False), (2, True)])
def test_a_fifth_unseen_is_remarkable(never: int, is_blind: bool) -> None:
    """Those who were planned for and never observed count."""
    reach = easy_to_reach(made(*[4] * 10), made(*[0] * never, *[4] * (10 - never)))
    assert (reach.n_never, reach.is_blind, reach.is_top_heavy) == (never, is_blind, False)


def test_strangers_are_counted_and_left_out() -> None:
    """That a roster is out of date is another matter; so is somebody who was there for too few days to be planned."""
    reach = easy_to_reach({**made(2, 2, 2, 2, 2), "P9": 0}, {**made(2, 2, 2, 2, 2), "X": 40, "P9": 1, "Y": 0})
    assert (reach.n_practitioners, reach.n_made, reach.n_strangers, reach.is_uneven) == (5, 10, 2, False)


@pytest.mark.parametrize(
    ("planned", "seen"), [((), ()), ((4, 4, 4, 4), (16, 0, 0, 0)), ((4, 4, 4, 4, 4), (0, 0, 0, 0, 0))]
)
def test_of_too_little_nothing_is_said(planned: tuple[int, ...], seen: tuple[int, ...]) -> None:
    """Of fewer than five practitioners, and where nobody was observed."""
    reach = easy_to_reach(made(*planned), made(*seen))
    assert not reach.is_known
    assert not reach.is_uneven
    assert (reach.share_planned is None) == (not planned)
    assert (reach.share_made is None) == (sum(seen) == 0)


def test_it_is_the_end_of_the_lorenz_curve() -> None:
    """With equal plans the fifth has what is left of the Lorenz curve at four fifths, whatever people are called."""
    draw = random.Random(7)
    for n in (5, 10, 25, 50):
        counts = [draw.choice((0, 1, 1, 2, 3, 8)) for _ in range(n - 1)] + [1]
        lorenz = Fraction(sum(sorted(counts)[: n - n // 5]), sum(counts))
        assert easy_to_reach(made(*[2] * n), made(*counts)).share_made == 1 - lorenz
        mixed = draw.sample(counts, n)
        assert easy_to_reach(made(*[2] * n), made(*mixed)) == easy_to_reach(made(*[2] * n), made(*counts))
