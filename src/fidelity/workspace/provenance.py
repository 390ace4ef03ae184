"""What scores are made of."""

from __future__ import annotations

from fidelity.about import VERSION
from fidelity.plan.plan import Plan
from fidelity.scoring import Provenance
from fidelity.workspace.finding import Found


def provenance_of(found: Found, plan: Plan) -> Provenance:
    """What the scores of a plan are made of.

    Args:
        found: The intervention.
        plan: The plan of one of its checklists.
    """
    intervention = found.intervention
    return Provenance(
        intervention.id,
        intervention.version,
        plan.checklist.id,
        plan.checklist.profile,
        plan.hash,
        intervention.text_hash,
        VERSION,
        found.distribution,
        found.version,
        found.rule_names(plan.checklist),
    )
