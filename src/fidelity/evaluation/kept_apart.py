"""The records of one checklist, with what computes differently kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.errors import UsageError
from fidelity.evaluation.alike import alike
from fidelity.evaluation.said import refuse_unsaid
from fidelity.intake.gathered import Gathered, Intake
from fidelity.problems import Problem


def of_one_checklist(
    intake: Intake, target: str, checklist: str = "", by: Sequence[str] = ()
) -> tuple[tuple[Gathered, ...], ...]:
    """Those of the records that are of one checklist, in groups of editions that compute alike; at least one group.

    Args:
        intake: The records.
        target: What they are records of, for messages.
        checklist: Which checklist; empty where there is one.
        by: The columns that figures will be grouped by.

    Raises:
        UsageError: There are no records, they are of several checklists, or none says what to group by.
    """
    found = [each for each in intake.editions if checklist in ("", each.edition.checklist) and len(each.ratings)]
    if not found:
        message = f"there is no record of {target}"
        raise UsageError(Problem("nothing-to-count", message, "name the files that hold them, or another checklist"))
    names = sorted({each.edition.checklist for each in found})
    if len(names) > 1:
        message = f"the records are of several checklists: {', '.join(names)}"
        raise UsageError(Problem("several-checklists", message, "name one: `--checklist NAME`"))
    refuse_unsaid(intake, by, checklist)
    return alike(found)
