"""Consensus: what raters of one visit agreed on, made of their records, which stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Any
from unicodedata import normalize
from uuid import UUID, uuid5

import attrs

from fidelity.agreement.closeness import Closeness, closeness
from fidelity.errors import FidelityError
from fidelity.handins.answers import AnswerReader
from fidelity.model.answer import Answer
from fidelity.model.item import Item
from fidelity.model.status import Status
from fidelity.plan.plan import Plan
from fidelity.plan.words import listed
from fidelity.problems import Problem, nearest
from fidelity.raters.compare import answer_in
from fidelity.ratings.cells import cells_of
from fidelity.records.entry import Entry, Record
from fidelity.records.observation import VISIT, Edition, Observation, as_content
from fidelity.records.observations import Stored
from fidelity.records.policy import CONSENSUS

_SPACE = UUID("0a4d7c5e-3f7b-4f0e-8f57-52f6a3a4a9d6")
OWN = ("rater", "role", "raters")
"""The facts that belong to one rater and not to the visit."""


class NoConsensus(FidelityError):  # noqa: N818 - that there is none yet is no error
    """A consensus cannot be recorded yet."""


@attrs.frozen
class Decision:
    """What was decided on one item.

    Attributes:
        text: The answer, as a table of ratings holds it; ``missing`` where the item stays without one.
        note: Why; may be empty.
    """

    text: str
    note: str = ""


@attrs.frozen(eq=False)
class Panel:
    """The raters of one visit who are to agree.

    Attributes:
        stored: Their records as they stand, the earliest first.
        revisions: The revision of each that says so.
        plan: The plan of the edition that all of them rated.
    """

    stored: tuple[Stored, ...]
    revisions: tuple[str, ...]
    plan: Plan

    @property
    def raters(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(each.observation.rater for each in self.stored)

    @property
    def edition(self) -> Edition:
        """What they rated."""
        return self.stored[0].observation.edition

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that they were asked."""
        checklist = self.plan.checklist
        return tuple(item for item in checklist.items if item.id not in checklist.off)

    def answers(self, item: Item) -> tuple[Answer, ...]:
        """What each of them says now."""
        return tuple(answer_in(each.observation, item, self.plan.checklist) for each in self.stored)

    @cached_property
    def agreed(self) -> dict[str, str]:
        """What all of them say, by item; an item that nobody answered is not in it."""
        same = (item for item in self.items if self._is_same(item))
        texts = ((item.id, self.stored[0].observation.ratings.get(item.id, "")) for item in same)
        return {name: text for name, text in texts if text}

    @cached_property
    def disputed(self) -> tuple[Item, ...]:
        """The items on which they differ, or which some of them did not answer."""
        return tuple(item for item in self.items if not self._is_same(item))

    def _is_same(self, item: Item) -> bool:
        answers = self.answers(item)
        if {answer.status for answer in answers} == {Status.MISSING}:
            return True
        return all(closeness(one, other, item) is Closeness.SAME for one, other in combinations(answers, 2))


def decided(panel: Panel, decisions: Mapping[str, Decision]) -> dict[str, str]:
    """What is recorded for each item: what all say, and what was decided on the others.

    A decision may also change what all said, if they think better of it.

    Args:
        panel: The raters.
        decisions: What was decided, by item.

    Raises:
        NoConsensus: Something that differs is not decided, or a decision is no answer of its item; all of it is told.
    """
    problems = (*decision_problems(panel, decisions), *_open(panel, decisions))
    if problems:
        raise NoConsensus(problems)
    said = panel.agreed | {name: decision.text for name, decision in decisions.items()}
    # Written in the one way in which every record has it: `2` for `2.0`, and what is missing not at all.
    found, _ = AnswerReader(panel.plan.checklist).read(said)
    return {item.id: found[item.id] for item in panel.items if item.id in found}


