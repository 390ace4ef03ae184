"""`fidelity combine`: the tallies of others added up, without their records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from fidelity.cli.asking import Asking, asking
from fidelity.cli.estimates_written import write_estimates
from fidelity.disclosure.of_agreement import suppress_agreement
from fidelity.evaluation.aggregating import Edition
from fidelity.evaluation.agreeing import agreement_of_shared
from fidelity.evaluation.agreement_asked import Asked
from fidelity.evaluation.combined import combined_by, read_files, tally_files
from fidelity.evaluation.counted import Counted
from fidelity.report.agreement_table import agreement_table, suppressed_preface
from fidelity.report.agreement_table_text import agreement_text
from fidelity.report.estimates_preface import COMPARED, GENERATED_BY, provenances_of, title_of
from fidelity.report.tidy.preface import Preface
from fidelity.tally.sharing import Shared
from fidelity.workspace.telling import tell


@click.command("combine")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE...")
@asking
@click.option("--apart", is_flag=True, help="No practitioner is in two of the files: we know that.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--agreement", "agreeing", is_flag=True, help="How far raters agree, instead of the figures of visits.")
def command(files: tuple[Path, ...], asking: Asking, apart: bool, checklist: str, agreeing: bool) -> int:
    """Add the tallies of others up, without their records.

    FILEs are what `fidelity tally` wrote, and folders of these. The figures are the same, to the last digit, as the
    records together would give.

    A practitioner who is in two files would count twice. Where the files are of different sites, teams or regions,
    nobody is; else figures of practitioners are left out, with the reason, unless the files are linked by one secret
    (`fidelity tally --link`) or you know that nobody is in two (`--apart`).
    """
    paths = [*tally_files(files)]
    parts = [shared for _, shared in read_files(paths)]
    found = combined_by(
        parts,
        asking.question.by,
        cluster=asking.question.cluster,
        apart=apart,
        checklist=checklist,
        n_files=len(paths),
    )
    if agreeing:
        _write_agreement(found, asking)
    else:
        write_estimates(found, asking, [*_notes(found.editions)])
    return 0


def _write_agreement(found: Counted, asking: Asking) -> None:
    """The agreement of raters, as far as patterns tell it; the scores of single raters are not in a tally."""
    asked = Asked(("items", "criteria"), asking.question.by, level=asking.question.level, totals=asking.question.totals)
    shared = [each.counted for each in found.editions if isinstance(each.counted, Shared)]
    shown = suppress_agreement(agreement_of_shared(shared, asked), asked.by, asking.disclosure)
    for sentence in shown.for_the_house():
        tell(f"note: {sentence}")
    if asking.ledger:
        tell("note: the ledger remembers figures of visits; those of agreement are not held against earlier ones")
    made = found.editions[-1].made
    preface = Preface(
        f"{title_of(made)}, agreement of raters",
        made.intervention,
        made.checklist,
        provenances_of(found),
        n_files=found.n_files,
        one_record=COMPARED,
        unit="visit",
        level=asked.level,
        generated_by=GENERATED_BY,
    )
    asking.writing.write(agreement_table(shown.table), suppressed_preface(preface, shown), agreement_text)


def _notes(editions: Sequence[Edition]) -> Iterator[str]:
    withheld = dict.fromkeys(each.counted.withheld for each in editions if each.counted.withheld)
    for why in withheld:
        yield (
            f"Figures of practitioners cannot be had from these tallies, and intervals that need them neither: {why}. "
            "If you know that nobody is in two of the files, say so: `--apart`."
        )
