"""A visit: which facts every record of it needs, and what it is called where nobody named it."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.model.unit import Unit

SUBJECTS = {
    Unit.SESSION: "practitioner",
    Unit.PRACTITIONER: "practitioner",
    Unit.CLIENT: "practitioner",
    Unit.TEAM: "team",
    Unit.SITE: "site",
    Unit.INTERVENTION: "",
}
"""The fact that says whom or what a checklist speaks about, by its unit; a visit is named after it."""


def needed(unit: Unit) -> tuple[str, ...]:
    """The facts that no record goes without: when, by whom, and whom or what it speaks about.

    Args:
        unit: What the checklist speaks about.
    """
    client = ("client",) if unit is Unit.CLIENT else ()
    return tuple(filter(None, ("date", SUBJECTS[unit], *client, "rater")))


def visit_name(intervention: str, unit: Unit, facts: Mapping[str, str]) -> str:
    """What a visit is called where nobody named it: whom it was with, its day, and the client where there is one.

    Args:
        intervention: The intervention's id, which stands where nobody and nothing smaller is rated.
        unit: What the checklist speaks about.
        facts: The facts.

    Returns:
        Such as ``P03-2026-11-20``; empty while subject or day are not known.
    """
    subject = facts.get(SUBJECTS[unit], "") if SUBJECTS[unit] else intervention
    on = facts.get("date", "")
    return "-".join(filter(None, (subject, on, facts.get("client", "")))) if subject and on else ""
