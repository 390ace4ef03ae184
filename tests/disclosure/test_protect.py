"""Nothing that is hidden can be worked out, and no more is hidden than must be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.disclosure.audit import attack
from fidelity.disclosure.protect import Protected, protect
from fidelity.disclosure.puzzle import Puzzle, table
from tests.disclosure.attacker import crossed, of_cells, smallest

SHAPES = [(4,), (2, 3), (3, 3), (2, 2, 2), (2, 3, 2)]
Relations = list[tuple[int, list[int]]]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], Relations]:
    """Tables of one, two and three dimensions, and sites in regions; most counts are small."""
    counts = st.sampled_from([0, 1, 2, 3, 4, 6, 9, 14])
    if draw(st.booleans()):
        shape = draw(st.sampled_from(SHAPES))
        size = int(np.prod(shape))
        return crossed(np.array(draw(st.lists(counts, min_size=size, max_size=size))).reshape(shape))
    regions = draw(st.lists(st.lists(counts, min_size=1, max_size=3), min_size=2, max_size=3))
    cells: list[float] = [float(count) for region in regions for count in region]
    relations: Relations = []
    start = 0
    for region in regions:
        relations.append((len(cells), list(range(start, start + len(region)))))
        start += len(region)
        cells.append(float(sum(region)))
    relations.append((len(cells), [total for total, _ in relations]))
    return [*cells, float(sum(sum(region) for region in regions))], relations


def safe(cells: list[float], relations: Relations, threshold: int = 5, exact: bool = True) -> tuple[Puzzle, Protected]:
    """A table with its small counts protected."""
    small = [0 < count < threshold for count in cells]
    puzzle = table(cells, relations, np.flatnonzero(small).tolist(), threshold)
    return puzzle, protect([puzzle], np.array(cells), np.array(small), exact=exact)


def is_safe(cells: list[float], relations: Relations, hidden: list[bool], threshold: int = 5) -> bool:
    """Whether an attacker is left in doubt about every small count."""
    known = of_cells(cells, relations, hidden)
    for place, count in enumerate(cells):
        if 0 < count < threshold:
            low, high = known.range({place: 1.0})
            if low > 1e-6 or high < threshold - 1e-6:
                return False
    return True


@given(tables(), st.booleans())
@settings(max_examples=12, deadline=None)
def test_no_small_count_can_be_worked_out(drawn: tuple[list[float], Relations], exact: bool) -> None:
    """An attack that knows nothing of the protection finds every small count able to be 0, and not to be small."""
    cells, relations = drawn
    _, found = safe(cells, relations, exact=exact)
    assert all(found.hidden[place] for place, count in enumerate(cells) if 0 < count < 5)
    assert is_safe(cells, relations, found.hidden.tolist())


@given(st.lists(st.sampled_from([0, 1, 3, 5, 8, 12]), min_size=4, max_size=4))
@settings(max_examples=4, deadline=None)
def test_no_fewer_cells_would_do(counts: list[int]) -> None:
    """In tables of four cells and five totals, trying every choice finds none that hides fewer."""
    cells, relations = crossed(np.array(counts).reshape(2, 2))
    _, found = safe(cells, relations)
    needed = [0 < count < 5 for count in cells]
    assert found.is_fewest.all()
    assert found.complementary.sum() == smallest(len(cells), needed, lambda hidden: is_safe(cells, relations, hidden))


def test_among_equally_few_the_smallest_are_hidden() -> None:
    """A small count in a row is hidden with the smallest count beside it that is large enough."""
    cells, relations = crossed(np.array([3, 40, 7, 25]))
    _, found = safe(cells, relations)
    assert found.hidden.tolist() == [True, False, True, False, False]


def test_a_small_total_hides_everything() -> None:
    """Where all are few, nothing at all is shown."""
    cells, relations = crossed(np.array([[1, 0], [2, 1]]))
    _, found = safe(cells, relations)
    assert [bool(found.hidden[place]) for place, count in enumerate(cells) if count] == [True] * 8
    assert is_safe(cells, relations, found.hidden.tolist())


def test_nothing_small_hides_nothing() -> None:
    """A table without small counts is shown whole, and zeros are no small counts."""
    cells, relations = crossed(np.array([[7, 0], [12, 9]]))
    _, found = safe(cells, relations)
    assert not found.hidden.any()
    assert found.is_fewest.all()


def test_the_quick_way_hides_more_and_is_as_safe() -> None:
    """Adding cells one by one is safe too, needs no search, and does not claim to be the best."""
    rng = np.random.default_rng(3)
    cells, relations = crossed(rng.poisson(9, (8, 9)))
    _, best = safe(cells, relations)
    _, quick = safe(cells, relations, exact=False)
    assert best.is_fewest.all()
    assert not quick.is_fewest.all()
    assert best.hidden.sum() < quick.hidden.sum()
    assert is_safe(cells, relations, quick.hidden.tolist())


def test_without_time_the_quick_way_is_taken() -> None:
    """When the time is up before the search begins, the table is safe all the same, and the result says so."""
    cells, relations = crossed(np.array([[3, 40, 7], [25, 8, 12]]))
    small = np.array([0 < count < 5 for count in cells])
    puzzle = table(cells, relations, np.flatnonzero(small).tolist(), 5)
    found = protect([puzzle], np.array(cells), small, seconds=0.0)
    assert not found.is_fewest.all()
    assert is_safe(cells, relations, found.hidden.tolist())


def test_the_table_of_willenborg_and_de_waal() -> None:
    """The attack finds the range that the literature gives for its pattern, and our own choice needs as many cells."""
    # Investment by activity (rows) and region (columns), as in Willenborg and de Waal (1996) and, as the first example,
    # in Fischetti and Salazar (2000, 2001):
    #     20  50  10 |  80
    #      8  19  22 |  49        22 is sensitive
    #     17  32  12 |  61
    #     45 101  44 | 190
    # They hide 8, 22, 17 and 12 and state that an attacker then finds 22 to be between 5 and 30: of the rows and
    # columns remain 8 + 22 = 30 and 22 + 12 = 34, so it is at most 30; and 17 + 12 = 29, so that 12 can be 29 at most
    # and 22 is 34 - 29 = 5 at least.
    cells, relations = crossed(np.array([[20, 50, 10], [8, 19, 22], [17, 32, 12]]))
    pattern = np.zeros(16, np.bool_)
    pattern[[4, 6, 8, 10]] = True
    puzzle = table(cells, relations, [6], 26)
    ranges = attack(puzzle.linear, pattern, puzzle.secrets.sums)
    assert ranges.low.tolist() == pytest.approx([5], abs=1e-9)
    assert ranges.high.tolist() == pytest.approx([30], abs=1e-9)
    # That 22 cannot be 0 there is more than we let be known, so the other pair of columns is chosen: as many cells.
    found = protect([puzzle], np.array(cells), np.arange(16) == 6)
    assert np.flatnonzero(found.hidden).tolist() == [5, 6, 9, 10]
    assert of_cells(cells, relations, found.hidden.tolist()).range({6: 1.0}) == pytest.approx((0, 34), abs=1e-6)


def test_the_first_example_of_gauss_suppression() -> None:
    """The pattern that another program prints is found: one sensitive cell, and the rectangle with the least in it."""
    # The vignette "Small count frequency table suppression" of the R package GaussSuppression, first example, where 0
    # and 1 are primary: young and old by Spain, Iceland and Portugal are 5, 2, 0 and 6, 3, 4. It hides Iceland and
    # Portugal for both, and none of the totals.
    cells, relations = crossed(np.array([[5, 2, 0], [6, 3, 4]]))
    puzzle = table(cells, relations, [2], 2)
    found = protect([puzzle], np.array(cells), np.arange(12) == 2)
    assert np.flatnonzero(found.hidden).tolist() == [1, 2, 5, 6]


def test_without_patience_everything_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the quick way takes too long, nothing is shown that was not proved to be safe."""
    monkeypatch.setattr("fidelity.disclosure.protect._PATIENCE", -1e9)
    cells, relations = crossed(np.array([[3, 40, 7], [25, 8, 12]]))
    _, found = safe(cells, relations)
    assert found.hidden.all()
    assert not found.is_fewest.all()
