"""`fidelity docs`: a page about an intervention, for people."""

from __future__ import annotations

from pathlib import Path

import click

from fidelity.cli.output import show_data
from fidelity.errors import UsageError
from fidelity.plan.plan import Plan
from fidelity.problems import Problem
from fidelity.report.page.page import page_of
from fidelity.report.page_html import page_html
from fidelity.report.page_markdown import page_markdown
from fidelity.workspace.finding import Found, find
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole


@click.command("docs")
@click.argument("target")
@click.option("--profile", default="", help="Show the checklist as this profile has it.")
@click.option("--format", "form", type=click.Choice(["html", "markdown"]), default="html", help="What to write.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def command(settings: Settings, target: str, profile: str, form: str, out: Path | None, force: bool) -> int:
    """Write a page about an intervention, for people.

    TARGET is an intervention (imr, imr@1.0) or a definition file. The page says what it is, how it is taught, learnt,
    done and assessed, and how its scores come about; rules and cut-offs are told from the plan that scores. It is one
    file that needs nothing else: no script and no network. The same definition gives the same page, to the last byte.
    """
    found = find(target, settings)
    source = Path(found.source or ".")
    if out and out.is_file() and source.is_file() and out.samefile(source):
        message = f"`{out}` is the definition itself, and would be lost"
        raise UsageError(Problem("own-source", message, "write the page to another file"))
    plans = _plans(found, profile)
    rules = {name: rule for plan in plans.values() for name, rule in found.rules(plan.checklist).items()}
    page = page_of(found.intervention, plans, rules, profile)
    text = page_html(page) if form == "html" else page_markdown(page)
    if out and str(out) != "-":
        write_whole(out, [text], force=force)
        tell(f"Wrote {out}.")
    else:
        show_data([text])
    return 0


def _plans(found: Found, profile: str) -> dict[tuple[str, str], Plan]:
    """The plans of all checklists, as published and as each profile has them, or the one that is asked for."""
    assessed = found.intervention.assessable
    plans = {(each.id, ""): found.plan(each.id) for each in assessed.checklists}
    if profile:
        # Asked for by name: an unknown one is told.
        checklist = found.intervention.checklist("", profile)
        return {**plans, (checklist.id, profile): found.plan(checklist.id, profile)}
    return {**plans, **{(each.checklist, each.id): found.plan(each.checklist, each.id) for each in assessed.profiles}}
