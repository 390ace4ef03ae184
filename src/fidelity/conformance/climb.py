"""The highest and the lowest value that a score takes, found by changing one item after another for the better."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from fidelity.conformance.engine import Row
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.members import members_read
from fidelity.model.rule import Ladder
from fidelity.model.score import Score

_LEVELS = 8
"""Up to how many ratings of an item are each tried; of more, only the outermost."""


def climbed(
    value_of: Callable[[Row], Fraction | None],
    levels: Mapping[str, Sequence[Answer]],
    starts: Sequence[Row],
    highest: bool,
    end: Fraction | None = None,
) -> Fraction | None:
    """The best value that any of the starts leads to; None where no rating gives one.

    Args:
        value_of: The value of one observation.
        levels: The ratings of each item that may be changed, worst first.
        starts: Observations to begin with.
        highest: Whether the highest value is the best, or the lowest.
        end: A value than which there is none better: where a start has it, nothing is tried.
    """
    if end is not None and any(value_of(start) == end for start in starts):
        return end
    found = [_from_one(value_of, levels, start, highest) for start in starts]
    values = [value for value in found if value is not None]
    return (max(values) if highest else min(values)) if values else None


def _from_one(
    value_of: Callable[[Row], Fraction | None], levels: Mapping[str, Sequence[Answer]], start: Row, highest: bool
) -> Fraction | None:
    row, value = dict(start), value_of(start)
    better = True
    while better:
        better = False
        for name, answers in levels.items():
            for answer in answers if len(answers) <= _LEVELS else (answers[0], answers[-1]):
                tried = value_of({**row, name: answer}) if row[name] != answer else None
                if tried is not None and (value is None or (tried > value if highest else tried < value)):
                    row[name], value, better = answer, tried, True
    return value


def turned_starts(checklist: Checklist, score: Score, best: Row, worst: Row) -> list[Row]:
    """The best and the worst observation for a score with members that should be low, or not be at all.

    Args:
        checklist: The checklist.
        score: The score.
        best: Every item at its highest.
        worst: Every item at its lowest.
    """
    unwanted = {name for each in scores_read(checklist, score) for name in _unwanted(each)}
    if not unwanted:
        return []
    return [
        {name: (worst if name in unwanted else best)[name] for name in best},
        {name: (best if name in unwanted else worst)[name] for name in best},
    ]


def scores_read(checklist: Checklist, score: Score) -> list[Score]:
    """A score and all scores that it is made of, also those that weigh nothing."""
    found = [score]
    for each in found:
        named = (name for _, name in members_read(each, checklist.items) if name in checklist.score)
        found += [checklist.score[name] for name in named if checklist.score[name] not in found]
    return found


def _unwanted(score: Score) -> set[str]:
    """The items that a score counts backwards, or that a ladder asks not to be there."""
    steps = score.rule.steps if isinstance(score.rule, Ladder) else ()
    return {*score.reverse, *(name for step in steps for need in step.needs if need.none for name in need.of)}


def items_read(checklist: Checklist, score: Score) -> list[str]:
    """The items that a score reads, also by way of other scores, in the order of the checklist."""
    scores = scores_read(checklist, score)
    names = {name for each in scores for _, name in members_read(each, checklist.items)}
    return [item.id for item in checklist.items if item.id in names]
