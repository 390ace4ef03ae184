"""Which records a command is about: the options that choose among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import attrs
import click

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.ratings.day import day
from fidelity.records.entry import Record
from fidelity.report.records_text import fact

Function = TypeVar("Function", bound=Callable[..., object])


@attrs.frozen
class Chosen:
    """What records must be like, to be chosen; what is empty chooses all.

    Attributes:
        practitioner: The practitioner's code.
        rater: The rater's code.
        site: The site's code.
        since: The first day, as year-month-day.
        until: The last day.
        checklist: A checklist, an intervention, or one in a version: ``imr@1.0``.
    """

    practitioner: str = ""
    rater: str = ""
    site: str = ""
    since: str = ""
    until: str = ""
    checklist: str = ""

    def holds(self, record: Record) -> bool:
        """Whether a record is chosen; one that does not say what is asked for is not."""
        asked = {name: getattr(self, name) for name in ("practitioner", "rater", "site")}
        on = fact(record, "date")
        name, version = fact(record, "intervention"), fact(record, "version")
        return (
            all(not code or fact(record, fact_name) == code for fact_name, code in asked.items())
            and (not self.since or self.since <= on)
            and (not self.until or "" < on <= self.until)
            and (not self.checklist or self.checklist in (fact(record, "checklist"), name, f"{name}@{version}"))
        )


def choosing(function: Function) -> Function:
    """Give a command the options that choose among records by whom, where and when."""
    options = (
        click.option("--practitioner", default="", metavar="CODE", help="Those of this practitioner."),
        click.option("--rater", default="", metavar="CODE", help="Those by this rater."),
        click.option("--site", default="", metavar="CODE", help="Those of this site."),
        click.option("--since", default="", metavar="DAY", callback=as_day, help="From this day on, as 2026-11-20."),
        click.option("--until", default="", metavar="DAY", callback=as_day, help="Up to this day."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def as_day(_: click.Context, option: click.Parameter, text: str) -> str:
    """What was said after an option, as a day; empty where nothing was."""
    found = day(text)
    if isinstance(found, Problem):
        raise UsageError(attrs.evolve(found, message=f"`--{option.name}`: {found.message}"))
    return found.isoformat() if found else ""
