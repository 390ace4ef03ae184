"""An engine whose hash depends on the order of items."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.checklist import Checklist
from fidelity.plan.plan import Plan


def engine(sound: Engine) -> Engine:
    """A hash with the items in their order."""

    def lower(checklist: Checklist) -> Plan:
        plan = sound.lower(checklist)
        return attrs.evolve(plan, hash=plan.hash + " ".join(item.id for item in checklist.items))

    return attrs.evolve(sound, lower=lower)
