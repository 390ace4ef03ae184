"""Whom, what and when a page of feedback is about, and what it was made of."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.about import VERSION
from fidelity.model.unit import Unit
from fidelity.plan.words import listed
from fidelity.report.feedback import words
from fidelity.report.feedback.record import Fact, MadeOf
from fidelity.report.feedback.subject import Subject, day_words

_BESIDE = {Unit.TEAM: ("practitioner",), Unit.SITE: ("practitioner", "team")}
"""What is smaller than what a checklist speaks about."""
OWN = "self"
"""The role of those who rate their own practice."""


def facts(of: Subject) -> Iterator[Fact]:
    """Whom, what and when it is about; what nobody recorded is left out.

    Args:
        of: What the page is about.
    """
    recorded = of.observation.facts
    about = {**words.ABOUT}
    for name in _BESIDE.get(of.definition.checklist.unit, ()):
        about.pop(name)
    for name, label in about.items():
        text = recorded.get(name, "").strip()
        if text:
            yield Fact(label, _worded(name, text))
    raters = raters_words(of)
    if raters:
        yield Fact(words.RATED_BY, raters)


def _worded(name: str, text: str) -> str:
    if name == "date":
        return day_words(text)
    return f"{text} minutes" if name == "minutes" and text != "1" else text


def raters_words(of: Subject) -> str:
    """Who rated, with whose eyes and what they saw; empty where nobody is named.

    Args:
        of: What the page is about.
    """
    recorded = of.observation.facts
    mode = recorded.get("mode", "").strip()
    seen = words.MODES.get(mode, mode)
    if of.origin.decided_by:
        return ", ".join(filter(None, (words.TOGETHER.format(raters=listed(of.origin.decided_by)), seen)))
    role = recorded.get("role", "").strip().replace("_", " ")
    return ", ".join(filter(None, (of.observation.rater, role, seen)))


def eyes(of: Subject) -> str:
    """Who saw what the page is about, in the words of a greeting.

    Args:
        of: What the page is about.
    """
    if of.origin.decided_by:
        return words.TOGETHER_EYES.format(raters=listed(of.origin.decided_by))
    return words.OWN_EYES if of.observation.facts.get("role") == OWN else words.ONE_RATER


def provenance(of: Subject) -> Iterator[Fact]:
    """What the page was made of: record, revision, definition and its hashes, and whether the raters were in date.

    Args:
        of: What the page is about.
    """
    edition, origin, definition = of.observation.edition, of.origin, of.definition
    named = f"{edition.intervention}@{edition.version}, {edition.checklist}"
    yield Fact(words.CHECKLIST, f"{definition.checklist.name} ({named}{_profile(edition.profile)})")
    yield Fact(words.RATED_BY, ", ".join(filter(None, (raters_words(of), day_words(of.observation.date)))))
    yield Fact(words.STANDING, origin.standing)
    yield Fact(words.RECORD, origin.record)
    yield Fact(words.REVISION, origin.revision)
    yield Fact(words.ENTERED, _stamped(origin.entered_by, origin.entered_at))
    yield Fact(words.CHANGED, _stamped(origin.changed_by, origin.changed_at))
    yield Fact(words.PLAN, _digits(edition.plan_hash or definition.plan.hash))
    text, rated = definition.intervention.text_hash, edition.text_hash
    yield Fact(words.TEXT, _digits(rated or text))
    yield Fact(words.TEXT_NOW, words.REWORDED.format(text=_digits(text)) if rated and text and rated != text else "")
    yield Fact(words.MADE_BY, words.MADE_WITH.format(engine=VERSION))


def _digits(of: str) -> str:
    """A hash without the name of how it was made, which stands in the label."""
    return of.removeprefix("sha256:")


def made_of(of: Subject) -> MadeOf:
    """What the page was made of, for programs.

    Args:
        of: What the page is about.
    """
    edition, definition = of.observation.edition, of.definition
    return MadeOf(
        record=of.origin.record,
        revision=of.origin.revision,
        visit=of.observation.visit,
        date=of.observation.date,
        intervention=edition.intervention,
        version=edition.version,
        checklist=edition.checklist,
        profile=edition.profile,
        plan_hash=edition.plan_hash or definition.plan.hash,
        text_hash=edition.text_hash or definition.intervention.text_hash,
    )


def _profile(name: str) -> str:
    return f", profile {name}" if name else ""


def _stamped(by: str, at: str) -> str:
    return words.ENTERED_BY.format(by=by, at=_time(at)) if by else ""


def _time(at: str) -> str:
    """A time of the log to the minute."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) >= 16 else at
