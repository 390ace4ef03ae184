"""Independent ratings as arrays."""

from __future__ import annotations

import numpy as np

from fidelity.evaluation.rated_apart import SILENCE, rated_apart
from fidelity.model.status import Status
from tests.evaluation.doubles import Record, gathered
from tests.oracle import build

ONE = (1, 2, 1, 30)


def test_a_visit_of_two_versions_is_two() -> None:
    """The same name in another version is another visit, and the same rater is one rater."""
    parts = [gathered([Record("V1", rater, ONE) for rater in ("R2", "R1")], version=each) for each in ("1.0", "1.1")]
    of = rated_apart(parts, ["site"])
    assert of.visit.tolist() == [0, 0, 1, 1]
    assert of.raters == ("R1", "R2")
    assert sorted(of.rater.tolist()) == [0, 0, 1, 1]
    assert len(of.cells) == 1


def test_nothing_said_is_silence_and_a_status_is_an_answer() -> None:
    """Missing has no code, not applicable has one after the points; of numbers only what was said is one."""
    answers: list[tuple[build.Given, ...]] = [(Status.NOT_APPLICABLE, 2, 1, Status.MISSING), (Status.MISSING, 3, 0, 30)]
    of = rated_apart([gathered([Record("V1", f"R{n}", each) for n, each in enumerate(answers)])], [])
    labels = [choice.label for choice in of.choices["item", "asks"]]
    assert of.codes["item", "asks"].tolist() == [labels.index("(not_applicable)"), SILENCE]
    assert np.isnan(of.numbers["item", "minutes"]).tolist() == [True, False]
    assert of.silent["item", "minutes"].tolist() == [True, False]


def test_no_observer_is_no_record() -> None:
    """Of self-ratings alone there is nothing to compare, and every column is empty."""
    of = rated_apart([gathered([Record("V1", "P1", ONE, role="self")])], ["site", "quarter"])
    assert len(of.visit) == len(of.rater) == len(of.cells) == 0
    assert of.raters == ()
    assert {len(codes) for codes in of.codes.values()} == {0}


def test_who_is_not_named_is_nobody() -> None:
    """A visit that names no practitioner is not the visit of somebody called nothing."""
    part = gathered([Record("V1", "R1", ONE), Record("V2", "R1", ONE), Record("V3", "R1", ONE)])
    part.ratings.descriptors["practitioner"] = ["P2", "", "P1"]
    found = rated_apart([part], []).practitioner
    assert found[1] == -1
    assert found[0] > found[2] >= 0
