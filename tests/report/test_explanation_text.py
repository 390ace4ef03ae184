"""One observation explained, on a page of plain text."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.answer import Answer
from fidelity.model.status import Status
from fidelity.plan.explain import explain
from fidelity.plan.lowering import lower
from fidelity.report.explanation_text import explanation_text
from tests.report.sample import CHECKLIST


def page(**codes: int) -> str:
    """The page of one observation, its white space evened out."""
    plan = lower(CHECKLIST)
    answers = {name: Answer(Status.RATED, str(code), Fraction(code)) for name, code in codes.items()}
    text = explanation_text("x", explain(plan, answers), plan, 60)
    assert max(map(len, text.splitlines())) <= 60
    return " ".join(text.split())


def test_a_value_is_explained() -> None:
    """The rounded value stands with the exact one, its band, the rule, the limit and each item."""
    said = page(greets=2, asks=1, listens=1)
    assert said.startswith("Observation x mean: 1.33 (exactly 4/3), High")
    assert "rule: the mean of all 3 items" in said
    assert "limit: at most 1 rating may be missing" in said
    assert "band: Low: below 1.2" in said
    assert "greets 2 used 2 1 asks 1 used 1 1" in said
    assert "good: not met; asks for mean at least 1.5 fair: met" in said


def test_a_value_that_may_change_says_between_what() -> None:
    """With a rating missing the ends stand beside it."""
    assert "mean: 1.00, Low; it could still be 0.67 to 1.33" in page(greets=1, asks=1)


def test_no_value_has_its_reason() -> None:
    """Where there is no score the reason is in words, and criteria cannot tell."""
    said = page(greets=1)
    assert "mean: no score, because too many ratings are missing" in said
    assert "good: cannot tell" in said
