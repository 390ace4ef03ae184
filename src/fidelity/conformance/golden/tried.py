"""The golden cases of a definition, read and scored: what the checks of their completeness look at."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import attrs

from fidelity.conformance.engine import Results, Row
from fidelity.conformance.golden.case import Case, CaseFile
from fidelity.conformance.golden.given import answers_of
from fidelity.conformance.subject import Subject, Variant


@attrs.frozen(eq=False)
class TriedCase:
    """One golden case with what came of it.

    Attributes:
        case: The case.
        row: Its answers.
        results: Its scores.
    """

    case: Case
    row: Row
    results: Results


_KNOWN: WeakKeyDictionary[Variant, tuple[TriedCase, ...]] = WeakKeyDictionary()
"""What was tried before: many checks ask for the same cases."""


def tried_cases(subject: Subject, variant: Variant) -> tuple[TriedCase, ...]:
    """The golden cases of one checklist, as published or as a profile has it."""
    if variant not in _KNOWN:
        _KNOWN[variant] = _tried(subject, variant)
    return _KNOWN[variant]


def _tried(subject: Subject, variant: Variant) -> tuple[TriedCase, ...]:
    checklist, only = variant.checklist, len(subject.intervention.assessable.checklists) == 1
    return tuple(
        TriedCase(case, row, variant.score(row))
        for file in subject.case_files
        if file.profile == checklist.profile and _about(file, checklist.id, only)
        for case in file.cases
        for row, unread in (answers_of(case.ratings, case.path, checklist),)
        if not unread
    )


def _about(file: CaseFile, checklist_id: str, only: bool) -> bool:
    """Whether a file is about a checklist: it says so, or need not, because there is one or a profile tells."""
    return file.checklist == checklist_id or (not file.checklist and (only or bool(file.profile)))
