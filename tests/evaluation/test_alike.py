"""What one calculation may take together."""

from __future__ import annotations

import attrs

from fidelity.evaluation.alike import alike, made_together
from tests.evaluation.doubles import CHECKLIST, Record, gathered


def test_versions_that_compute_alike_are_taken_together_and_others_are_not() -> None:
    """Two versions with one plan are a group; another checklist is one of its own."""
    record = Record("V1", "R1", (1, 2, 1, 30))
    first, second = gathered([record], version="1.0"), gathered([record], version="1.1")
    other = gathered([record], attrs.evolve(CHECKLIST, scores=(), criteria=()), version="2.0")
    groups = alike([first, second, other])
    assert [[each.edition.version for each in group] for group in groups] == [["1.0", "1.1"], ["2.0"]]
    assert made_together(groups[0]).versions == ("1.0", "1.1")
