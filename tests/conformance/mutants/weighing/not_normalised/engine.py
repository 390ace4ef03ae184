"""An engine that does not divide by the weights."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.checklist import Checklist
from fidelity.model.rule import Sum, Weighted
from fidelity.plan.plan import Plan


def engine(sound: Engine) -> Engine:
    """A weighted mean is a weighted sum."""

    def lower(checklist: Checklist) -> Plan:
        scores = tuple(
            attrs.evolve(score, rule=Sum()) if isinstance(score.rule, Weighted) else score for score in checklist.scores
        )
        return attrs.evolve(sound.lower(attrs.evolve(checklist, scores=scores)), checklist=checklist)

    return attrs.evolve(sound, lower=lower)
