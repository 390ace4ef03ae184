"""Observations that were checked one by one, out of files that forms saved or out of a store, as parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np

from fidelity.handins.checking import Checker
from fidelity.handins.sheet import Sheet
from fidelity.intake.asked import Asked
from fidelity.intake.editions import Candidate, Candidates, differs
from fidelity.intake.gathered import CONSENSUS
from fidelity.intake.notes import many
from fidelity.intake.part import Part, column_of
from fidelity.intake.table import Read
from fidelity.problems import Place, Problem, remark
from fidelity.raters.blind import sealed_records
from fidelity.raters.certificate import Certificate
from fidelity.raters.standing import standing_of
from fidelity.ratings.cells import quoted
from fidelity.ratings.rows import from_texts
from fidelity.records.entry import Kind
from fidelity.records.observation import VISIT, Observation
from fidelity.records.observations import Stored

WORKSPACE = "workspace"
"""The file of what lies in a store."""


@attrs.frozen(eq=False)
class _Held:
    """An observation, and what is known of it beside what it says."""

    observation: Observation
    facts: Mapping[str, str]
    row: int = 0


def read_sheets(sheets: Iterable[Sheet], checker: Checker, candidates: Candidates, asked: Asked) -> Read:
    """The records of hand-ins.

    Args:
        sheets: What was read of a file, one hand-in after the other.
        checker: Checks them.
        candidates: The editions that are asked for.
        asked: What the caller says.
    """
    held: list[_Held] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    others = 0
    source = ""
    for number, sheet in enumerate(sheets, 1):
        source = sheet.source
        if sheet.edition and not candidates.asks_for(sheet.edition):
            others += 1
            continue
        checked = checker.check(sheet)
        notes += checked.remarks
        if checked.observation is None:
            problems += checked.problems
            continue
        facts, wrong = _said(checked.observation, asked, sheet)
        problems += wrong
        held.append(_Held(checked.observation, {**facts, "file": source}, sheet.line or number))
    if others:
        message = f"{many(others, 'hand-in')} of another edition left out, since that was not asked for"
        notes.append(remark("of-another-edition", message).at(Place(source)))
    return Read(_parts(held, candidates), tuple(problems), tuple(notes))


def read_stored(
    stored: Sequence[Stored], certificates: Sequence[Certificate], candidates: Candidates, asked: Asked
) -> Read:
    """The records of a store.

    Args:
        stored: All its records: with some left out, nobody would know which await another rater.
        certificates: All its certificates.
        candidates: The editions that are asked for.
        asked: What the caller says.
    """
    wanted = [each for each in stored if candidates.asks_for(each.observation.edition)]
    sealed = frozenset() if asked.with_sealed else sealed_records(stored)
    open_ = [each for each in wanted if each.record.id not in sealed]
    notes, problems = [], []
    if len(open_) < len(wanted):
        message = f"{many(len(wanted) - len(open_), 'record')} left out, because the visit awaits another rater"
        notes.append(remark("sealed", message, "`--with-sealed` takes them"))
    clashing = sum(len(each.record.tips) > 1 for each in open_)
    if clashing:
        message = f"{many(clashing, 'record')} in a clash, taken as the first side has them"
        notes.append(remark("record-in-clash", message, "`fidelity settle` shows them"))
    held = []
    for each in open_:
        candidate = candidates.of(each.observation.edition)
        if candidate is None:
            sought = candidates.sought(each.observation.edition)
            problems += [sought] if isinstance(sought, Problem) else []
            continue
        if each.observation.edition.plan_hash not in ("", candidate.definition.plan.hash):
            problems.append(differs([candidate], each.observation.edition.plan_hash))
            continue
        held.append(_Held(each.observation, _made(each, certificates, candidate)))
    here = Place(WORKSPACE)
    return Read(
        _parts(held, candidates),
        tuple(dict.fromkeys(problem.at(here) for problem in problems)),
        tuple(note.at(here) for note in notes),
    )


def _made(stored: Stored, certificates: Sequence[Certificate], candidate: Candidate) -> dict[str, str]:
    """What is known of a record beside what it says."""
    required = candidate.definition.checklist.certification is not None
    facts = {
        **stored.observation.facts,
        VISIT: stored.observation.visit or stored.record.id,
        "file": WORKSPACE,
        "record": stored.record.id,
        "made_at": stored.record.made_at,
        "rater_certified": standing_of(stored, certificates, required=required).state.value,
    }
    if stored.record.kind == Kind.CONSENSUS:
        facts |= {"rater": CONSENSUS, "role": CONSENSUS}
    return facts


def _said(observation: Observation, asked: Asked, sheet: Sheet) -> tuple[dict[str, str], list[Problem]]:
    """The facts of a hand-in, with those that the caller says."""
    problems = [
        sheet.placed(
            Problem("fact-contradicts", f"it says {quoted(held)}, and `--fact` says {quoted(text)}"), "facts", name
        )
        for name, text in asked.facts.items()
        if (held := observation.facts.get(name, text)) != text
    ]
    return {**asked.facts, **observation.facts, VISIT: observation.visit, "record": observation.id}, problems


def _parts(held: Sequence[_Held], candidates: Candidates) -> tuple[Part, ...]:
    groups: dict[int, tuple[Candidate, list[_Held]]] = {}
    for each in held:
        candidate = candidates.of(each.observation.edition)
        if candidate is not None:
            groups.setdefault(id(candidate), (candidate, []))[1].append(each)
    return tuple(_part(candidate, group) for candidate, group in groups.values())


def _part(candidate: Candidate, held: Sequence[_Held]) -> Part:
    ratings = from_texts(candidate.definition.checklist, [each.observation.ratings for each in held])
    names = dict.fromkeys(name for each in held for name in each.facts)
    return Part(
        candidate.edition,
        candidate.definition,
        ratings.columns,
        {name: column_of([each.facts.get(name, "") for each in held]) for name in names},
        np.array([each.row for each in held], np.int64),
    )
