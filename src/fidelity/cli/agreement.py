"""`fidelity agreement`: how far raters of the same visits agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import click

from fidelity.agreement.weights import Weighting
from fidelity.cli.asking import threshold_option
from fidelity.cli.gathering import Given, gathering
from fidelity.cli.kept_apart import KeptApart, kept_apart
from fidelity.cli.writing import writing
from fidelity.cli.written_table import Writing
from fidelity.disclosure.of_agreement import suppress_agreement
from fidelity.disclosure.settings import named
from fidelity.evaluation.agreeing import agreement
from fidelity.evaluation.agreement_asked import OF, STATISTICS, Asked
from fidelity.evaluation.asking import grouping
from fidelity.evaluation.independent import OTHERS, left_out, left_out_words
from fidelity.intake.gathered import Gathered
from fidelity.report.agreement_table import agreement_table, suppressed_preface
from fidelity.report.agreement_table_text import agreement_text
from fidelity.report.estimates_preface import COMPARED
from fidelity.report.tidy.preface import Preface
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

FROM_FILES = (
    "Files hold each record as it stood when they were written: they do not tell whether a rating was corrected after "
    "raters had seen each other's, and such a rating agrees too well."
)


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
@threshold_option
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@gathering
@writing
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
    threshold: str,
    checklist: str,
    given: Given,
    writing: Writing,
) -> int:
    """Say how far raters agree, beyond chance and in numbers.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records; without any, the workspace is read. Rows with the same observation are ratings of one visit.

    Compared are observers who rated apart. What they agreed on afterwards, master ratings, and second records of one
    rater are left out; what the practitioner or a program rated is compared with observers where `--pair-with` asks
    for it. Versions that compute differently are never mixed.

    In the workspace, ratings count as they were before the raters of the visit could see each other's. Figures that
    rest on few visits or practitioners are hidden, and those that would give them away; figures of each two raters name
    them, and are for the house. Intervals are by t on the logit of the observed agreement, generalised for ICC(A), and
    exact by F for ICC(C) and ICC(1); each row says how it was made.

    What the checklist asks for stands beside the figures: reached, missed, or open. It ends with 0 whichever it is: a
    figure is no fault.
    """
    names, _ = grouping(by)
    asked = Asked(of or Asked().of, names, statistic, Weighting(weights), statuses_as_categories, level, not no_totals)
    found = kept_apart(settings, target, given, checklist, names, as_rated=True)
    shown = suppress_agreement(agreement(found.editions, asked, pair_with), names, named(threshold))
    for sentence in shown.for_the_house():
        tell(f"note: {sentence}")
    preface = _preface(found, level, [*_notes(found.editions), *([FROM_FILES] if given.sources else [])])
    writing.write(agreement_table(shown.table), suppressed_preface(preface, shown), agreement_text)
    return 0


def _preface(found: KeptApart, level: float, notes: Sequence[str]) -> Preface:
    preface = found.preface((), notes, level, COMPARED)
    return attrs.evolve(preface, title=f"{preface.title}, agreement of raters", unit="visit")


def _notes(editions: Sequence[Gathered]) -> Iterator[str]:
    for sentence in dict.fromkeys(left_out_words(left_out([each.ratings for each in editions]))):
        yield f"{sentence}."
