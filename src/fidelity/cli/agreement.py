"""`fidelity agreement`: how far raters of the same visits agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from fidelity.agreement.weights import Weighting
from fidelity.cli.asking import grouping
from fidelity.cli.gathering import Given, gather_all, gathering
from fidelity.cli.settings import Settings
from fidelity.cli.written_table import write_table
from fidelity.errors import UsageError
from fidelity.evaluation.agreeing import agreement
from fidelity.evaluation.agreement_asked import OF, STATISTICS, Asked
from fidelity.evaluation.independent import OTHERS, left_out, left_out_words
from fidelity.intake.gathered import Gathered, Intake
from fidelity.problems import Problem
from fidelity.report.agreement_table import agreement_table
from fidelity.report.agreement_table_text import agreement_text
from fidelity.report.estimates_preface import GENERATED_BY, provenance_of
from fidelity.report.tidy.preface import Preface


@click.command("agreement")
@click.argument("target")
@click.option(
    "--of",
    type=click.Choice(OF),
    multiple=True,
    help="What agreement is taken of: items and scores unless said; all is all items together, pairs each two raters. "
    "Repeatable.",
)
@click.option("--by", multiple=True, metavar="COLUMN", help="Group by this: site, quarter, or any column. Repeatable.")
@click.option(
    "--statistic",
    type=click.Choice([*STATISTICS]),
    multiple=True,
    metavar="NAME",
    help=f"How it is measured; what suits the scale unless said: {', '.join(STATISTICS)}. Repeatable.",
)
@click.option(
    "--weights",
    type=click.Choice([each.value for each in Weighting]),
    default=Weighting.QUADRATIC.value,
    help="How far different points agree, for AC2 and weighted kappas; quadratic unless said.",
)
@click.option("--statuses-as-categories", is_flag=True, help="Take not applicable and the like as categories, too.")
@click.option(
    "--pair-with",
    type=click.Choice(OTHERS),
    multiple=True,
    help="Beside, compare observers with this role, such as self. Repeatable.",
)
@click.option("--level", type=float, default=0.95, help="How often an interval holds the true value; 0.95.")
@click.option("--no-totals", is_flag=True, help="Leave the totals out.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@gathering
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.option("--raw", is_flag=True, help="CSV for programs: text is not made harmless for spreadsheets.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write to this: a .txt, .csv, .json or .parquet file, or a folder for CSV with a codebook.",
)
@click.option("--force", is_flag=True, help="Replace what is there already.")
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    of: tuple[str, ...],
    by: tuple[str, ...],
    statistic: tuple[str, ...],
    weights: str,
    statuses_as_categories: bool,
    pair_with: tuple[str, ...],
    level: float,
    no_totals: bool,
    checklist: str,
    given: Given,
    form: str,
    raw: bool,
    out: Path | None,
    force: bool,
) -> int:
    """Say how far raters agree, beyond chance and in numbers.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records; without any, the workspace is read. Rows with the same observation are ratings of one visit.

    Compared are observers who rated apart. What they agreed on afterwards, master ratings, and second records of one
    rater are left out; what the practitioner or a program rated is compared with observers where `--pair-with` asks
    for it. Versions that compute differently are never mixed.

    What the checklist asks for stands beside the figures: reached, missed, or open. It ends with 0 whichever it is: a
    figure is no fault.
    """
    names, _ = grouping(by)
    asked = Asked(of or Asked().of, names, statistic, Weighting(weights), statuses_as_categories, level, not no_totals)
    found = gather_all(settings, target, given)
    editions = _chosen(found, target, checklist)
    table = agreement_table(agreement(editions, asked, pair_with))
    write_table(table, _preface(found, editions, level), agreement_text, form, raw=raw, out=out, force=force)
    return 0


def _chosen(found: Intake, target: str, checklist: str) -> Sequence[Gathered]:
    """The records of the checklist that is asked for.

    Raises:
        UsageError: There are none, or they are of several checklists.
    """
    editions = [each for each in found.editions if checklist in ("", each.edition.checklist)]
    names = sorted({each.edition.checklist for each in editions})
    if not editions:
        message = f"there is no record of {target}"
        raise UsageError(Problem("nothing-to-count", message, "name the files that hold them, or another checklist"))
    if len(names) > 1:
        message = f"the records are of several checklists: {', '.join(names)}"
        raise UsageError(Problem("several-checklists", message, "name one: `--checklist NAME`"))
    return editions


def _preface(found: Intake, editions: Sequence[Gathered], level: float) -> Preface:
    newest = editions[-1]
    intervention = newest.definition.intervention
    return Preface(
        f"{intervention.title}: {newest.definition.checklist.name}, agreement of raters",
        newest.edition.intervention,
        newest.edition.checklist,
        tuple({each.definition.plan.hash: provenance_of(each.definition) for each in editions}.values()),
        n_files=found.n_files,
        n_records=sum(len(each.ratings) for each in editions),
        n_duplicates=found.n_duplicates,
        one_record="Compared are observers who rated the same visit apart, each with one record.",
        unit="visit",
        level=level,
        notes=tuple(_notes(editions)),
        sources=tuple(dict.fromkeys(each.definition.intervention.source for each in editions)),
        generated_by=GENERATED_BY,
    )


def _notes(editions: Sequence[Gathered]) -> Iterator[str]:
    for sentence in dict.fromkeys(left_out_words(left_out([each.ratings for each in editions]))):
        yield f"{sentence}."
    if len({each.definition.plan.hash for each in editions}) > 1:
        yield "Versions and profiles that compute differently are kept apart."
