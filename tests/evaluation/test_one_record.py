"""Which of several ratings of a visit is counted."""

from __future__ import annotations

from random import Random

import numpy as np
import pandas as pd
import pytest

from fidelity.evaluation.one_record import ALL, one_each
from fidelity.ratings.table import Ratings, from_codes
from tests.oracle import build

CHECKLIST = build.checklist(build.items(1, build.scale(0, 1)))
Record = tuple[str, str, str]
"""The visit, the role and when it was handed in."""


def ratings(*of: Record, names: tuple[str, ...] = ("role", "made_at")) -> Ratings:
    """Records that know no more than this."""
    table = pd.DataFrame([row[1 : 1 + len(names)] for row in of], columns=pd.Index(names), dtype=object)
    table.index = pd.Index([row[0] for row in of], name="observation")
    return from_codes(CHECKLIST, {"i1": np.zeros(len(of), np.uint8)}, table)


def standing(*of: Record, pooled: bool = False) -> list[tuple[int, str]]:
    """Which records stand for their visits, and whose eyes it was."""
    found = one_each(ratings(*of), pooled=pooled)
    assert found.n_masters + found.n_others + len(found.rows) == len(of)
    return [*zip(found.rows.tolist(), found.source.tolist(), strict=True)]


def test_what_raters_agreed_on_comes_first() -> None:
    """A consensus stands for the visit, however late it was made."""
    of = [("V1", "coach", "2026-01-01"), ("V1", "peer", "2026-01-02"), ("V1", " Consensus ", "2026-02-01")]
    assert standing(*of) == [(2, "observed")]


def test_else_who_handed_in_first() -> None:
    """Not who stands in the first row; whoever does not say when comes after all who do."""
    of = [("V1", "coach", ""), ("V1", "peer", "2026-01-03"), ("V1", "supervisor", "2026-01-02"), ("V2", "coach", "")]
    assert standing(*of) == [(2, "observed"), (3, "observed")]


def test_of_equals_the_lower_record_id() -> None:
    """The rule is that of the store, so that a file and a store give the same figures."""
    table = ratings(("V1", "coach", "2026-01-01"), ("V1", "peer", "2026-01-01"))
    table.descriptors["record"] = ["b", "a"]
    assert one_each(table).rows.tolist() == [1]


def test_own_ratings_and_programs_stand_beside_what_was_observed() -> None:
    """Three pairs of eyes are three sources; none is pooled unless somebody asks."""
    of = [
        ("V1", "self", "1"),
        ("V1", "machine", "2"),
        ("V1", "coach", "3"),
        ("V2", "self", "1"),
        ("V2", "machine", "2"),
    ]
    assert standing(*of) == [(0, "self"), (1, "machine"), (2, "observed"), (3, "self"), (4, "machine")]
    assert standing(*of, pooled=True) == [(2, ALL), (4, ALL)]


def test_master_ratings_stand_for_no_visit() -> None:
    """They are made to certify raters, and counted apart."""
    found = one_each(ratings(("V1", "master", "1"), ("V2", "master", "1"), ("V2", "coach", "2")))
    assert (found.rows.tolist(), found.n_masters, found.n_others) == ([2], 2, 0)


def test_a_table_without_roles_is_observed() -> None:
    """Where nobody says who rated, it was an observer, and the first row counts."""
    found = one_each(ratings(("V1", "", ""), ("V1", "", ""), ("V2", "", ""), names=()))
    assert found.rows.tolist() == [0, 2]
    assert {*found.source} == {"observed"}


def test_no_record() -> None:
    """Nothing stands for nothing."""
    assert standing() == []


@pytest.mark.parametrize("pooled", [True, False])
def test_the_order_of_rows_does_not_matter(pooled: bool) -> None:
    """Shuffled, the same records stand for the same visits, where each says when it was handed in."""
    rng = Random(4)
    roles = ("coach", "self", "machine", "consensus", "master")
    of = [(f"V{rng.randrange(20)}", rng.choice(roles), f"2026-01-{place:02}") for place in range(60)]
    other = rng.sample(of, len(of))
    assert {of[row] for row, _ in standing(*of, pooled=pooled)} == {
        other[row] for row, _ in standing(*other, pooled=pooled)
    }
