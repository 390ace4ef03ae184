"""An engine that rounds before it judges."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.model.criterion import Truth
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result


def engine(sound: Engine) -> Engine:
    """Criteria of values rounded to two decimals."""

    def judge_one(plan: Plan, row: Row, results: Results) -> tuple[Truth, ...]:
        return sound.judge_one(plan, row, {name: _rounded(each) for name, each in results.items()})

    return attrs.evolve(sound, judge_one=judge_one)


def _rounded(result: Result) -> Result:
    return result if result.value is None else attrs.evolve(result, value=round(result.value, 2))
