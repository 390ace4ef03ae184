"""How many raters and practitioners are behind a figure."""

from __future__ import annotations

import numpy as np

from fidelity.evaluation.agreement_blocks import Row, View, scale_of
from fidelity.evaluation.agreement_design import Apart, design_of, people_of, raters_of
from fidelity.evaluation.agreement_numbers import numbers_of
from fidelity.evaluation.rated_apart import rated_apart
from fidelity.model.status import Status
from tests.evaluation.doubles import Record, gathered

ASKS = Row("item", "asks", (("item", "asks"),))
BOTH = Row("component", "talk", (("item", "asks"), ("item", "listens")))
MISSING = Status.MISSING


def apart(*practitioners: str) -> Apart:
    """Two raters of V1, of whom the second rated one item only, and one rater each of V2 and V3."""
    records = [
        Record("V1", "R1", (1, 2, 1, 30)),
        Record("V1", "R2", (MISSING, 2, 1, MISSING)),
        Record("V2", "R3", (Status.NOT_APPLICABLE, 2, 1, 20)),
        Record("V3", "R3", (0, MISSING, 1, 10)),
    ]
    part = gathered(records)
    if practitioners:
        part.ratings.descriptors["practitioner"] = [*practitioners]
    of = rated_apart([part], [])
    return Apart(of, of.cell_of_record)


def test_raters_are_those_who_rated_it() -> None:
    """Who said nothing of an item is no rater of it; a status counts where statuses are compared."""
    assert raters_of(apart(), [ASKS, BOTH], View.RATED, 1).tolist() == [2, 3]
    assert raters_of(apart(), [ASKS], View.WITH_STATUSES, 1).tolist() == [2]


def test_practitioners_are_those_of_visits_with_two_ratings() -> None:
    """A visit that one rated protects nobody; where no record names anybody, the number is not known."""
    assert people_of(apart("P1", "P1", "P2", "P3"), [ASKS, BOTH], View.RATED, 1).tolist() == [0, 1]
    assert np.isnan(people_of(apart(), [ASKS], View.RATED, 1)).all()


def test_items_of_one_visit_are_units_of_their_own() -> None:
    """Of a component no rating of one item is compared with one of another."""
    of = apart()
    design = design_of(of, [BOTH], [scale_of(of.of.choices["item", "asks"], View.RATED)], View.RATED, 1)
    pairs = sorted(zip(design.unit.tolist(), design.rater.tolist(), strict=True))
    assert len(pairs) == len({*pairs}) == 5
    assert len({*design.unit.tolist()}) == 4


def test_numbers_that_are_not_there_are_no_rows() -> None:
    """Minutes of three records."""
    of = apart()
    found = numbers_of(of.of, [("item", "minutes")], of.cell, 1)
    assert sorted(found.value.tolist()) == [10, 20, 30]
