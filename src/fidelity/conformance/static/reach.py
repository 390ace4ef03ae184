"""Whether everything that is judged can turn out either way: cut-offs, bands, thresholds, goals and targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, ItemTest, ScoreTest, leaves
from fidelity.model.figure import MeanOfScore
from fidelity.model.number import plain
from fidelity.model.range import Range
from fidelity.model.rule import AllOrNothing, Count, LookUp, Opportunity, ProportionAtOrAbove, Ratio
from fidelity.model.score import Score
from fidelity.plan.plan import Plan
from fidelity.problems import Path, Problem

Ends = tuple[Fraction | None, Fraction | None]
"""The lowest and the highest that a number can be; None for an end that has no limit."""
_PERCENT = (Fraction(0), Fraction(100))
_EITHER_WAY = "a cut-off that everybody reaches, or nobody, says nothing: compare it with the range"


def reachable(subject: Subject) -> Iterator[Problem]:
    """Every cut-off can be reached and missed, every band can be reached, and no score is always the same."""
    told: dict[str, set[str]] = {}
    for path, checklist, plan in subject.lowered:
        if isinstance(plan, Plan):
            known = told.setdefault(checklist.id, set())
            for problem in _problems(checklist, plan):
                # What a profile takes over from its checklist is told there only.
                if problem.message not in known:
                    known.add(problem.message)
                    yield attrs.evolve(problem, path=path) if checklist.profile else problem.under(*path)


def _problems(checklist: Checklist, plan: Plan) -> Iterator[Problem]:
    for place, score in enumerate(checklist.scores):
        for problem in (*_score_problems(score, plan), *_rule_problems(score, plan)):
            yield problem.under("scores", place)
    for place, criterion in enumerate(checklist.criteria):
        for steps, test in leaves(criterion.condition):
            what = f"criterion `{criterion.id}`"
            yield from _test_problems(what, test, checklist, plan, ("criteria", place, *steps))
    for place, figure in enumerate(checklist.figures):
        if figure.goal and isinstance(figure.rule, MeanOfScore):
            goal = Range(at_least=figure.goal.at_least, at_most=figure.goal.at_most)
            ends, what = plan.scores[figure.rule.score].range, f"the goal of figure `{figure.id}`"
            yield from _cut_problems(what, figure.rule.score, goal, ends, ("figures", place, "goal"))
    if checklist.reliability and not 0 < checklist.reliability.at_least <= 1:
        least = plain(checklist.reliability.at_least)
        message = f"raters are to agree by at least {least}, and a coefficient lies between 0 and 1"
        yield Problem("out-of-reach", message, "write 0.60 or 60%", ("reliability", "at_least"))
    yield from _idle_steps(checklist)


def _score_problems(score: Score, plan: Plan) -> Iterator[Problem]:
    low, high = plan.scores[score.id].range
    if low is not None and low == high:
        message = f"score `{score.id}` is {plain(low)}, whatever is rated"
        yield Problem("always-the-same", message, "compare its rule and its members with the source", ())
    for place, band in enumerate(score.bands):
        if _never(band.range, (low, high)):
            message = f"no value of score `{score.id}` lies in band `{band.id}`: it goes {_words((low, high))}"
            yield Problem("out-of-reach", message, _EITHER_WAY, ("bands", place))


def _rule_problems(score: Score, plan: Plan) -> Iterator[Problem]:
    """Thresholds that a member always reaches, and ranges of a table that its number never has."""
    rule, members = score.rule, plan.scores[score.id].members
    if isinstance(rule, Count | AllOrNothing | ProportionAtOrAbove | Opportunity) and rule.at_least is not None:
        for member in members:
            if member.lowest is not None and member.lowest >= rule.at_least:
                message = f"`{member.id}` reaches the threshold {plain(rule.at_least)} of score `{score.id}` always"
                help_ = f"its lowest is {plain(member.lowest)}: raise the threshold, or leave the item out"
                yield Problem("always-met", message, help_, ("threshold",))
    if isinstance(rule, Ratio) and {*rule.to} == {*score.of.ids}:
        message = f"score `{score.id}` divides its members by themselves"
        yield Problem("always-the-same", message, "name under `to` what they are to be divided by", ("to",))
    if isinstance(rule, LookUp):
        ranges = [rung.range for rung in rule.ranges]
        ends = (members[0].lowest, members[0].highest)
        yield from _unused_ranges(ranges, ends, f"score `{score.id}`", ("ranges",))


def _idle_steps(checklist: Checklist) -> Iterator[Problem]:
    for place, item in enumerate(checklist.items):
        ends = (item.scale.lowest, item.scale.highest)
        ranges = [step.range for step in item.steps]
        yield from _unused_ranges(ranges, ends, f"item `{item.id}`", ("items", place, "points"))


def _unused_ranges(ranges: Sequence[Range], ends: Ends, what: str, path: Path) -> Iterator[Problem]:
    for place, each in enumerate(ranges):
        if _never(each, ends):
            message = f"no number of {what} is {each}: it goes {_words(ends)}"
            yield Problem("out-of-reach", message, "compare the ranges with the ends of the scale", (*path, place))


def _test_problems(
    what: str, test: ScoreTest | BandTest | ItemTest, checklist: Checklist, plan: Plan, path: Path
) -> Iterator[Problem]:
    if isinstance(test, ScoreTest):
        yield from _cut_problems(what, test.score, test.range, plan.scores[test.score].range, path)
    elif isinstance(test, BandTest):
        if {*test.bands} >= {band.id for band in checklist.score[test.score].bands}:
            message = f"{what} asks for any band of score `{test.score}`, and is met by every value"
            yield Problem("always-met", message, _EITHER_WAY, path)
    else:
        for name in checklist.members(test.items):
            if name not in checklist.off:
                item = checklist.item[name]
                yield from _cut_problems(what, name, test.range, (item.lowest, item.highest), path)


def _cut_problems(what: str, of: str, cut: Range, ends: Ends, path: Path) -> Iterator[Problem]:
    """A cut-off that no value reaches, that every value reaches, or that was written as a share of a percentage."""
    if _never(cut, ends):
        yield Problem("out-of-reach", f"{what} asks for `{of}` {cut}, and it goes {_words(ends)}", _EITHER_WAY, path)
    elif _always(cut, ends):
        yield Problem("always-met", f"{what} asks for `{of}` {cut}, and it goes {_words(ends)}", _EITHER_WAY, path)
    elif ends == _PERCENT and any(0 < end < 1 for end in _given(cut.low, cut.high)):
        message = f"{what} asks for `{of}` {cut}, and it is a percentage from 0 to 100"
        yield Problem("share-of-percentage", message, "80% is the number 0.8; of a percentage write 80", path)


def _given(*ends: Fraction | None) -> Iterable[Fraction]:
    return (end for end in ends if end is not None)


def _never(cut: Range, ends: Ends) -> bool:
    """Whether no number between the ends lies in a range."""
    low, high = ends
    too_high = high is not None and cut.low is not None and not Range(cut.at_least, cut.above).holds(high)
    too_low = low is not None and cut.high is not None and not Range(None, None, cut.at_most, cut.below).holds(low)
    return too_high or too_low


def _always(cut: Range, ends: Ends) -> bool:
    """Whether every number between the ends lies in a range."""
    low, high = ends
    from_below = cut.low is None or (low is not None and Range(cut.at_least, cut.above).holds(low))
    from_above = cut.high is None or (high is not None and Range(None, None, cut.at_most, cut.below).holds(high))
    return from_below and from_above


def _words(ends: Ends) -> str:
    low, high = (None if end is None else plain(end) for end in ends)
    return f"from {low or 'anything'} to {high or 'anything'}"
