"""The facts of a visit as a command takes them: options, and questions where somebody is there to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import attrs
import click

from fidelity.cli.conversation import Conversation
from fidelity.errors import UsageError
from fidelity.forms.facts import Answered, Field, fields_of
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem
from fidelity.ratings.day import day
from fidelity.records.observation import FACTS, VISIT
from fidelity.records.policy import Policy

Function = TypeVar("Function", bound=Callable[..., object])

_HELP = {
    VISIT: "What the visit is called; raters of one visit share it. If left out: practitioner and date.",
    "date": "The day of the visit, as 2026-11-20.",
    "practitioner": "Whose practice is rated, as a code.",
    "rater": "Who rates, as a code.",
    "role": "With whose eyes: coach, supervisor, self …",
    "team": "The team, as a code.",
    "site": "The site, as a code.",
    "region": "The region, as a code.",
    "client": "The client or family, as a code.",
    "mode": "What was seen: live, video, audio, documents.",
    "minutes": "How long was observed.",
    "raters": "How many rate the visit, none of whom sees the others' ratings before all have handed in.",
}
_MORE = re.compile(r"[1-9][0-9]?")
_NAMES = {VISIT: "visit"}
"""Facts whose option has another name."""


def option_of(fact: str) -> str:
    """The option that says a fact: ``--visit``."""
    return f"--{_NAMES.get(fact, fact)}"


def fact_options(function: Function) -> Function:
    """Give a command an option for each fact of a visit."""
    for fact in reversed(FACTS):
        metavar = "N" if fact in ("raters", "minutes") else "DAY" if fact == "date" else "CODE"
        option = click.option(option_of(fact), fact, default="", metavar=metavar, help=_HELP[fact])
        function = option(function)
    return function


@attrs.frozen
class Asking:
    """What facts must be like.

    Attributes:
        checklist: The checklist that is rated.
        patterns: What codes look like, by fact.
        policy: What the workspace has agreed on.
    """

    checklist: Checklist
    patterns: Mapping[str, str]
    policy: Policy

    def problems(self, facts: Mapping[str, str]) -> Iterator[Problem]:
        """What is wrong with some facts."""
        try:
            self._fields(facts)
        except UsageError as error:
            yield from error.problems
            return
        yield from self.policy.code_problems(facts)

    def _fields(self, facts: Mapping[str, str]) -> tuple[Field, ...]:
        """The facts that are asked; a form offers one rater or two, and more may be planned."""
        more = {"raters": "2"} if _MORE.fullmatch(facts.get("raters", "")) else {}
        return fields_of(self.checklist, self.patterns, {**facts, **more})

    def given(self, facts: Mapping[str, str]) -> dict[str, str]:
        """The facts that were said with the command.

        Raises:
            UsageError: One of them cannot be.
        """
        said = {name: text.strip() for name, text in facts.items() if text.strip()}
        problems = tuple(self.problems(said))
        if problems:
            raise UsageError(problems)
        return {name: _written(name, text) for name, text in said.items()}

    def needed(self, facts: Mapping[str, str]) -> None:
        """Refuse facts without one that every record needs.

        Raises:
            UsageError: Some are missing; all of them are told.
        """
        missing = [option_of(field.name) for field in self._fields(facts) if field.required and not field.value]
        if missing:
            help_ = "nobody is asked where the answers come from a pipe"
            raise UsageError(Problem("missing-fact", f"nothing says {', '.join(missing)}", help_))

    def asked(self, facts: Mapping[str, str], conversation: Conversation) -> dict[str, str] | None:
        """The facts, with those that were not said asked for one after another.

        Args:
            facts: What was said with the command.
            conversation: With whom.

        Returns:
            The facts; None where nobody answers any more.
        """
        found = dict(facts)
        for field in self._fields(facts):
            if not field.value:
                answer = self._asked(field, conversation)
                if answer is None:
                    return None
                found[field.name] = answer
        return {name: text for name, text in found.items() if text}

    def _asked(self, field: Field, conversation: Conversation) -> str | None:
        """One fact; empty where it is left out, None where nobody answers any more."""
        conversation.say(("", *_question(field)))
        while True:
            line = conversation.ask(f"{_NAMES.get(field.name, field.name)}: ")
            if line is None:
                return None
            text = line.strip() or (date.today().isoformat() if field.name == "date" else "")
            if not text and not field.required:
                return ""
            problems = tuple(self.problems({field.name: text})) if text else (Problem("missing-fact", "it is needed"),)
            if not problems:
                return _written(field.name, text)
            conversation.say(
                f"{part[:1].upper()}{part[1:]}." for each in problems for part in (each.message, each.help) if part
            )


def _written(name: str, text: str) -> str:
    """A fact as it is kept: of a day with its hour, the day."""
    found = day(text) if name == "date" else None
    return found.isoformat() if isinstance(found, date) else text


def _question(field: Field) -> Iterator[str]:
    if field.name == "date":
        yield "Date of the visit: year-month-day, such as 2026-11-20."
        yield f"Enter for today, {date.today().isoformat()}."
        return
    yield f"{field.label}: {field.hint}" if field.hint else f"{field.label}."
    if field.answered is Answered.CHOICE:
        yield from (f"  {value}  {label}" for value, label in field.choices)
    if field.name == VISIT:
        yield "Enter names it after whom it was with, and its day."
    elif not field.required:
        yield "Enter leaves it out."
