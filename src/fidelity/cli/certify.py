"""`fidelity certify`: a rater beside master ratings, and the certificate that this comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import attrs
import click

from fidelity.cli.acting import by_option
from fidelity.cli.master_file import master_file
from fidelity.cli.output import page_width, show_json
from fidelity.cli.rated import Rated, day_said, edition_of, editions_for, period_said, rated_with
from fidelity.cli.shown import definition_option
from fidelity.errors import InvalidRecord, UsageError
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.checklist import Checklist
from fidelity.model.number import exact
from fidelity.problems import Problem, nearest
from fidelity.raters.certificate import Certificate, certificate_content, certificates
from fidelity.raters.certification import Candidate, Outcome, Verdict, certificate, fresh, is_known, judge, too_early
from fidelity.raters.trial import Trial, Trials, trials
from fidelity.records.entry import Kind
from fidelity.records.observations import Stored, observations
from fidelity.records.policy import CONSENSUS
from fidelity.records.store import Store
from fidelity.report.certification_text import (
    CertificationPage,
    certification_json,
    certification_text,
    nothing_json,
    nothing_text,
)
from fidelity.workspace.finding import find
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

_KINDS = [kind.value for kind in AgreementKind]


@click.command("certify")
@click.argument("rater")
@click.argument("target")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--profile", default="", help="A jurisdiction's or study's variant of the checklist.")
@click.option("--visits", multiple=True, metavar="VISIT", help="Look at this visit only. Repeatable.")
@click.option(
    "--master", type=click.Path(dir_okay=False, path_type=Path), help="A file of master ratings that are no records."
)
@click.option("--on", default="", callback=day_said, metavar="DAY", help="As of this day, from which it then holds.")
@click.option("--agreement", type=click.Choice(_KINDS), help="What counts, where the checklist does not say.")
@click.option("--at-least", default="", metavar="SHARE", help="What share must agree, where the checklist is silent.")
@click.option("--observations", type=click.IntRange(1, 100), help="In how many observations, likewise.")
@click.option("--valid-for", default="", callback=period_said, metavar="PERIOD", help="How long it holds, likewise.")
@click.option("--dry-run", is_flag=True, help="Show what it would come to, and store nothing.")
@by_option
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings,
    /,
    rater: str,
    target: str,
    checklist: str,
    profile: str,
    visits: tuple[str, ...],
    master: Path | None,
    on: date | None,
    dry_run: bool,
    by: str | None,
    definition: tuple[Path, ...],
    form: str,
    **said: Any,
) -> int:
    """Compare a rater with master ratings, and certify.

    RATER is the rater's code, and TARGET an intervention (imr, imr@1.0) or a definition file. What the rater handed in
    before anybody else's ratings could be seen is compared with the ratings of role `master` of the same visits. What
    is not met is stored as well; each certificate needs observations of its own.

    Exit codes: 0 met; 1 not met, not finished, or nothing to compare.
    """
    found = find(target, settings)
    plan = found.plan(checklist, profile)
    own = plan.checklist.certification
    rule = _rule(plan.checklist, said)
    edition = edition_of(found, plan)
    editions = editions_for(settings, definition, target)
    masters = master_file(master, edition, plan.checklist, editions) if master else []
    with open_workspace(settings, readonly=dry_run) as workspace:
        actor = "" if dry_run else who(by, workspace)
        rated = rated_with(edition, observations(workspace.store), workspace.store, editions)
        _refuse_unknown(rater, visits, rated)
        candidate = Candidate(rater, edition, own is not None, bool(visits), on)
        if actor == rater:
            tell(f"note: {rater} signs a certificate of their own, and that is on record")
        known = certificates(workspace.store)
        compared = _compared(candidate, rated, masters, visits)
        new = fresh(compared.trials, known, candidate)
        if not new or len(too_early(new, rule, on)) == len(new):
            return _nothing(candidate, _with_early(compared, new, rule), form)
        made = _made(candidate, new, rule, rated)
        n_spent = len(compared.trials) - len(new)
        page = CertificationPage(candidate, plan.checklist.name, *made, compared.why_not, n_spent)
        _show(page, form)
        tell("Nothing was stored." if dry_run else _keep(page, known, workspace.store, actor))
    return 0 if page.verdict.outcome is Outcome.MET else 1


def _rule(checklist: Checklist, said: Mapping[str, Any]) -> Certification:
    """The checklist's own rule, or what was said with the command where it has none."""
    given = [f"`--{name.replace('_', '-')}`" for name, value in said.items() if value]
    if checklist.certification:
        if given:
            message = f"checklist `{checklist.id}` has a rule of its own, so {given[0]} has no place here"
            raise UsageError(Problem("rule-is-given", message, f"leave it out; the rule is: {checklist.certification}"))
        return checklist.certification
    if not said["agreement"] or not said["at_least"]:
        message = f"checklist `{checklist.id}` does not say what a rater must reach"
        help_ = "say it: `--agreement within_one --at-least 80%`, and perhaps `--observations 3 --valid-for '1 year'`"
        raise UsageError(Problem("no-rule", message, help_))
    kind, share = AgreementKind(said["agreement"]), _share(said["at_least"])
    try:
        return Certification(kind, share, said["observations"] or 1, valid_for=said["valid_for"])
    except InvalidRecord as error:
        raise UsageError(error.problems) from error


