"""Scales: lists of points, points with statuses, and measures."""

from __future__ import annotations

from fractions import Fraction

from fidelity.definition.log import Log
from fidelity.definition.part import Part
from fidelity.definition.scales import Scales, scales
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from tests.definition.documents import FULL, HEAD, problems, read


def _scale(written: str) -> Scale:
    text = f"{HEAD}assessable:\n  scales:\n    one: {written}\n"
    text += "  checklists: [{id: delivery, items: [{id: asks, text: Asks, scale: one}]}]\n"
    return read(text).checklist().item["asks"].scale


def test_a_list_of_points() -> None:
    """A code is text as it is written, and its own worth where it is a number."""
    assert _scale("[{code: 2, label: All, anchor: Every time}, {code: 0.50}, {code: none, points: -1}]").points == (
        Point("2", Fraction(2), "All", "Every time"),
        Point("0.50", Fraction(1, 2)),
        Point("none", Fraction(-1)),
    )


def test_points_with_statuses() -> None:
    """Codes that are no answers stand beside the points."""
    scale = _scale(
        "{points: [{code: yes, points: 1}, {code: No, points: 0}], statuses: {9: missing, NA: not_applicable}}"
    )
    assert [point.code for point in scale.points] == ["yes", "No"]
    assert scale.status_codes == {"9": Status.MISSING, "NA": Status.NOT_APPLICABLE}


def test_measures_have_ends() -> None:
    """A count begins at nothing, a percentage has both ends, a number has what is written."""
    assert _scale("{measure: count}") == Scale("one", kind=Kind.COUNT, lowest=Fraction(0))
    assert _scale("{measure: count, at_least: 1, at_most: 5, unit: visits}") == Scale(
        "one", kind=Kind.COUNT, lowest=Fraction(1), highest=Fraction(5), unit="visits"
    )
    assert _scale("{measure: percent}") == Scale("one", kind=Kind.PERCENT, lowest=Fraction(0), highest=Fraction(100))
    assert _scale("{measure: number}") == Scale("one", kind=Kind.NUMBER)
    assert _scale("{measure: persons}") == Scale("one", kind=Kind.PERSONS)


def test_a_broken_scale_has_a_stand_in_of_its_kind() -> None:
    """So the items on it can be looked at."""
    written = {"a": [{"code": 1}, {"code": 1}], "b": {"measure": "persons", "at_most": 3}, "c": {"measure": "weight"}}
    log = Log(wrong=frozenset({("b",), ("c",)}))
    found = scales(Part(written, (), log))  # type: ignore[arg-type]
    assert not found.known
    assert [problem.code for problem in log.problems] == ["code-twice"]
    assert found.stand_ins["a"] is not None
    assert len(found.stand_ins["a"].points) == 2
    assert found.stand_ins["b"] is not None
    assert found.stand_ins["b"].kind is Kind.PERSONS
    assert found.stand_ins["c"] is None


def test_a_misspelt_scale_is_taken_for_the_nearest() -> None:
    """The item is reported, and looked at on the scale that was meant."""
    one = Scale("three_steps", kind=Kind.COUNT)
    among = Scales({"three_steps": one}, {})
    assert among.named("three_step") is one
    assert among.named("minutes") is None
    assert not among.is_known("three_step")
    assert scales(None) == Scales({}, {}) or scales(None).known == {}


def test_an_anchor_is_checked_against_the_scale_that_was_meant() -> None:
    """Two mistakes in one item are both told."""
    text = FULL.replace("asking, scale: three_steps", "asking, scale: three_step").replace('2: "Every', '3: "Every')
    assert [problem.code for problem in problems(text)] == ["unknown-scale", "unknown-code"]
