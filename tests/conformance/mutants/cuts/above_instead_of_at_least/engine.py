"""An engine whose tables take at least for above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from fidelity.conformance.engine import Engine, Row
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from tests.conformance.one_by_one import OneByOne, one_by_one


def engine(sound: Engine) -> Engine:
    """Tables in which a value at the cut-off does not pass."""

    def score_table(plan: Plan, rows: Sequence[Row], rules: Mapping[str, PythonRule]) -> OneByOne:
        table = one_by_one(sound, sound.score_one).score_table(plan, rows, rules)
        assert isinstance(table, OneByOne)
        said = tuple(
            {name: "not_met" if each["manner"].value == 4 else truth for name, truth in truths.items()}
            for each, truths in zip(table.scored, table.said, strict=True)
        )
        return attrs.evolve(table, said=said)

    return attrs.evolve(one_by_one(sound, sound.score_one), score_table=score_table)
