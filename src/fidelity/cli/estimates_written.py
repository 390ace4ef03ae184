"""Estimates written as they were asked for, with what may not be shown taken out."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.cli.asking import Asking
from fidelity.cli.counted import Counted
from fidelity.cli.input import read_bytes
from fidelity.cli.output import tell, write_whole
from fidelity.cli.written_table import write_table
from fidelity.errors import UsageError
from fidelity.evaluation.aggregating import aggregated
from fidelity.evaluation.expecting import PlannedBy
from fidelity.evaluation.ledger import Entry, ledger_text, read_ledger
from fidelity.evaluation.publishing import publishable
from fidelity.problems import Problem
from fidelity.report.estimates_preface import GENERATED_BY, measures_of, provenance_of, question_notes
from fidelity.report.estimates_table import estimates_table
from fidelity.report.estimates_text import estimates_text
from fidelity.report.tidy.preface import Preface


def write_estimates(
    found: Counted, asking: Asking, notes: Sequence[str], plan: PlannedBy | None = None, *, one_record: str = ""
) -> None:
    """Write the table of estimates of what was counted, without what may not be shown.

    Args:
        found: What was counted.
        asking: What was asked.
        notes: What else must be known, a sentence each.
        plan: What was planned; None where nobody says so.
        one_record: The rule by which each visit counts once.
    """
    frame = aggregated(found.editions, asking.question, plan)
    before = _published_before(found, asking)
    earlier = [entry.published for entry in before if entry.keys == asking.question.by]
    suppressed, published = publishable(frame, found.editions, asking.question, asking.disclosure, earlier)
    if suppressed.suppression.n_primary:
        for sentence in suppressed.suppression.for_the_house():
            tell(f"note: {sentence}")
        tell("note: `--threshold off` shows them, for the house and not for publication")
    preface = _preface(found, asking, notes, suppressed.suppression.sentences(), one_record)
    table = estimates_table(suppressed.table)
    write_table(table, preface, estimates_text, asking.form, raw=asking.raw, out=asking.out, force=asking.force)
    if asking.ledger:
        entries = (*before, Entry(_of(found), asking.question.by, published))
        write_whole(asking.ledger, [ledger_text(entries)], force=True)


def _published_before(found: Counted, asking: Asking) -> tuple[Entry, ...]:
    """What the ledger holds; a table by other columns cannot be compared, and that is told."""
    if asking.ledger is None or not asking.ledger.exists():
        return ()
    entries = read_ledger(str(asking.ledger), read_bytes(asking.ledger))
    others = sum(entry.of == _of(found) and entry.keys != asking.question.by for entry in entries)
    if others:
        many = "1 earlier table is" if others == 1 else f"{others} earlier tables are"
        tell(f"note: {many} by other columns, and what those tell beside this one is not looked at")
    if any(entry.of != _of(found) for entry in entries):
        help_ = "keep a ledger for each checklist"
        raise UsageError(Problem("another-ledger", f"`{asking.ledger}` is of another checklist", help_))
    return entries


def _of(found: Counted) -> tuple[str, str]:
    made = found.editions[0].made
    return made.intervention, made.checklist


def _preface(found: Counted, asking: Asking, notes: Sequence[str], hidden: tuple[str, ...], one_record: str) -> Preface:
    """What must be known before the first figure."""
    made = found.editions[0].made
    definition = found.definitions[0] if found.definitions else None
    checklist = definition.checklist if definition else None
    title = f"{definition.intervention.title}: {checklist.name}" if definition and checklist else made.intervention
    intake = found.intake
    return Preface(
        title,
        made.intervention,
        made.checklist,
        tuple(map(provenance_of, found.definitions)),
        measures_of(found.cubes, checklist),
        found.n_files,
        intake.n_records if intake else None,
        intake.n_duplicates if intake else None,
        one_record,
        asking.question.units[0].value,
        "",
        asking.question.level,
        found.pooled,
        asking.disclosure.threshold,
        hidden,
        (*notes, *question_notes(asking.question)),
        tuple(dict.fromkeys(each.intervention.source for each in found.definitions if each.intervention.source)),
        "",
        GENERATED_BY,
    )
