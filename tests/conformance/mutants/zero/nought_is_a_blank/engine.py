"""An engine that takes a nought for a blank."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.model.answer import MISSING, Answer
from fidelity.model.status import Status
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from tests.conformance.one_by_one import one_by_one


def _read(answer: Answer) -> Answer:
    return answer if answer.value or answer.status is not Status.RATED else MISSING


def engine(sound: Engine) -> Engine:
    """A nought is missing."""

    def score_one(plan: Plan, row: Row, rules: Mapping[str, PythonRule]) -> Results:
        return sound.score_one(plan, {name: _read(answer) for name, answer in row.items()}, rules)

    return one_by_one(sound, score_one)
