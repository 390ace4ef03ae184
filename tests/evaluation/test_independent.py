"""Which records of a visit are compared."""

from __future__ import annotations

from fidelity.evaluation.independent import LeftOut, independent, left_out, left_out_words
from tests.evaluation.doubles import Record, gathered

ONE = (1, 1, 1, 10)
RECORDS = [
    Record("V1", "R2", ONE, made_at="2026-03-02T10:00:00Z"),
    Record("V1", "R1", ONE, made_at="2026-03-03T10:00:00Z"),
    Record("V1", "R1", ONE, made_at="2026-03-01T10:00:00Z"),
    Record("V1", "P1", ONE, role="self", made_at="2026-03-01T09:00:00Z"),
    Record("V1", "M1", ONE, role="master"),
    Record("V1", "R1, R2", ONE, role="consensus"),
    Record("V2", "", ONE),
    Record("V2", "", ONE, role="supervisor"),
    Record("V2", "", ONE),
    Record("V3", "bot", ONE, role="Machine"),
]


def test_observers_count_once_each() -> None:
    """Of R1 the record that was handed in first; unnamed raters are told apart by their role; others are left out."""
    found = independent(gathered(RECORDS).ratings)
    assert found.comparison == "observers"
    assert found.rows.tolist() == [2, 0, 6, 7]
    assert found.visit.tolist() == ["V1", "V1", "V2", "V2"]
    assert found.rater.tolist() == ["R1", "R2", "(coach)", "(supervisor)"]
    assert found.n_again == 2


def test_observers_beside_others() -> None:
    """The first observer of each visit beside the practitioner, where a visit has both."""
    found = independent(gathered(RECORDS).ratings, "self")
    assert found.comparison == "observers_and_self"
    assert found.rows.tolist() == [3, 2]
    assert found.rater.tolist() == ["self", "observer"]


def test_what_is_left_out_is_told() -> None:
    """Each kind with its number."""
    of = left_out([gathered(RECORDS).ratings])
    assert of == LeftOut(1, 1, 2, 2)
    words = [*left_out_words(of)]
    assert words[0] == "Left out: 1 record of what raters agreed on afterwards"
    assert words[-1].endswith("the record that was handed in first counts")
    assert not [*left_out_words(LeftOut(0, 0, 0, 0))]
    assert len([*left_out_words(LeftOut(0, 0, 0, 0, 2, 1))]) == 2
