"""`fidelity check`: a definition and its golden cases, checked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from fidelity.cli.finding import DEFINITION_ENDINGS, find, is_path, read_bytes
from fidelity.cli.installed import installed
from fidelity.cli.output import page_width, show_json, tell_problems
from fidelity.cli.settings import Settings
from fidelity.conformance.checks import Outcome
from fidelity.conformance.report import Report, check_data
from fidelity.definition.header import read_header
from fidelity.errors import DefinitionError, UsageError
from fidelity.plan.exact import PythonRule
from fidelity.plugins.offers import DefinitionFile
from fidelity.problems import Problem, Severity
from fidelity.report.check_text import check_json, check_text

EXITS = {Outcome.DONE: 0, Outcome.WRONG: 1, Outcome.OWED: 3}


@click.command("check")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET…")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, targets: tuple[str, ...], form: str) -> int:
    """Check a definition and its golden cases.

    TARGET is an intervention (imr, imr@1.0), a definition file, or a folder with definition files; of a file or folder
    no plugin's code is run. Golden cases are looked for in `cases/` beside the definition.

    Exit codes: 0 all is done; 1 something is wrong; 3 nothing is wrong, but something is still owed.
    """
    reports = [report for target in targets for report in _reports(target, settings)]
    if form == "json":
        show_json(check_json(reports))
    else:
        for report in reports:
            wrong = [problem for problem in report.problems if problem.severity is Severity.ERROR]
            if wrong:
                tell_problems(wrong)
            click.echo(check_text(report, page_width()))
    outcomes = {report.outcome for report in reports}
    return next(EXITS[each] for each in (Outcome.WRONG, Outcome.OWED, Outcome.DONE) if each in outcomes)


def _reports(target: str, settings: Settings) -> list[Report]:
    if is_path(target):
        return [_of_file(path) for path in _files(Path(target))]
    plugins = installed(settings)
    entry = plugins.find(target)
    if not isinstance(entry.offer, DefinitionFile):
        raise UsageError(
            Problem("built-in-code", f"{entry.name} is built in code: there is no file to check", "test it with pytest")
        )
    cases = [(str(case), case.read_bytes()) for case in entry.offer.cases()]
    siblings = [each.name for each in plugins.entries() if each.distribution == entry.distribution]
    return [check_data(entry.offer.read(), entry.offer.source, cases, _rules(target, settings), siblings)]


def _rules(target: str, settings: Settings) -> dict[str, PythonRule]:
    try:
        found = find(target, settings)
    except DefinitionError:
        # What is wrong with the file is for the checks to say.
        return {}
    checklists = found.intervention.assessable.checklists
    return {name: rule for each in checklists for name, rule in found.rules(each).items()}


def _files(path: Path) -> list[Path]:
    """The definition files that a path means: itself, those in the folder, or those of a distribution's package."""
    if not path.is_dir():
        return [path]
    # Beside a package lie files of other tools, such as a workflow; they are looked at only where there is no package.
    files = _definitions(path, "src/*/*") or _definitions(path, "*")
    if not files:
        raise UsageError(
            Problem(
                "no-definitions", f"there is no definition file in `{path}`", "definition files end in .yaml or .json"
            )
        )
    return files


def _definitions(folder: Path, pattern: str) -> list[Path]:
    found = (each for each in sorted(folder.glob(pattern)) if not each.name.startswith("."))
    return [each for each in found if each.suffix in DEFINITION_ENDINGS and each.is_file()]


def _of_file(path: Path) -> Report:
    cases = sorted(each for each in (path.parent / "cases").glob("*") if each.suffix in DEFINITION_ENDINGS)
    beside = [each for each in _definitions(path.parent, "*") if each != path]
    return check_data(
        read_bytes(path), str(path), [(str(case), read_bytes(case)) for case in cases], siblings=_names(beside)
    )


def _names(files: list[Path]) -> list[str]:
    """The ids and versions of definition files; one without a head has none."""
    names = []
    for file in files:
        with suppress(DefinitionError):
            header = read_header(read_bytes(file), str(file))
            names.append(f"{header.id}@{header.version}")
    return names