def decision_problems(panel: Panel, decisions: Mapping[str, Decision]) -> Iterator[Problem]:
    """The decisions on items that are not asked, and those that are no answers.

    Args:
        panel: The raters.
        decisions: What was decided, by item.
    """
    asked = {item.id: item for item in panel.items}
    for name, decision in decisions.items():
        if name not in asked:
            said = f"there is no item `{name}` in checklist `{panel.plan.checklist.id}`"
            yield Problem("unknown-item", said, nearest(name, asked))
            continue
        cells = cells_of(asked[name], panel.plan.checklist)
        answer = cells.answer(decision.text)
        if answer is None or answer.status is Status.INVALID:
            problem = cells.problem(decision.text)
            yield attrs.evolve(problem, message=f"item `{name}`: {problem.message}")


def _open(panel: Panel, decisions: Mapping[str, Decision]) -> Iterator[Problem]:
    """The items that differ and are not decided."""
    for item in panel.disputed:
        if item.id not in decisions:
            each = zip(panel.raters, (one.observation.ratings.get(item.id, "") for one in panel.stored), strict=True)
            said = listed(f"{rater} says {text or 'nothing'}" for rater, text in each)
            help_ = f"decide it in the terminal, or with `--set {item.id}=…`"
            yield Problem("not-agreed", f"item `{item.id}` is not agreed: {said}", help_)


def consensus_id(edition: Edition, visit: str) -> str:
    """The id of the one consensus that there can be on a visit and a checklist, wherever it is recorded.

    So a second one is a correction of the first, and two that were recorded on two devices are a clash to be settled.

    Args:
        edition: Which checklist was rated; its version does not matter.
        visit: The visit's name.
    """
    return str(uuid5(_SPACE, normalize("NFC", f"{edition.intervention}/{edition.checklist}/{visit}")))


def consensus_content(panel: Panel, decisions: Mapping[str, Decision], decided_by: Sequence[str]) -> dict[str, Any]:
    """What a record of a consensus says.

    Args:
        panel: The raters.
        decisions: What was decided, by item.
        decided_by: The codes of those who decided.

    Raises:
        NoConsensus: Something that differs is not decided.
    """
    notes = {name: decision.note for name, decision in decisions.items() if decision.note}
    facts = facts_of(panel)
    record = consensus_id(panel.edition, facts[VISIT])
    observation = Observation(record, panel.edition, facts, decided(panel, decisions), notes)
    return as_content(observation) | {"sources": sources(panel), "decided_by": list(decided_by)}


def sources(panel: Panel) -> list[dict[str, str]]:
    """What a consensus is made of: the record of each rater, and the revision of it that they agreed about.

    Args:
        panel: The raters.
    """
    pairs = zip(panel.stored, panel.revisions, strict=True)
    return [
        {"record": each.record.id, "revision": revision, "rater": each.observation.rater} for each, revision in pairs
    ]


def facts_of(panel: Panel) -> dict[str, str]:
    """What the raters say of the visit; where they say different things, what the first of them says.

    Args:
        panel: The raters.
    """
    found: dict[str, str] = {}
    for each in panel.stored:
        for name, text in each.observation.facts.items():
            found.setdefault(name, text)
    about = {name: text for name, text in found.items() if name not in OWN}
    return {VISIT: panel.stored[0].observation.visit, **about, "rater": CONSENSUS}


def standing_revision(record: Record, history: Sequence[Entry]) -> str:
    """The id of the revision that says what a record says: a sign-off after it says nothing new.

    Args:
        record: The record as it stands.
        history: Its entries.
    """
    entries = {entry.id: entry for entry in history}
    entry = entries[record.tips[0]]
    while entry.content is None and entry.parents:
        # The first parent of a settlement is the revision that was kept.
        entry = entries[entry.parents[0]]
    return entry.id


def moved_on(content: Mapping[str, Any], revisions: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """The raters whose records were corrected, erased or added since they agreed.

    Args:
        content: What a record of a consensus says.
        revisions: The independent ratings of its visit: by record its rater and its standing revision.

    Returns:
        Their codes; empty where the consensus is as new as its sources.
    """
    then = {source["record"]: source for source in content.get("sources", ())}
    changed = [
        source["rater"] for name, source in then.items() if revisions.get(name, ("", ""))[1] != source["revision"]
    ]
    return (*changed, *(rater for name, (rater, _) in revisions.items() if name not in then))
