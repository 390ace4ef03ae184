"""`fidelity feedback`: what went well at one visit, what to try next, where it stands and how it has gone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import click

from fidelity.cli.acting import refuse_clash
from fidelity.cli.compared import outdated
from fidelity.cli.output import page_width, show_data
from fidelity.cli.shown import definition_option
from fidelity.cli.visit_chosen import ChosenVisit, visit_chosen
from fidelity.errors import UsageError
from fidelity.plan.definition import Definition
from fidelity.plan.words import listed
from fidelity.problems import Problem
from fidelity.raters.blind import independent
from fidelity.raters.one_record import one_per_visit
from fidelity.records.observation import Edition
from fidelity.records.observations import Stored
from fidelity.records.personal import looks_personal
from fidelity.records.store import Store
from fidelity.report.feedback.gathering import gathered
from fidelity.report.feedback.html import feedback_html
from fidelity.report.feedback.json import feedback_json
from fidelity.report.feedback.page import feedback_of
from fidelity.report.feedback.record import Feedback
from fidelity.report.feedback.text import feedback_text
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole

ENDINGS = {".html": "html", ".htm": "html", ".txt": "text", ".json": "json"}
"""What a file's name says of what is to be written."""


@click.command("feedback")
@click.argument("visit", metavar="RECORD|VISIT")
@click.option(
    "--to", "kind", type=click.Choice(["html", "text", "json"]), help="What to write; text, unless --out says."
)
@click.option("--checklist", default="", help="Which checklist, where the visit was rated with several.")
@click.option("--without-notes", is_flag=True, help="Leave out what raters noted.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; - is standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@definition_option
@click.pass_obj
def command(
    settings: Settings,
    visit: str,
    kind: str | None,
    checklist: str,
    without_notes: bool,
    out: Path | None,
    force: bool,
    opened: bool,
    definition: tuple[Path, ...],
) -> int:
    """Write the feedback on one visit.

    VISIT is the name of a visit: what its raters agreed on is taken, else the one record there is. RECORD is the id of
    a record, or its beginning. The page is one file that needs no network, for a phone, a desk or paper; it speaks to
    the practitioner, shows their own earlier visits and nobody else's, and holds what raters noted. While a rater is
    awaited who must not see the others' ratings, there is no feedback.
    """
    form = kind or (ENDINGS.get(out.suffix.lower(), "text") if out else "html" if opened else "text")
    if opened and (form != "html" or str(out) == "-"):
        raise UsageError(Problem("open-is-a-page", "a browser opens a page that lies in a file", "use `--to html`"))
    editions = Editions(settings, definition)
    with open_workspace(settings, readonly=True) as workspace:
        stored = _stored(workspace.store, normalize("NFC", visit), checklist)
        subject = gathered(
            workspace.store,
            stored,
            editions.find(stored.observation.edition),
            _finder(editions),
            with_notes=not without_notes,
        )
    feedback = feedback_of(subject)
    _tell_of_names(feedback)
    path = out or (Path(_file_name(feedback)) if form == "html" else None)
    text = _written(feedback, form, page_width() if path is None else 80)
    if path is None or str(path) == "-":
        show_data([text])
        return 0
    write_whole(path, [text], force=force)
    tell(f"Wrote {path}.")
    if opened:
        click.launch(path.resolve().as_uri())
    return 0


def _stored(store: Store, name: str, checklist: str) -> Stored:
    """The record that is meant."""
    chosen = visit_chosen(store, [name], checklist)
    if name != chosen.name:
        record = store.record(name).id
        stored = next(each for each in chosen.together if each.record.id == record)
        if chosen.consensus and stored is not chosen.consensus:
            tell(f"note: the raters of visit {chosen.name} agreed on it since: `fidelity feedback {chosen.name}`")
    else:
        stored = _standing_for(chosen)
    refuse_clash(stored.record)
    moved = outdated(chosen, store) if stored is chosen.consensus else None
    if moved:
        tell(f"note: records of {listed(moved)} changed since the raters of visit {chosen.name} agreed on it")
    return stored


def _standing_for(chosen: ChosenVisit) -> Stored:
    """The record that stands for a visit."""
    found = one_per_visit(chosen.together)
    if not found:
        message = f"visit `{chosen.name}` has master ratings only, which are nobody's practice"
        raise UsageError(Problem("only-master", message, "name a visit that somebody was observed at"))
    raters = [each.observation.rater for each in independent(chosen.together)]
    if chosen.consensus is None and len(raters) > 1:
        lead = found[0].observation.rater
        tell(
            f"note: {listed(raters)} have not agreed on visit {chosen.name} yet, so {lead}, who handed in first, is "
            f"taken; `fidelity consensus {chosen.name}` records what they agree on"
        )
    return found[0]


def _tell_of_names(feedback: Feedback) -> None:
    """Say where a note looks as if it named somebody: the page may lie on a phone, or be printed."""
    for each in feedback.ratings:
        found = [sign for note in each.notes for sign in looks_personal(note.text)]
        if found:
            tell(f"note: what was noted at `{each.id}` may hold {listed(dict.fromkeys(found))}: `--without-notes`")


def _finder(editions: Editions) -> Callable[[Edition], Definition | None]:
    """Finds the definition of an earlier record; nothing where it is not installed."""

    def find(edition: Edition) -> Definition | None:
        found = editions.get(edition)
        return None if isinstance(found, Problem) else found

    return find


def _file_name(feedback: Feedback) -> str:
    """What a file of the page is called, where nobody says."""
    name = feedback.made_of.visit or feedback.made_of.record
    return f"feedback_{re.sub(r'[^A-Za-z0-9.-]', '_', name)}.html"


def _written(feedback: Feedback, form: str, width: int) -> str:
    if form == "html":
        return feedback_html(feedback)
    if form == "json":
        return json.dumps(feedback_json(feedback), ensure_ascii=False, indent=2) + "\n"
    return feedback_text(feedback, width)
