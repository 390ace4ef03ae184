"""Which way is better: whether more points of an item, or fewer, are what the checklist asks for.

More points are better, unless the plan says otherwise: a score counts the item backwards, a ladder asks for its
absence, a table turns more of it into less, or a criterion asks for little of the score that it enters. Where two
scores disagree, or where an item is a part of a ratio, nothing can be said of the item alone, and nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import pairwise

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, Criterion, ItemTest, ScoreTest, leaves
from fidelity.model.item import Use
from fidelity.model.members import members_read
from fidelity.model.range import Range
from fidelity.model.rule import Ladder, LookUp, Python, Rate, Ratio
from fidelity.model.score import Score
from fidelity.plan.plan import Plan


class Lean(IntEnum):
    """Which end of a scale is the better one."""

    FEWER = -1
    """The lowest points are the best."""
    OPEN = 0
    """Neither end is better in itself."""
    MORE = 1
    """The highest points are the best."""


def leans(plan: Plan) -> Mapping[str, Lean]:
    """Which end of each item is the better one; an item that nothing reads and no score is to read is left out.

    Args:
        plan: The plan of the checklist.
    """
    checklist = plan.checklist
    found: dict[str, list[Lean]] = {}
    for name, lean in _demanded(checklist, plan.criteria):
        found.setdefault(name, []).append(lean)
    # A score comes after those that it is made of, so from the end each one is known before its members.
    for name in reversed(tuple(plan.scores)):
        score = checklist.score[name]
        own = joined(found.get(name, [Lean.MORE]))
        for member, lean in _members(score, checklist):
            found.setdefault(member, []).append(Lean(own * lean))
    return {
        item.id: joined(found.get(item.id, [Lean.MORE]))
        for item in checklist.items
        if item.id not in checklist.off and (item.id in found or item.use is Use.SCORED)
    }


def joined(of: Iterable[Lean]) -> Lean:
    """What several readings come to: what they agree on, and nothing where they do not."""
    said = set(of)
    return said.pop() if len(said) == 1 else Lean.OPEN


def _demanded(checklist: Checklist, criteria: Iterable[Criterion]) -> Iterator[tuple[str, Lean]]:
    """What criteria ask of scores and items."""
    for criterion in criteria:
        for _, test in leaves(criterion.condition):
            if isinstance(test, ItemTest):
                yield from ((name, _lean(test.range)) for name in checklist.members(test.items))
            elif isinstance(test, ScoreTest):
                yield test.score, _lean(test.range)
            else:
                yield test.score, _band_lean(test, checklist.score[test.score])


def _lean(range_: Range) -> Lean:
    """The end that a cut-off leaves open."""
    if range_.high is None:
        return Lean.MORE
    return Lean.FEWER if range_.low is None else Lean.OPEN


def _band_lean(test: BandTest, score: Score) -> Lean:
    """The end that the bands of a criterion lie at."""
    order = sorted(score.bands, key=lambda band: (band.range.low is not None, band.range.low or 0))
    passing = [band.id in test.bands for band in order]
    if passing[-1] and not passing[0]:
        return Lean.MORE
    return Lean.FEWER if passing[0] and not passing[-1] else Lean.OPEN


def _members(score: Score, checklist: Checklist) -> Iterator[tuple[str, Lean]]:
    """What a score makes of more points of each member."""
    rule = score.rule
    if isinstance(rule, Ladder):
        needs = [need for step in rule.steps for need in step.needs]
        yield from ((name, Lean.FEWER if need.none else Lean.MORE) for need in needs for name in need.of)
        return
    lean = Lean.OPEN if isinstance(rule, Ratio | Rate | Python) else Lean.MORE
    if isinstance(rule, LookUp):
        lean = _table_lean(rule)
    for _, name in members_read(score, checklist.items):
        if score.weights.get(name, 1):
            yield name, Lean(-lean) if name in score.reverse else lean


def _table_lean(rule: LookUp) -> Lean:
    """Whether a table rises or falls."""
    values = [rung.value for rung in sorted(rule.ranges, key=lambda rung: (rung.range.low is not None, rung.range.low))]
    steps = {after > before for before, after in pairwise(values) if after != before}
    return Lean.OPEN if len(steps) != 1 else Lean.MORE if steps.pop() else Lean.FEWER
