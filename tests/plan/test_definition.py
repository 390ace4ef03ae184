"""A definition, ready to score with."""

from __future__ import annotations

from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention
from fidelity.model import rule as rules
from fidelity.plan.definition import Definition
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from tests.oracle.build import checklist, items, row, scale, score


def test_it_knows_its_checklist_and_scores_with_its_plan() -> None:
    """The checklist is the one that the plan was made from, and the results are those of the exact engine."""
    listed = checklist(items(2, scale(0, 1, 2)), score(rules.Sum()))
    definition = Definition(Intervention("x", "1.0", "X", assessable=Assessing((listed,))), lower(listed))
    assert definition.checklist is listed
    assert definition.results(row(listed, 2, 1)) == score_one(definition.plan, row(listed, 2, 1))
