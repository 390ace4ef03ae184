"""Items: what is rated, each on a scale of the definition."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.item import Step, Use
from fidelity.model.range import Range
from fidelity.model.status import Status
from tests.definition.documents import FULL, problems, read


def test_an_item_with_everything() -> None:
    """Every key of an item has its field."""
    items = read(FULL).checklist().item
    asks = items["asks_open"]
    assert (asks.text, asks.component, asks.dimension, asks.critical) == ("Asks openly", "asking", "adherence", True)
    assert (asks.guidance, asks.source) == ("Listen", "Page 3")
    assert asks.anchors == {"2": "Every time", "0": "Never"}
    assert asks.anchor("1") == "Some of it"
    words = items["uses_plain_words"]
    assert words.evidence == ("observation",)
    assert words.allows == {Status.NOT_APPLICABLE, Status.NOT_OBSERVED}
    assert items["smiles"].use is Use.UNSCORED
    assert items["checks"].steps == (
        Step(Range(below=Fraction(2)), Fraction(0)),
        Step(Range(at_least=Fraction(2)), Fraction(1, 2)),
    )


def test_an_item_on_a_broken_scale_is_still_looked_at() -> None:
    """Its other mistakes are told, and its anchors are not blamed."""
    text = FULL.replace("- {code: 1, label: Attempted", "- {code: 2, label: Attempted")
    text = text.replace("component: asking, scale", "component: askin, scale").replace(
        "of: {component: asking}", "of: all"
    )
    assert [problem.code for problem in problems(text)] == ["code-twice", "unknown-component"]


def test_an_item_on_no_scale_at_all_is_told() -> None:
    """Where there is no scale, the help says where to define one."""
    text = "schema: 1\nid: a\nversion: '1'\ntitle: A\nassessable:\n"
    text += "  checklists: [{id: b, items: [{id: c, text: C, scale: d}]}]\n"
    (problem,) = problems(text)
    assert (problem.code, problem.help) == ("unknown-scale", "there are none: define it under `scales`")
