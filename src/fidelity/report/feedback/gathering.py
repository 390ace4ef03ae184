"""What a page of feedback is made from, gathered from a store: the record, what came before it, and what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from fidelity.model.checklist import Checklist
from fidelity.plan.definition import Definition
from fidelity.raters.blind import sealed_records
from fidelity.raters.certificate import Certificate, certificates
from fidelity.raters.consensus import standing_revision
from fidelity.raters.one_record import one_per_visit
from fidelity.raters.standing import STATE_WORDS, State, standing_of
from fidelity.records.entry import Entry, Kind
from fidelity.records.goals import goals
from fidelity.records.observation import Edition, Observation
from fidelity.records.observations import Stored, observations
from fidelity.records.store import Store
from fidelity.records.visit import SUBJECTS, needed
from fidelity.report.feedback import words
from fidelity.report.feedback.agreed import about
from fidelity.report.feedback.subject import Earlier, Origin, Subject, spoken

DefinitionOf = Callable[[Edition], Definition | None]
"""Finds what an edition was rated with; nothing where that is not installed."""
_NOBODY = ("date", "rater")


def gathered(
    store: Store, stored: Stored, definition: Definition, definition_of: DefinitionOf, *, with_notes: bool = True
) -> Subject:
    """What a page of feedback is about.

    Args:
        store: The store.
        stored: The record that the page is about.
        definition: What it was rated with.
        definition_of: Finds what earlier records were rated with.
        with_notes: Whether what raters noted is told.
    """
    every = observations(store)
    observation, checklist = stored.observation, definition.checklist
    earlier = tuple(
        Earlier(each.observation, definition_of(each.observation.edition)) for each in before(stored, every, checklist)
    )
    whose = subject_code(observation, checklist)
    own = about(goals(store, whose), whose, observation.edition.intervention, observation.edition.checklist)
    return Subject(
        observation,
        definition,
        origin_of(stored, store.history(stored.record.id), every, certificates(store), checklist),
        earlier,
        tuple(own) if whose else (),
        with_notes,
    )


def subject_code(observation: Observation, checklist: Checklist) -> str:
    """The code of whom or what an observation speaks about; the intervention's id where that is nobody.

    Args:
        observation: The observation.
        checklist: The checklist that was rated.
    """
    fact = SUBJECTS[checklist.unit]
    return observation.facts.get(fact, "") if fact else observation.edition.intervention


def before(stored: Stored, every: Sequence[Stored], checklist: Checklist) -> Iterator[Stored]:
    """The records of earlier visits with the same practitioner, team or site, one for each visit, none that is sealed.

    Args:
        stored: The record that a page is about.
        every: All records of the store.
        checklist: The checklist that was rated.
    """
    this, sealed = stored.observation, sealed_records(every)
    facts = [name for name in needed(checklist.unit) if name not in _NOBODY]
    whose = [this.facts.get(name, "") for name in facts]
    if not all(whose):
        return
    for each in one_per_visit(every):
        other = each.observation
        is_alike = (other.edition.intervention, other.edition.checklist) == (
            this.edition.intervention,
            this.edition.checklist,
        )
        if (
            is_alike
            and [other.facts.get(name, "") for name in facts] == whose
            and other.visit != this.visit
            and each.record.id not in sealed
            and _came_before(each, stored)
        ):
            yield each


def _came_before(one: Stored, other: Stored) -> bool:
    """Whether one visit lies before another; of two on one day, that which was recorded first."""
    day, limit = one.observation.date, other.observation.date
    if not day:
        return False
    return not limit or day < limit or (day == limit and one.record.made_at < other.record.made_at)


def origin_of(
    stored: Stored,
    history: Sequence[Entry],
    every: Iterable[Stored],
    certified: Sequence[Certificate],
    checklist: Checklist,
) -> Origin:
    """Where a record comes from, and how its raters stood on that day.

    Args:
        stored: The record.
        history: Its entries.
        every: All records of the store.
        certified: All certificates.
        checklist: The checklist that was rated.
    """
    record, content = stored.record, stored.record.content or {}
    of_consensus = record.kind == Kind.CONSENSUS
    sources = {str(source["record"]) for source in content.get("sources", ())} if of_consensus else {record.id}
    raters = [each for each in every if each.record.id in sources]
    is_required = checklist.certification is not None
    said = filter(None, (_standing(each, certified, is_required) for each in raters))
    return Origin(
        record.id,
        standing_revision(record, history),
        record.made_by,
        record.made_at,
        record.changed_by if record.changed_at != record.made_at else "",
        record.changed_at,
        tuple(map(str, content.get("decided_by", ()))) if of_consensus else (),
        "; ".join(said),
    )


def _standing(stored: Stored, certified: Sequence[Certificate], is_required: bool) -> str:
    """How a rater stood on the day, in words; empty where nobody asks for a certificate."""
    stands = standing_of(stored, certified, required=is_required)
    if stands.state is State.NOT_REQUIRED:
        return ""
    until = words.UNTIL.format(day=spoken(stands.until)) if stands.state is State.IN_DATE and stands.until else ""
    return f"{stored.observation.rater}: {STATE_WORDS[stands.state]}{until}"
