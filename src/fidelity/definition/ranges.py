"""Ranges as a definition writes them: ``at_least`` or ``above``, ``at_most`` or ``below``."""

from __future__ import annotations

from fidelity.definition.part import Broken, Part
from fidelity.model.item import Step
from fidelity.model.range import Range
from fidelity.model.rule import Rung

_ENDS = ("at_least", "above", "at_most", "below")


def range_of(part: Part) -> Range:
    """The range whose ends are among the keys of a part."""
    if not any(part.has(end) for end in _ENDS):
        raise Broken
    ends = {end: part.number(end) for end in _ENDS}
    return part.made(Range, **ends)


def step(part: Part) -> Step:
    """What raw numbers in one range are worth."""
    return Step(range_of(part), part.exact(part.take("is"), "is"))


def rung(part: Part) -> Rung:
    """What numbers in one range become."""
    return Rung(range_of(part), part.exact(part.take("is"), "is"))
