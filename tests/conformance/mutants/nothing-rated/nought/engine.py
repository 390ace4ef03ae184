"""An engine that makes nothing of nothing into a 0."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result
from tests.conformance.one_by_one import one_by_one


def _filled(result: Result) -> Result:
    if result.reason is not Reason.NOTHING_RATED:
        return result
    return attrs.evolve(result, value=Fraction(0), reason=None, lowest=Fraction(0))


def engine(sound: Engine) -> Engine:
    """Nothing is 0."""

    def score_one(plan: Plan, row: Row, rules: Mapping[str, PythonRule]) -> Results:
        results = sound.score_one(plan, row, rules)
        return {name: _filled(each) for name, each in results.items()}

    return one_by_one(sound, score_one)
