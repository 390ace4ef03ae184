"""A correction of an observation: what was asked for, checked cell by cell against the checklist that was rated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from fidelity.errors import UsageError
from fidelity.handins.answers import AnswerReader
from fidelity.handins.facts import checked_facts
from fidelity.handins.notes import checked_notes
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem, nearest
from fidelity.ratings.cells import quoted
from fidelity.records.observation import FACTS, Observation
from fidelity.records.policy import Policy


@attrs.frozen
class Correction:
    """What is to be different.

    Attributes:
        ratings: The new text of each item; an empty one takes the rating away.
        notes: The new note at each item; an empty one takes the note away.
        facts: The new facts; an empty one takes the fact away.
    """

    ratings: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    notes: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    facts: Mapping[str, str] = attrs.field(factory=dict, hash=False)


def correction_of(ratings: Iterable[str], notes: Iterable[str], facts: Iterable[str]) -> Correction:
    """The correction that words such as ``greets=2`` ask for.

    Args:
        ratings: What was said after ``--set``.
        notes: What was said after ``--note``.
        facts: What was said after ``--fact``.

    Raises:
        UsageError: A word has no ``=``, or a cell is given twice; all of them at once.
    """
    problems: list[Problem] = []
    parts = [
        _assigned(texts, option, problems)
        for option, texts in (("--set", ratings), ("--note", notes), ("--fact", facts))
    ]
    if problems:
        raise UsageError(problems)
    return Correction(*parts)


def _assigned(texts: Iterable[str], option: str, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        name = name.strip()
        if not sign or not name:
            help_ = f"write what is to change, `=`, and what to: `{option} NAME=…`"
            problems.append(Problem("bad-assignment", f"`{option} {text}` says not what to", help_))
        elif name in found:
            problems.append(Problem("given-twice", f"`{option}` gives `{name}` twice", "keep the one that is true"))
        found[name] = value.strip()
    return found


def corrected(
    observation: Observation, asked: Correction, checklist: Checklist, policy: Policy, today: date
) -> tuple[Observation, tuple[Problem, ...]]:
    """An observation as it is once corrected, checked as a form that is handed in is.

    Args:
        observation: The observation as it is.
        asked: What is to be different.
        checklist: The checklist that was rated.
        policy: What codes look like.
        today: The day of today.

    Returns:
        The observation, and what is odd about it and stops nobody.

    Raises:
        UsageError: Something means nothing to the checklist, or nothing would change; all of it is told.
    """
    ratings, bad_ratings = AnswerReader(checklist).read(asked.ratings)
    notes, bad_notes, odd_notes = checked_notes(asked.notes, checklist)
    whole = {**observation.facts, **asked.facts}
    facts = checked_facts(whole, observation.edition, checklist, policy, today)
    # What was wrong before is not what this is about.
    bad_facts = [found for found in facts.problems if found[1] in asked.facts]
    problems = [
        *_told("item", bad_ratings),
        *_told("note at", bad_notes),
        *(_told("fact", bad_facts) if bad_facts else _strange_facts(asked.facts, observation)),
    ]
    if problems:
        raise UsageError(problems)
    found = attrs.evolve(
        observation,
        facts=_changed(observation.facts, asked.facts, facts.texts),
        ratings=_changed(observation.ratings, asked.ratings, ratings),
        notes=_changed(observation.notes, asked.notes, notes),
    )
    if found == observation:
        help_ = "`--set ITEM=CODE`, `--note ITEM=TEXT` and `--fact NAME=VALUE` say what is to be different"
        raise UsageError(Problem("nothing-changes", "the record says all of that already", help_))
    odd_facts = [odd for odd in facts.remarks if odd[1] in asked.facts]
    return found, (*_told("note at", odd_notes), *_told("fact", odd_facts))


def _changed(old: Mapping[str, str], asked: Iterable[str], read: Mapping[str, str]) -> dict[str, str]:
    """Cells with those that were asked for as they were read; what was read as nothing is taken away."""
    found = {**old, **{name: read.get(name, "") for name in asked}}
    return {name: text for name, text in found.items() if text}


def _told(what: str, found: Iterable[tuple[Problem, str]]) -> Iterator[Problem]:
    """Problems that say what they are about."""
    yield from (attrs.evolve(each, message=f"{what} `{name}`: {each.message}", path=()) for each, name in found)


def _strange_facts(asked: Iterable[str], observation: Observation) -> Iterator[Problem]:
    """Facts that mean nothing, and that the record does not have: more likely misspelt than new."""
    known = dict.fromkeys((*FACTS, *observation.facts))
    for name in asked:
        if name not in known:
            yield Problem("unknown-fact", f"a visit has no fact {quoted(name)}", nearest(name, known))
