"""Estimates written as they were asked for, with what may not be shown taken out."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from fidelity.cli.asking import Asking
from fidelity.evaluation.counted import Counted
from fidelity.evaluation.planned import Plan
from fidelity.evaluation.published import for_publication
from fidelity.report.estimates_preface import (
    GENERATED_BY,
    measures_of,
    one_record_of,
    provenances_of,
    question_notes,
    title_of,
    unnamed_notes,
)
from fidelity.report.estimates_table import estimates_table
from fidelity.report.estimates_text import estimates_text
from fidelity.report.tidy.preface import Preface
from fidelity.workspace.telling import tell


def write_estimates(
    found: Counted, asking: Asking, notes: Sequence[str], plan: Plan | None = None, left_out: Sequence[str] = ()
) -> None:
    """Write the table of estimates of what was counted, without what may not be shown.

    Where something is hidden, nothing that counts records stands in the table: whoever knows how many there are of all
    would know how many are hidden.

    Args:
        found: What was counted.
        asking: What was asked.
        notes: What else must be known, a sentence each.
        plan: What was planned; None where nobody says so.
        left_out: How much was left out, a sentence each.
    """
    shown = for_publication(found, asking.question, asking.disclosure, plan, asking.ledger)
    suppression = shown.suppressed.suppression
    for sentence in (*(suppression.for_the_house() if suppression.n_primary else ()), *shown.notes):
        tell(f"note: {sentence}")
    if suppression.n_primary:
        tell("note: `--threshold off` shows them, for the house and not for publication")
    counts = (*left_out, *unnamed_notes(found, asking.question))
    preface = _preface(found, asking, notes, suppression.sentences())
    if suppression.hides:
        preface = attrs.evolve(preface, n_records=None, n_duplicates=None)
        for sentence in counts:
            tell(f"note, not in the table: {sentence}")
    else:
        preface = attrs.evolve(preface, notes=(*counts, *preface.notes))
    asking.writing.write(estimates_table(shown.suppressed.table), preface, estimates_text)
    # Only what is out is remembered.
    shown.remember()


def _preface(found: Counted, asking: Asking, notes: Sequence[str], hidden: tuple[str, ...]) -> Preface:
    """What must be known before the first figure."""
    made, intake = found.editions[-1].made, found.intake
    checklist = found.definitions[-1].checklist if found.definitions else None
    return Preface(
        title_of(made),
        made.intervention,
        made.checklist,
        provenances_of(found),
        measures_of(found.cubes, checklist),
        found.n_files,
        intake.n_records if intake else None,
        intake.n_duplicates if intake else None,
        one_record_of(found),
        asking.question.units[0].value,
        "",
        asking.question.level,
        found.pooled,
        asking.disclosure.threshold,
        hidden,
        (*notes, *question_notes(asking.question, found)),
        tuple(dict.fromkeys(each.intervention.source for each in found.definitions if each.intervention.source)),
        "",
        GENERATED_BY,
    )
