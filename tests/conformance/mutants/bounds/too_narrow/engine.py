"""An engine that forgets how low a score may still fall."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from tests.conformance.one_by_one import one_by_one


def engine(sound: Engine) -> Engine:
    """A lowest that is the value."""

    def score_one(plan: Plan, row: Row, rules: Mapping[str, PythonRule]) -> Results:
        results = sound.score_one(plan, row, rules)
        return {
            name: each if each.value is None else attrs.evolve(each, lowest=each.value)
            for name, each in results.items()
        }

    return one_by_one(sound, score_one)