def _share(text: str) -> Fraction:
    try:
        return exact(text)
    except ValueError as error:
        raise UsageError(Problem("bad-number", f"`--at-least`: {error}", "write 80%, 0.8 or 4/5")) from error


def _refuse_unknown(rater: str, visits: Sequence[str], rated: Rated) -> None:
    stored = [each for group in rated.groups for each in group]
    raters = {each.observation.rater for each in stored} - {"", CONSENSUS}
    if rater not in raters:
        message = f"`{rater}` has rated nothing with checklist `{rated.edition.checklist}`"
        raise UsageError(Problem("unknown-rater", message, nearest(rater, raters)))
    known = {each.observation.visit for each in stored}
    for name in visits:
        if name not in known:
            raise UsageError(Problem("unknown-visit", f"there is no visit `{name}`", nearest(name, known)))


def _compared(candidate: Candidate, rated: Rated, masters: Sequence[Stored], visits: Sequence[str]) -> Trials:
    groups = [group for group in rated.groups if not visits or group[0].observation.visit in visits]
    found = trials(candidate.rater, groups, rated.source, masters)
    return attrs.evolve(found, trials=tuple(each for each in found.trials if each.day <= (candidate.on or date.max)))


def _with_early(compared: Trials, new: Sequence[Trial], rule: Certification) -> Trials:
    """What was not compared, with the visits that lie too far back."""
    why_not = {each.visit: f"it lies further back than {rule.within}" for each in new}
    used = tuple(each for each in compared.trials if each not in new)
    return attrs.evolve(compared, trials=used, why_not={**compared.why_not, **why_not})


def _made(candidate: Candidate, new: Sequence[Trial], rule: Certification, rated: Rated) -> tuple[Verdict, Certificate]:
    verdict = judge(new, rule, candidate.on)
    stored = {each.record.id for group in rated.groups for each in group}
    sides = [side.stored.record.id for trial in verdict.trials for side in (trial.mine, trial.master)]
    histories = {name: rated.source.histories(name) for name in sides if name in stored}
    return verdict, certificate(str(uuid4()), candidate, verdict, histories)


def _show(page: CertificationPage, form: str) -> None:
    if form == "json":
        show_json(certification_json(page))
    else:
        click.echo(certification_text(page, page_width()))


def _nothing(candidate: Candidate, compared: Trials, form: str) -> int:
    """Say that there is nothing to compare; no number stands for that."""
    n_spent = len(compared.trials)
    if form == "json":
        show_json(nothing_json(candidate, compared.why_not, n_spent))
    else:
        click.echo(nothing_text(candidate, compared.why_not, n_spent, page_width()))
    return 1


def _keep(page: CertificationPage, known: Sequence[Certificate], store: Store, actor: str) -> str:
    """Store what was found, unless there is nothing to be decided yet or it is there already; what became of it."""
    if page.verdict.outcome is Outcome.UNFINISHED:
        return "Nothing was stored: there are too few observations to decide anything."
    if is_known(page.made, known):
        return "Nothing was stored: the same was found before, and is on record."
    store.append(page.made.id, Kind.CERTIFICATE, certificate_content(page.made), by=actor)
    return f"Stored as record {page.made.id[:8]}."
