"""The facts that a form asks: who, where and when, each with its question in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

import attrs

from fidelity.errors import UsageError
from fidelity.model.checklist import Checklist
from fidelity.model.unit import Unit
from fidelity.problems import Problem, nearest
from fidelity.ratings.cells import quoted
from fidelity.ratings.day import day
from fidelity.records.observation import FACTS, MASTER, VISIT
from fidelity.records.visit import needed


class Answered(Enum):
    """How a fact is answered."""

    DAY = "day"
    """A day, as year-month-day."""
    CODE = "code"
    """A code, never a name."""
    NUMBER = "number"
    """A whole number of at least 1."""
    CHOICE = "choice"
    """One of a few words."""


@attrs.frozen
class Field:
    """One fact that a form asks.

    Attributes:
        name: The fact, as it is recorded.
        label: What it is called, for people.
        hint: How to answer; may be empty.
        answered: How it is answered.
        required: Whether a form should not be handed in without it.
        pattern: What a code looks like, as a regular expression for the whole of it.
        choices: What can be chosen: what is recorded, and its label.
        value: What is known already; empty for a fact that is still to be asked.
    """

    name: str
    label: str
    hint: str
    answered: Answered
    required: bool = False
    pattern: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""


_SAID: dict[str, tuple[str, str]] = {
    "date": ("Date of the visit", "For example, 20 11 2026"),
    "practitioner": ("Practitioner", "The code of the person whose practice is rated, never a name."),
    "rater": ("Rater", "Your own code."),
    "role": ("Your role", "With whose eyes you saw it."),
    "team": ("Team", "The team's code."),
    "site": ("Site", "The site's code."),
    "region": ("Region", "The region's code."),
    "client": ("Client or family", "A code, never a name; leave it out if your service does."),
    "mode": ("How you saw it", ""),
    "minutes": ("Minutes observed", "How long you watched or listened."),
    VISIT: ("Name of the visit", "Raters of one visit give it the same name."),
    "raters": ("Raters of this visit", "How many people rate this visit independently of each other."),
}
ASKED = {
    Unit.SESSION: ("practitioner", "rater", "role", "mode", "minutes", "team", "site", "client"),
    Unit.PRACTITIONER: ("practitioner", "rater", "role", "mode", "minutes", "team", "site"),
    Unit.CLIENT: ("practitioner", "client", "rater", "role", "mode", "team", "site"),
    Unit.TEAM: ("team", "rater", "role", "mode", "site"),
    Unit.SITE: ("site", "rater", "role", "mode"),
    Unit.INTERVENTION: ("rater", "role", "mode"),
}
"""The facts that a form asks beside the day, the visit's name and how many rate it, by the checklist's unit."""
_ROLES = ("coach", "supervisor", "peer", "self")
_MODES = (("live", "Live"), ("video", "Video"), ("audio", "Audio"), ("documents", "Documents"))
_RATERS = (
    ("1", "I rate it alone"),
    ("2", "A second rater rates it too, without seeing my ratings"),
    ("3", "Two others rate it too, without seeing each other's ratings"),
    ("4", "Three others rate it too, without seeing each other's ratings"),
)
_CODE, _NAME = r"\S{1,40}", r"\S{1,80}"
_CHOICES = ("role", "mode", "raters")


def fields_of(checklist: Checklist, patterns: Mapping[str, str], given: Mapping[str, str]) -> tuple[Field, ...]:
    """The facts that a form of a checklist asks, in order.

    Args:
        checklist: The checklist.
        patterns: What codes look like, by fact.
        given: Facts that are known already, by name.

    Raises:
        UsageError: A fact that is given is none, or does not look as it should; all of them at once.
    """
    asked = ["date", *ASKED[checklist.unit], VISIT, "raters"]
    asked[-2:-2] = [name for name in given if name in FACTS and name not in asked]
    fields = tuple(_field(name, checklist, patterns, given.get(name, "")) for name in asked)
    problems = (*_unknown(given), *(problem for field in fields for problem in _faults(field)))
    if problems:
        raise UsageError(problems)
    return fields


def _unknown(given: Mapping[str, str]) -> Iterator[Problem]:
    for name in given:
        if name not in FACTS:
            yield Problem("unknown-fact", f"a visit has no fact {quoted(name)}", nearest(name, FACTS))


def _field(name: str, checklist: Checklist, patterns: Mapping[str, str], value: str) -> Field:
    label, hint = _SAID[name]
    required = name in needed(checklist.unit)
    if name == "date":
        return Field(name, label, hint, Answered.DAY, required, value=value)
    if name == "minutes":
        return Field(name, label, hint, Answered.NUMBER, required, r"[1-9][0-9]{0,3}", value=value)
    if name in _CHOICES:
        return Field(name, label, hint, Answered.CHOICE, choices=_choices(name, checklist), value=value)
    pattern = patterns.get(name) or (_NAME if name == VISIT else _CODE)
    return Field(name, label, hint, Answered.CODE, required, pattern, value=value)


def _choices(name: str, checklist: Checklist) -> tuple[tuple[str, str], ...]:
    if name == "mode":
        return _MODES
    if name == "raters":
        return _RATERS
    roles = dict.fromkeys((*(checklist.rated_by or _ROLES), MASTER))
    spoken = {MASTER: "Master rating, which others are compared with"}
    return tuple((role, spoken.get(role, role.replace("_", " ").capitalize())) for role in roles)


def _faults(field: Field) -> Iterator[Problem]:
    """What is wrong with a value that is known already."""
    found, known = f"{field.name} {quoted(field.value)}", [value for value, _ in field.choices]
    if not field.value:
        return
    if field.answered is Answered.DAY:
        read = day(field.value)
        if isinstance(read, Problem):
            yield read
    elif field.answered is Answered.CHOICE and field.value not in known:
        yield Problem("bad-fact", f"{found} cannot be chosen on this form", nearest(field.value, known))
    elif field.pattern and not re.fullmatch(field.pattern, field.value, re.ASCII):
        help_ = "`fidelity.toml` says under `[codes]` what codes look like; they hold no spaces, and are never names"
        yield Problem("bad-fact", f"{found} does not look as it should", help_)
