"""Figures in sentences, made from the same records that are computed."""

from __future__ import annotations

from fidelity.model.checklist import Checklist
from fidelity.model.figure import Figure, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.score import Members
from fidelity.plan.words import counted, listed


def figure_words(figure: Figure, checklist: Checklist) -> str:
    """A figure in one sentence without a full stop: for what, of what, its goal, and how many it asks for."""
    unit = "the intervention as a whole" if figure.unit.value == "intervention" else f"each {figure.unit.value}"
    said = f"for {unit}, {_rule(figure, checklist)}"
    if figure.goal:
        said += f"; the goal is {figure.goal}{' %' if figure.is_percentage else ''}"
    if figure.n_at_least > 1:
        said += f"; none where fewer than {counted(figure.n_at_least, checklist.unit.value)} can be used"
    return said


def _rule(figure: Figure, checklist: Checklist) -> str:
    many = f"{checklist.unit.value}s"
    match figure.rule:
        case ShareMeeting(criterion):
            return f"the percentage of the judged {many} that meet {criterion}"
        case MeanOfScore(score):
            return f"the mean of {score} over the {many} that have a value"
        case MeanOfItemPercentages(items):
            return _percentages(items, checklist, many)


def _percentages(items: Members, checklist: Checklist, many: str) -> str:
    names = [name for name in checklist.members(items) if name not in checklist.off]
    share = f"as a percentage of the possible points, over the {many} in which it counts"
    if len(names) == 1:
        return f"{names[0]} {share}"
    group = items.component or items.dimension
    some = f"the {counted(len(names), 'item')}" + (f" on {group}" if group else "")
    return f"each of {listed(names) if items.ids else some} {share}, and the mean of these percentages"
