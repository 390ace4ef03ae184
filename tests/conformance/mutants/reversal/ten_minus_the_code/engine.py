"""An engine that counts backwards over the range of the reserved codes."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.checklist import Checklist
from fidelity.plan.plan import Plan
from fidelity.plan.seen import Member


def engine(sound: Engine) -> Engine:
    """A reversed member is taken from 10."""

    def lower(checklist: Checklist) -> Plan:
        plan = sound.lower(checklist)
        scores = {name: attrs.evolve(each, members=_from_ten(each.members)) for name, each in plan.scores.items()}
        return attrs.evolve(plan, scores=scores)

    return attrs.evolve(sound, lower=lower)


def _from_ten(members: tuple[Member, ...]) -> tuple[Member, ...]:
    return tuple(
        attrs.evolve(each, highest=10 - each.lowest) if each.reverse and each.lowest else each for each in members
    )
