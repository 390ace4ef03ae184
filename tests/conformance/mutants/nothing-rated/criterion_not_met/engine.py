"""An engine that judges what it cannot tell."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.model.criterion import Truth
from fidelity.plan.plan import Plan


def engine(sound: Engine) -> Engine:
    """What cannot be told is not met."""

    def judge_one(plan: Plan, row: Row, results: Results) -> tuple[Truth, ...]:
        truths = sound.judge_one(plan, row, results)
        return tuple(Truth.NOT_MET if truth is Truth.CANNOT_TELL else truth for truth in truths)

    return attrs.evolve(sound, judge_one=judge_one)
