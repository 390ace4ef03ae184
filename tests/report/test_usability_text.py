"""The matrix of components by the four words, on a page of plain text."""

from __future__ import annotations

from typing import Any

from fidelity.interfaces.doable import Doing, PracticeStep
from fidelity.interfaces.teachable import Teaching, TrainingUnit
from fidelity.intervention import Intervention
from fidelity.model.component import Component, Role
from fidelity.report.usability_text import usability_json, usability_text
from fidelity.usability.matrix import matrix


def visit(*components: Component) -> Intervention:
    """An intervention that is taught and done in part."""
    known = {each.id for each in components}
    return Intervention(
        "visit",
        "1",
        "Visit",
        components=components,
        teachable=Teaching((TrainingUnit("day", tuple(known & {"care"}), "rehearsal"),)),
        doable=Doing((PracticeStep("care", "always"),) if "care" in known else ()),
    )


def test_counts_and_what_to_write() -> None:
    """Every cell counts its answers, and what several components want is said once."""
    intervention = visit(Component("care", "Caring"), Component("hurry", "Hurrying", Role.PROHIBITED))
    text = usability_text(intervention, matrix(intervention))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "care 2 of 5 0 of 3 1 of 4 0 of 6" in lines
    assert "hurry 0 of 5 0 of 3 not asked 0 of 6" in lines
    assert "- learnable: pathway: a step with `criterion` (for every component)" in text
    assert "for every component" not in text.partition("To be doable")[2].partition("To be")[0]
    assert max(map(len, text.splitlines())) <= 80


def test_no_components() -> None:
    """Without components the page says how to begin."""
    intervention = visit()
    assert "Begin with `components`" in usability_text(intervention, matrix(intervention))
    assert usability_json(intervention, matrix(intervention))["components"] == []


def test_the_same_as_plain_data() -> None:
    """Questions, answers and advice are there, word by word."""
    intervention = visit(Component("care", "Caring"))
    components: Any = usability_json(intervention, matrix(intervention))["components"]
    (component,) = components
    assert component["teachable"][0] == {
        "question": "a unit teaches it",
        "claimed": True,
        "found": "day",
        "write": "teachable: units: a unit with `teaches: [care]`",
    }
