"""An engine that closes its bounds."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from tests.conformance.one_by_one import one_by_one


def engine(sound: Engine) -> Engine:
    """Bounds that are the value."""

    def score_one(plan: Plan, row: Row, rules: Mapping[str, PythonRule]) -> Results:
        results = sound.score_one(plan, row, rules)
        return {name: attrs.evolve(each, lowest=each.value, highest=each.value) for name, each in results.items()}

    return one_by_one(sound, score_one)
