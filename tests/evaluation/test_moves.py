"""How many records went from each state to each other."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from fidelity.evaluation.moves import NO_BAND, SAID, Moves, ValueMoves, band_moves, criterion_moves, said, value_moves
from fidelity.model.checklist import Checklist
from fidelity.plan.lowering import lower
from fidelity.scoring import Scores, score
from tests.difference.pairs import pairs
from tests.evaluation.editions import records
from tests.oracle.strategies import rows_of, seeds


def both(pair: tuple[Checklist, Checklist], seed: int, n: int) -> tuple[Scores, Scores]:
    """Scores of different rows by two checklists: moves know nothing of ratings."""
    old, new = (score(lower(side), records(side, rows_of(side, seed + k, n))) for k, side in enumerate(pair))
    return old, new


def test_sums_are_taken_over_rows_and_columns() -> None:
    """Of what does not occur there are none."""
    moves = Moves("c", {("met", "met"): 3, ("met", "not_met"): 4, ("not_met", "not_met"): 1})
    assert (moves.n_records, moves.n_moved) == (8, 4)
    assert [moves.n_then(state) for state in ("met", "not_met", "cannot_tell")] == [7, 1, 0]
    assert [moves.n_now(state) for state in ("met", "not_met", "cannot_tell")] == [3, 5, 0]


@given(pairs(), seeds)
@settings(max_examples=10)
def test_every_record_is_counted_once(pair: tuple[Checklist, Checklist], seed: int) -> None:
    """Counted one by one, verdicts, values and bands come to the same."""
    old, new = both(pair, seed, 15)
    names = [*dict.fromkeys((*old.criteria, *new.criteria, "nobody_has_it"))]
    for moves in criterion_moves(old, new, names):
        assert moves.n == Counter(
            (old.verdicts(row).get(moves.id, "not_asked"), new.verdicts(row).get(moves.id, "not_asked"))
            for row in range(15)
        )
    for name in {*old.columns} & {*new.columns}:
        results = [(old.columns[name].result(row), new.columns[name].result(row)) for row in range(15)]
        values = [(was.value, now.value) for was, now in results]
        two = [(was, now) for was, now in values if was is not None and now is not None]
        assert value_moves(old.columns[name], new.columns[name]) == ValueMoves(
            name,
            n_equal=sum(was == now for was, now in two),
            n_higher=sum(was < now for was, now in two),
            n_lower=sum(was > now for was, now in two),
            n_lost=sum(was is not None and now is None for was, now in values),
            n_gained=sum(was is None and now is not None for was, now in values),
            n_neither=sum(was is None and now is None for was, now in values),
        )
        ids = [[band.id for band in side.score[name].bands] for side in pair]
        assert band_moves(old, new, name).n == Counter(
            (
                NO_BAND if was.band is None else ids[0][was.band],
                NO_BAND if now.band is None else ids[1][now.band],
            )
            for was, now in results
        )


@pytest.mark.parametrize("n", [0, 1])
def test_few_records_are_counted_too(n: int) -> None:
    """Of none there are no moves."""
    from_nothing = Moves("c", {("met", "met"): n} if n else {})
    assert (from_nothing.n_records, from_nothing.n_moved) == (n, 0)


def test_there_is_a_word_for_everything() -> None:
    """A criterion that the version lacks is not asked, and the words have no end that is forgotten."""
    assert SAID == ("not_met", "cannot_tell", "met", "not_in_force", "not_asked")
    assert said.__doc__
