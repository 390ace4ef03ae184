"""`fidelity form`: a blank form, to fill in or to print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from fidelity.cli.output import show_data
from fidelity.cli.record_chosen import record_chosen
from fidelity.errors import UsageError
from fidelity.forms.blank import Blank, blank_of
from fidelity.forms.facts import ASKED
from fidelity.forms.html import form_html, print_html
from fidelity.forms.sheet_csv import sheet_csv
from fidelity.forms.sheet_xlsx import sheet_xlsx
from fidelity.model.unit import Unit
from fidelity.problems import Problem
from fidelity.records.entry import Record
from fidelity.workspace.finding import find
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole

CARRIED = ("practitioner", "team", "site", "client")
"""The facts of an earlier visit that a form for the next one may know: with whom and where, and nothing seen."""
WRITERS: dict[str, tuple[str, Callable[[Blank], str | bytes]]] = {
    "html": (".html", form_html),
    "print": ("_paper.html", print_html),
    "xlsx": (".xlsx", sheet_xlsx),
    "csv": (".csv", sheet_csv),
}
"""What can be written: how its file's name ends, and who writes it."""


@click.command("form")
@click.argument("target")
@click.option("--to", "kind", type=click.Choice(list(WRITERS)), default="html", help="What to write.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--profile", default="", help="A jurisdiction's or study's variant of the checklist.")
@click.option("--fact", "said", multiple=True, metavar="NAME=VALUE", help="Fill in a fact, such as practitioner=P03.")
@click.option("--from", "record", default="", metavar="RECORD", help="Fill in with whom and where from a record.")
@click.option("--raters", type=click.IntRange(1, 4), help="How many rate the visit, independently of each other.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; - is standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    kind: str,
    checklist: str,
    profile: str,
    said: tuple[str, ...],
    record: str,
    raters: int | None,
    out: Path | None,
    force: bool,
) -> int:
    """Write a blank form: a page to fill in, a sheet, paper.

    TARGET is an intervention (imr, imr@1.0) or a definition file. The page is one file that works in a browser without
    any network: it keeps every answer at once, scores, checks, and gives a file to hand in, which `fidelity collect`
    takes. A form holds no ratings; what codes look like, and whose form it is, comes from the workspace, where there is
    one.
    """
    given = _given(said, raters)
    found = find(target, settings)
    plan = found.plan(checklist, profile)
    name, patterns, carried = _workspace(settings, record, plan.checklist.unit)
    blank = blank_of(found.intervention, plan, workspace=name, patterns=patterns, given={**carried, **given})
    ending, writer = WRITERS[kind]
    _write(writer(blank), out or Path(blank.name + ending), force)
    return 0


def _given(said: Iterable[str], raters: int | None) -> dict[str, str]:
    """The facts that were given on the command line.

    Raises:
        UsageError: A word has no `=`, or a fact is given twice; all of them at once.
    """
    words = [*said, *([f"raters={raters}"] if raters else [])]
    given: dict[str, str] = {}
    problems = []
    for word in words:
        name, sign, value = (part.strip() for part in word.partition("="))
        if not sign or not name or not value:
            help_ = "write the fact, `=`, and what it is: `--fact practitioner=P03`"
            problems.append(Problem("bad-assignment", f"`--fact {word}` says nothing of the visit", help_))
        elif name in given:
            problems.append(Problem("given-twice", f"`{name}` is given twice", "keep the one that is true"))
        given[name] = value
    if problems:
        raise UsageError(problems)
    return given


def _workspace(settings: Settings, record: str, unit: Unit) -> tuple[str, Mapping[str, str], Mapping[str, str]]:
    """The workspace's name, what its codes look like, and what a record of it says; all empty where there is none."""
    try:
        workspace = open_workspace(settings, readonly=True)
    except UsageError as error:
        if record or error.problems[0].code != "no-workspace":
            raise
        return "", {}, {}
    with workspace:
        carried = _carried(record_chosen(workspace.store, record), unit) if record else {}
        return workspace.name, workspace.patterns, carried


def _carried(record: Record, unit: Unit) -> dict[str, str]:
    """With whom and where an earlier visit was, as far as this form asks for it.

    Raises:
        UsageError: The record is of no visit, or was erased.
    """
    facts = (record.content or {}).get("facts")
    if not isinstance(facts, Mapping):
        why = "was erased" if record.erased else f"is of kind {record.kind.replace('_', ' ')}, and of no visit"
        help_ = "`fidelity records` lists those of visits"
        raise UsageError(Problem("no-visit", f"record {record.id[:8]} {why}", help_))
    return {name: facts[name] for name in CARRIED if name in facts and name in ASKED[unit]}


def _write(form: str | bytes, path: Path, force: bool) -> None:
    if str(path) != "-":
        write_whole(path, [form], force=force)
        tell(f"Wrote {path}.")
    elif isinstance(form, str):
        show_data([form])
    else:
        sys.stdout.buffer.write(form)
