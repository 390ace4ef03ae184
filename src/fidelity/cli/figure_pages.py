"""The figures of a table of ratings, as `fidelity score --figures` prints them."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.cli.output import page_width
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.ratings.table import Ratings
from fidelity.report.figures_frame import figures_frame
from fidelity.report.figures_json import figures_json
from fidelity.report.figures_table import figures_table
from fidelity.report.scores_frame import csv_text
from fidelity.scoring import Provenance, Scores
from fidelity.tally.figures import GroupedFigures, figures, figures_by
from fidelity.workspace.telling import tell


def refuse_contradictions(figured: bool, by: str, observation: str) -> None:
    """Refuse options that ask for two different things.

    Args:
        figured: Whether figures are asked for.
        by: The column to group them by.
        observation: The observation to explain.

    Raises:
        UsageError: They exclude each other.
    """
    if figured and observation:
        message = "`--figures` is about many observations, and `--explain` about one"
        raise UsageError(Problem("figures-or-explain", message, "ask for one of them"))
    if by and not figured:
        raise UsageError(
            Problem("by-without-figures", "`--by` groups figures, and none are asked for", "add `--figures`")
        )


def figure_pages(
    scores: Scores, table: Ratings, by: str, provenance: Provenance, form: str, raw: bool, most: int
) -> Iterable[str]:
    """The figures of a table of ratings, as pieces of text.

    Args:
        scores: The scores.
        table: The ratings that they were made of.
        by: The column to group them by; empty for none.
        provenance: What the scores were made of.
        form: ``table``, ``json`` or ``csv``.
        raw: Whether CSV is for programs.
        most: How many groups a page shows.

    Raises:
        UsageError: The checklist defines no figures, or the table has no such column.
    """
    plan = scores.plan
    checklist = plan.checklist
    if not checklist.figures:
        message = f"checklist `{checklist.id}` defines no figures"
        raise UsageError(Problem("no-figures", message, "add `figures` to it, or leave `--figures` out"))
    found = figures_by(scores, table, by) if by else GroupedFigures("", (), figures(scores, table))
    _tell_of_raters(scores)
    if form == "json":
        return figures_json(found, checklist, provenance)
    if form == "csv":
        return [csv_text(figures_frame(found, checklist, provenance), raw=raw)]
    return [figures_table(found, plan, provenance, page_width(), most) + "\n"]


def _tell_of_raters(scores: Scores) -> None:
    n_again = int(scores.descriptors.index.duplicated().sum())
    if n_again:
        many = "1 rating is" if n_again == 1 else f"{n_again} ratings are"
        tell(f"note: {many} of an observation that somebody else rated too, and each counts in the figures")
