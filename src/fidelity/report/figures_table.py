"""Figures on a page of plain text: by group, and over all observations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fidelity.model.figure import Figure, MeanOfScore
from fidelity.plan.plan import Plan
from fidelity.plan.words import counted
from fidelity.report.grid import grid, paragraph
from fidelity.report.numbers import cuts_of, shown
from fidelity.report.scores_table import provenance_words
from fidelity.scoring import Provenance
from fidelity.tally.figures import GroupedFigures
from fidelity.tally.result import LACKS, SENTENCES, FigureResult, NoFigure

DECIMALS = 1
"""How many digits after the point people are shown of a percentage."""


def figures_table(found: GroupedFigures, plan: Plan, provenance: Provenance, width: int = 80, most: int = 200) -> str:
    """Figures as tables: one of the groups, where there are any, and one of the whole.

    Args:
        found: The figures.
        plan: The plan of the checklist that was rated.
        provenance: What the figures were made of.
        width: How wide the page is, in characters.
        most: After how many groups the table stops, saying so.
    """
    blocks = []
    if found.column:
        blocks.append(_groups(found, plan, width, most))
        if len(found.groups) > most:
            blocks.append(f"{len(found.groups) - most} more groups: `--format csv` shows them all.")
        blocks.append("All observations together, whatever their group:")
    blocks.append(_whole(found.whole, plan, width))
    blocks.append(provenance_words(provenance, width))
    return "\n\n".join(blocks)


def _groups(found: GroupedFigures, plan: Plan, width: int, most: int) -> str:
    rows = []
    for group in found.groups[:most]:
        for place, (figure, result) in enumerate(zip(plan.checklist.figures, group.results, strict=True)):
            value, _, met, used = _cells(figure, result, plan)
            remark = SENTENCES[result.reason] if result.reason else ""
            rows.append((group.value or "–" if place == 0 else "", figure.name, value, met, used, remark))
    return grid((found.column, "figure", "value", "met?", "used", "remark"), rows, (2, 4), width)


def _whole(results: Sequence[FigureResult], plan: Plan, width: int) -> str:
    pairs = list(zip(plan.checklist.figures, results, strict=True))
    rows = [(figure.name, figure.unit.value, *_cells(figure, result, plan)) for figure, result in pairs]
    table = grid(("figure", "for", "value", "goal", "met?", "used"), rows, (2, 5), width)
    notes = [f"{figure.name}: {note}." for figure, result in pairs if (note := "; ".join(_notes(figure, result)))]
    return "\n\n".join([table, *(["\n".join(paragraph(note, width, "", "  ") for note in notes)] if notes else [])])


def _cells(figure: Figure, result: FigureResult, plan: Plan) -> tuple[str, str, str, str]:
    """Value, goal, whether it is met, and how many observations were used."""
    unit = " %" if figure.is_percentage else ""
    value = "–" if result.value is None else shown_figure(figure, result.value, plan) + unit
    goal = f"{figure.goal}{unit}" if figure.goal else ""
    met = "" if result.goal is None else result.goal.name.lower().replace("_", " ")
    return value, goal, met, f"{result.n_used} of {result.n_observations}"


def shown_figure(figure: Figure, value: Fraction, plan: Plan) -> str:
    """A figure's value as people are shown it, never rounded onto its goal.

    Args:
        figure: The figure.
        value: Its value.
        plan: The plan of the checklist that it belongs to.
    """
    ends = {figure.goal.end} if figure.goal else set()
    if isinstance(figure.rule, MeanOfScore):
        score = figure.rule.score
        return shown(value, plan.checklist.score[score].decimals, ends | cuts_of(plan, score))
    return shown(value, DECIMALS, ends | {Fraction(0), Fraction(100)})


def _notes(figure: Figure, result: FigureResult) -> Iterator[str]:
    """What must be known of a figure beside its row."""
    if result.reason:
        asked = figure.n_at_least if result.reason is NoFigure.TOO_FEW_OBSERVATIONS else 0
        yield f"no value ({SENTENCES[result.reason]}{f', at least {asked} are asked for' if asked else ''})"
    for why, n in result.n_without.items():
        yield f"{counted(n, 'observation')} {LACKS[why]} {'is' if n == 1 else 'are'} not used"
    n_unrated = result.n_items - result.n_items_used
    if n_unrated:
        yield f"{counted(n_unrated, 'item')} of {result.n_items} {'was' if n_unrated == 1 else 'were'} never rated"
    if result.n_missing:
        yield f"{counted(result.n_missing, 'rating')} {'is' if result.n_missing == 1 else 'are'} missing"
    if figure.source:
        yield f"source: {figure.source}"
