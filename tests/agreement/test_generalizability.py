"""Designs: which effects follow from how they are written, and what is no design."""

from __future__ import annotations

import pytest

from fidelity.agreement.generalizability import study_design
from fidelity.errors import UsageError


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("p x i", ["p", "i", "p x i"]),
        ("p × r", ["p", "r", "p x r"]),
        ("s:p", ["p", "s:p"]),
        ("r:s:p", ["p", "s:p", "r:s:p"]),
        ("r:(s:p)", ["p", "s:p", "r:s:p"]),
        ("p x (r:t)", ["p", "t", "p x t", "r:t", "p x r:t"]),
        ("r x (s:p)", ["r", "p", "s:p", "r x p", "r x s:p"]),
        ("i x (r:p)", ["i", "p", "r:p", "i x p", "i x r:p"]),
        ("i x r x p", ["i", "r", "p", "i x r", "i x p", "r x p", "i x r x p"]),
        ("r:(s x p)", ["s", "p", "s x p", "r:(s x p)"]),
        ("(r x i):p", ["p", "r:p", "i:p", "r x i:p"]),
    ],
)
def test_effects(text: str, effects: list[str]) -> None:
    """Brennan (2001), section 3.2: every combination of main effects none of which lies within another."""
    assert sorted(effect.name for effect in study_design(text).effects) == sorted(effects)


def test_indices_and_objects() -> None:
    """The interaction of p with r within t holds all three; objects are p, or what is named."""
    design = study_design("p x (r:t)")
    (last,) = [effect for effect in design.effects if effect.name == "p x r:t"]
    assert last.own == {"p", "r"}
    assert last.indices == {"p", "r", "t"}
    assert design.objects == "p"
    assert study_design("site x item").objects == "site"
    assert study_design("site x item", "item").objects == "item"
    assert study_design("r:s:p").closed(["r"]) == {"r", "s", "p"}


@pytest.mark.parametrize("text", ["", "p x", "x p", "p x p", "(p x i", "p x i)", "p i", "p $ i", ":p", "p:"])
def test_what_is_no_design(text: str) -> None:
    """It is refused in words."""
    with pytest.raises(UsageError) as refused:
        study_design(text)
    (problem,) = refused.value.problems
    assert problem.code == "study-design"
    assert problem.help


def test_objects_must_be_there_and_free() -> None:
    """Unknown objects get the nearest name, and objects within a facet are refused."""
    with pytest.raises(UsageError) as refused:
        study_design("practitioner x item", "practitoner")
    assert "`practitioner`" in refused.value.problems[0].help
    with pytest.raises(UsageError, match="lie within `site`"):
        study_design("p:site")
