"""Checklists: put together from what is sound."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.checklist import Measures, Reliability, Sampling
from fidelity.model.period import Period
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from tests.definition.documents import FULL, HEAD, problems, read
from tests.definition.mistakes import SMALL

TINY = """assessable:
  scales: {two: [{code: 1}, {code: 0}]}
  checklists:
    - id: delivery
      items: [{id: a, text: A, scale: two}]
"""


def test_a_checklist_with_everything() -> None:
    """Every key of a checklist has its field."""
    checklist = read(FULL).checklist()
    assert (checklist.title, checklist.measures, checklist.unit) == ("Delivery", Measures.DELIVERY, Unit.SESSION)
    assert (checklist.rated_by, checklist.minutes, checklist.n_items) == (("coach", "supervisor", "self"), 10, 6)
    assert checklist.status_codes == {"NA": Status.NOT_APPLICABLE}
    assert checklist.effects == {Status.NOT_APPLICABLE: Effect.EXCLUDED, Status.NOT_OBSERVED: Effect.MISSING}
    assert checklist.sampling == Sampling(1, Period(1, "month"), Fraction(1, 5))
    assert checklist.reliability == Reliability("ac2", Fraction(3, 5))
    assert checklist.certification == Certification(
        AgreementKind.WITHIN_ONE,
        Fraction(4, 5),
        observations=3,
        in_a_row=True,
        each_item_at_least=Fraction(2, 3),
        within=Period(6, "month"),
        valid_for=Period(1, "year"),
        source="Page 7",
    )


def test_a_checklist_with_little() -> None:
    """What is not written is what it is when left out."""
    checklist = read(HEAD + TINY).checklist()
    assert (checklist.sampling, checklist.reliability, checklist.certification) == (None, None, None)
    assert (checklist.minutes, checklist.n_items) == (None, None)
    assert read(f"{HEAD}{TINY}      sampling: {{double_rated: 10%}}\n").checklist().sampling == Sampling(
        double_rated=Fraction(1, 10)
    )


def test_a_profile_is_held_against_what_is_left() -> None:
    """A score that contradicts the checklist does not hide a mistake in a profile, nor cause one."""
    text = SMALL.replace("of: [asks, checks]", "of: [asks, gone]")
    text += "profiles: [{id: one, leaves_out: [nothing]}, {id: two, replaces: [{score: heavy, with: "
    text += "{id: heavy, rule: mean, of: all, missing: none}}]}]\n"
    assert [(problem.code, problem.path[:2]) for problem in problems(text)] == [
        ("unknown-member", ("assessable", "checklists")),
        ("unknown-item", ("profiles", 0)),
    ]


def test_a_score_whose_members_are_broken_is_not_blamed() -> None:
    """That nothing is left of a dimension is no second mistake."""
    text = SMALL.replace("text: Asks, dimension", "txet: Asks, dimension").replace(
        "of: all", "of: {dimension: adherence}"
    )
    assert [problem.code for problem in problems(text)] == ["unknown-key"]


def test_a_wrong_effect_is_told_once() -> None:
    """No score is blamed for not saying what the checklist says wrongly."""
    text = FULL.replace("      not_applicable: excluded\n      items", "      not_applicable: exclude\n      items")
    assert [problem.code for problem in problems(text)] == ["unknown-word"]


def test_a_misspelt_status_is_told_once() -> None:
    """Which status was meant is not known, so nobody is blamed for saying nothing about it."""
    text = FULL.replace("statuses: {not_observed: counts_as_missing}\n      not_applicable", "statuses: {not_aplicable")
    text = text.replace("{not_aplicable: excluded\n", "{not_aplicable: excluded}\n")
    assert [problem.code for problem in problems(text)] == ["unknown-key"]


def test_a_wrong_target_breaks_nothing_else() -> None:
    """Nothing refers to sampling, reliability and certification."""
    text = FULL.replace("at_least: 0.60", "at_least: much").replace("n: 1}", "n: one}")
    text = text.replace("in_a_row: true, together", "in_a_row: often, together")
    assert [problem.code for problem in problems(text)] == ["wrong-type", "bad-number", "wrong-type"]


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_can_be_written(unit: Unit) -> None:
    """What one filled-in checklist speaks about is a word."""
    assert read(f"{HEAD}{TINY}      unit: {unit.value}\n").checklist().unit is unit
