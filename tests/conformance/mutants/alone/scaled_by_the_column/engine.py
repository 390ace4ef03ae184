"""An engine that looks at the other rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from tests.conformance.one_by_one import OneByOne, one_by_one


def engine(sound: Engine) -> Engine:
    """Many observations, each scored by itself, and then divided by the highest among them."""

    def score_table(plan: Plan, rows: Sequence[Row], rules: Mapping[str, PythonRule]) -> OneByOne:
        table = one_by_one(sound, sound.score_one).score_table(plan, rows, rules)
        assert isinstance(table, OneByOne)
        highest = {name: max(each[name].value or 0 for each in table.scored) or 1 for name in plan.scores}
        return attrs.evolve(table, scored=tuple(_scaled(each, highest) for each in table.scored))

    return attrs.evolve(one_by_one(sound, sound.score_one), score_table=score_table)


def _scaled(results: Results, highest: Mapping[str, Fraction | int]) -> Results:
    return {
        name: each if each.value is None else attrs.evolve(each, value=each.value / highest[name])
        for name, each in results.items()
    }
