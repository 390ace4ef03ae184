"""An engine that rounds before it compares."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from tests.conformance.one_by_one import one_by_one


def _banded(plan: Plan, name: str, result: Result) -> Result:
    if result.value is None:
        return result
    rounded = round(result.value)
    return attrs.evolve(
        result, band=next((place for place, band in enumerate(plan.scores[name].bands) if band.holds(rounded)), None)
    )


def engine(sound: Engine) -> Engine:
    """The band of the rounded value."""

    def score_one(plan: Plan, row: Row, rules: Mapping[str, PythonRule]) -> Results:
        results = sound.score_one(plan, row, rules)
        return {name: _banded(plan, name, each) for name, each in results.items()}

    return one_by_one(sound, score_one)
