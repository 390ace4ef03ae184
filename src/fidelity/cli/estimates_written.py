"""Estimates written as they were asked for, with what may not be shown taken out."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.cli.asking import Asking
from fidelity.errors import UsageError
from fidelity.evaluation.aggregating import aggregated
from fidelity.evaluation.counted import Counted
from fidelity.evaluation.ledger import Entry, comparable, ledger_text, read_ledger
from fidelity.evaluation.planned import Plan
from fidelity.evaluation.publishing import publishable
from fidelity.problems import Problem
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
from fidelity.workspace.input import read_bytes
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole


def write_estimates(found: Counted, asking: Asking, notes: Sequence[str], plan: Plan | None = None) -> None:
    """Write the table of estimates of what was counted, without what may not be shown.

    Args:
        found: What was counted.
        asking: What was asked.
        notes: What else must be known, a sentence each.
        plan: What was planned; None where nobody says so.
    """
    frame = aggregated(found.editions, asking.question, plan.by if plan else None)
    before = _published_before(found, asking)
    earlier = comparable(before, asking.question.by)
    _tell_of_others(len(before) - len(earlier))
    suppressed, published = publishable(
        frame, found.editions, asking.question, asking.disclosure, earlier, remembered=asking.ledger is not None
    )
    if suppressed.suppression.n_primary:
        for sentence in suppressed.suppression.for_the_house():
            tell(f"note: {sentence}")
        tell("note: `--threshold off` shows them, for the house and not for publication")
    preface = _preface(found, asking, notes, suppressed.suppression.sentences())
    table = estimates_table(suppressed.table)
    asking.writing.write(table, preface, estimates_text)
    if asking.ledger:
        entries = (*before, Entry(_of(found), asking.question.by, published))
        write_whole(asking.ledger, [ledger_text(entries)], force=True)


def _published_before(found: Counted, asking: Asking) -> tuple[Entry, ...]:
    """What the ledger holds."""
    if asking.ledger is None or not asking.ledger.exists():
        return ()
    entries = read_ledger(str(asking.ledger), read_bytes(asking.ledger))
    if any(entry.of != _of(found) for entry in entries):
        help_ = "keep a ledger for each checklist"
        raise UsageError(Problem("another-ledger", f"`{asking.ledger}` is of another checklist", help_))
    return entries


def _tell_of_others(n_others: int) -> None:
    """Tell that tables whose columns cross with those of this one are not compared."""
    if n_others:
        many = "1 earlier table is" if n_others == 1 else f"{n_others} earlier tables are"
        tell(f"note: {many} by columns that cross with these, and what those tell beside this one is not looked at")


def _of(found: Counted) -> tuple[str, str]:
    made = found.editions[0].made
    return made.intervention, made.checklist


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
        (*notes, *unnamed_notes(found, asking.question), *question_notes(asking.question)),
        tuple(dict.fromkeys(each.intervention.source for each in found.definitions if each.intervention.source)),
        "",
        GENERATED_BY,
    )
