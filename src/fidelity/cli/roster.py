"""What was planned, as commands that compare it with what was made need it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fidelity.cli.counted import Counted
from fidelity.cli.input import read_bytes
from fidelity.cli.output import tell
from fidelity.cli.settings import Settings
from fidelity.evaluation.expecting import PlannedBy, planned_by
from fidelity.planning.expected import Days, expected
from fidelity.planning.roster import read_roster
from fidelity.records.visit import SUBJECTS


def planned_of(settings: Settings, found: Counted, roster: Path | None) -> PlannedBy | None:
    """What was planned by group; None where no roster or no plan says it.

    Args:
        settings: What was said before the command.
        found: What was counted.
        roster: Who works where since when.
    """
    if roster is None or not found.definitions:
        return None
    definition = found.definitions[0]
    checklist = definition.checklist
    fact = SUBJECTS[checklist.unit]
    if checklist.sampling is None or checklist.sampling.every is None or not fact:
        tell(f"note: {checklist.name} does not say how often to observe, so that there is no coverage")
        return None
    days = _days(found)
    if days is None:
        tell("note: no record has a date, so that there is no coverage")
        return None
    subjects = read_roster(read_bytes(roster), roster.name).subjects(fact, definition.intervention.id, checklist.id)
    return planned_by(expected(subjects, fact, checklist.sampling, days))


def _days(found: Counted) -> Days | None:
    """From the first day on which anything was observed to the last."""
    spans = [each.counting.days for each in found.editions if each.counting and each.counting.days]
    if not spans:
        return None
    return Days(date.fromordinal(min(first for first, _ in spans)), date.fromordinal(max(last for _, last in spans)))
