"""Who acts and why, and whether they are sure: what commands ask that change a record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.records.entry import Record
from fidelity.report.records_text import short

Function = TypeVar("Function", bound=Callable[..., object])


def by_option(function: Function) -> Function:
    """Give a command the option that says who acts."""
    option = click.option("--by", metavar="CODE", help="Who does this; else FIDELITY_BY or fidelity.toml says.")
    return option(function)


def why_option(function: Function) -> Function:
    """Give a command the option that says why; there is no doing it without."""
    option = click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept with the record.")
    return option(function)


def yes_option(function: Function) -> Function:
    """Give a command the option that answers its question beforehand."""
    option = click.option("--yes", is_flag=True, help="Do not ask whether that is meant.")
    return option(function)


def confirm(question: str, yes: bool) -> None:
    """Ask whether something is meant that cannot be taken back.

    Args:
        question: What is asked on a terminal.
        yes: Whether it was answered beforehand.

    Raises:
        UsageError: It was not, and nobody is there to answer.
        Abort: It is not meant.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(Problem("not-confirmed", "this cannot be taken back", "add `--yes` if it is meant"))
    click.confirm(question, abort=True, err=True)


def refuse_clash(record: Record) -> None:
    """Refuse to go on with a record that says two things.

    Raises:
        UsageError: It does.
    """
    if len(record.tips) > 1:
        name = short(record.id)
        message = f"record `{name}` says two things, which were made apart from each other"
        raise UsageError(Problem("record-in-clash", message, f"settle that first: `fidelity settle {name}`"))
