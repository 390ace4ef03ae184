"""What is said before a table of estimates."""

from __future__ import annotations

import attrs
import pytest

from fidelity.model import rule as rules
from fidelity.report.estimates_preface import measures_of
from fidelity.tally.cube import About
from tests.oracle.build import checklist, items, scale, score
from tests.tally import visits

NAMES = tuple(f"i{number}" for number in range(1, 8))


@pytest.mark.parametrize(("of", "said"), [("s", "The mean of 7 items"), ("t", "The sum of 7 scores")])
def test_a_rule_points_at_no_list_that_is_not_there(of: str, said: str) -> None:
    """Many members are counted, for the page of estimates does not list them."""
    parts = [score(rules.Sum(), name, name=f"of_{name}") for name in NAMES]
    made = checklist(
        items(7, scale(0, 1)),
        *parts,
        score(rules.Mean(), *NAMES),
        score(rules.Sum(), *(part.id for part in parts), name="t"),
    )
    cube = visits.cube(visits.visits(3, 1))
    (counted, *_) = cube.measures
    (measure,) = measures_of([attrs.evolve(cube, measures=(attrs.evolve(counted, about=About("score", of)),))], made)
    assert measure.rule == said
