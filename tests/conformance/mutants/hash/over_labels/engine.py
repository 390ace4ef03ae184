"""An engine whose hash is over labels too."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.checklist import Checklist
from fidelity.plan.plan import Plan


def engine(sound: Engine) -> Engine:
    """A hash with the labels of all points."""

    def lower(checklist: Checklist) -> Plan:
        plan = sound.lower(checklist)
        labels = sorted(point.label for item in checklist.items for point in item.scale.points)
        return attrs.evolve(plan, hash=plan.hash + " ".join(labels))

    return attrs.evolve(sound, lower=lower)
