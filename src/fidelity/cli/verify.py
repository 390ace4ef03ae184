"""`fidelity verify`: the chains of a store walked along, and its records held against the definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from fidelity.cli.output import page_width, show_json, tell_problems, tell_remarks
from fidelity.cli.shown import definition_option
from fidelity.problems import Problem, remark
from fidelity.records.observation import Edition
from fidelity.records.observations import observations
from fidelity.records.store import Store
from fidelity.report.verified_text import verified_json, verified_text
from fidelity.workspace.editions import Editions, short_hash
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings


@click.command("verify")
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, definition: tuple[Path, ...], form: str) -> int:
    """Walk the chain of hashes and say whether it holds.

    Every entry's hash is computed anew, and each must follow the one before it. Then the records are held against the
    installed definitions: where one is not installed, computes otherwise or reads otherwise than it did when it was
    rated, a note says so.

    Exit codes: 0 every hash holds; 1 something was changed, is missing or is damaged.
    """
    with open_workspace(settings, readonly=True) as workspace:
        verified = workspace.store.verify()
        # Of a store that is damaged, records may not be readable.
        remarks = () if verified.problems else tuple(_remarks(workspace.store, Editions(settings, definition)))
    if form == "json":
        show_json(verified_json(verified, remarks))
    else:
        click.echo(verified_text(verified, page_width()))
    if verified.problems:
        tell_problems(verified.problems)
    tell_remarks((*verified.remarks, *remarks))
    return 1 if verified.problems else 0


def _remarks(store: Store, editions: Editions) -> Iterator[Problem]:
    """What has become of the definitions that records were rated with."""
    rated = Counter(stored.observation.edition for stored in observations(store))
    for edition, n in sorted(rated.items(), key=lambda pair: repr(pair[0])):
        found = editions.get(edition)
        if isinstance(found, Problem):
            yield remark(found.code, f"{_records(n)}: {found.message}", found.help)
        elif edition.text_hash and found.intervention.text_hash not in ("", edition.text_hash):
            yield _reworded(edition, n, found.intervention.text_hash)


def _reworded(edition: Edition, n: int, now: str) -> Problem:
    message = (
        f"{_records(n)}: the text of {edition.intervention}@{edition.version} has changed since they were rated, "
        f"from {short_hash(edition.text_hash)} to {short_hash(now)}"
    )
    help_ = "scores are not touched; `fidelity diff` compares two definitions"
    return remark("text-differs", message, help_)


def _records(n: int) -> str:
    return "1 record" if n == 1 else f"{n} records"
