"""Figures: a rule, what it is taken of, and what it is meant to reach."""

from __future__ import annotations

from collections.abc import Callable

from fidelity.definition.part import Broken, Part
from fidelity.definition.scores import members
from fidelity.model.figure import Figure, FigureRule, Goal, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.unit import Unit
from fidelity.problems import Problem


def figure(part: Part) -> Figure:
    """A figure."""
    rule = _MAKERS[part.name("rule")](part)
    n_at_least = part.whole_number("n_at_least")
    return part.made(
        Figure,
        id=part.name(),
        rule=rule,
        unit=Unit(part.name("unit")),
        title=part.text("title"),
        goal=_goal(part, rule) if part.has("goal") else None,
        n_at_least=1 if n_at_least is None else n_at_least,
        source=part.text("source"),
    )


def _goal(part: Part, rule: FigureRule) -> Goal:
    inner = part.inner("goal")
    ends = [key for key in ("at_least", "at_most") if inner and inner.has(key)]
    if inner is None or len(ends) != 1:
        raise Broken
    written = str(inner.take(ends[0])).strip()
    if written.endswith("%") and not isinstance(rule, MeanOfScore):
        # 80% is 4/5, which nearly every percentage from 0 to 100 reaches.
        message = f"the figure is a percentage from 0 to 100, and {written} is a share of 1"
        inner.report(Problem("bad-goal", message, f"write `{ends[0]}: {written.rstrip('% ')}`", (ends[0],)))
        raise Broken
    return inner.made(Goal, at_least=inner.number("at_least"), at_most=inner.number("at_most"))


_MAKERS: dict[str, Callable[[Part], FigureRule]] = {
    "share_meeting": lambda part: ShareMeeting(part.name("of")),
    "mean_of_score": lambda part: MeanOfScore(part.name("of")),
    "mean_of_item_percentages": lambda part: MeanOfItemPercentages(members(part, "of")),
}
