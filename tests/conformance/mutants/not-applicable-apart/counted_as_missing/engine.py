"""An engine that takes not applicable for missing."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.model.answer import MISSING, Answer
from fidelity.model.status import Status
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from tests.conformance.one_by_one import one_by_one


def _read(answer: Answer) -> Answer:
    return MISSING if answer.status is Status.NOT_APPLICABLE else answer


def engine(sound: Engine) -> Engine:
    """Not applicable is missing."""

    def score_one(plan: Plan, row: Row, rules: Mapping[str, PythonRule]) -> Results:
        return sound.score_one(plan, {name: _read(answer) for name, answer in row.items()}, rules)

    return one_by_one(sound, score_one)
