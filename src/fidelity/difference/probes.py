"""Ratings that are tried in order to tell two plans apart: plain ones, edges, stairs, and some at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random

from fidelity.difference.choice import Choice, Choices
from fidelity.difference.sides import Observation
from fidelity.difference.verdict import Base

N_RANDOM = 300
"""How many are drawn at random."""
SEED = 20240229
"""What they are drawn by: the same each time."""
SHARES = (1.0, 0.9, 0.7, 0.3)
"""How much of an observation is rated, where it is drawn at random."""

May = Mapping[str, Choices]
"""What can be recorded for each item."""


def bases(may: May) -> dict[Base, dict[str, Choice]]:
    """The plain ratings: all at their highest, all at their lowest, and nothing recorded."""
    return {
        Base.HIGHEST: {name: choices.highest for name, choices in may.items()},
        Base.LOWEST: {name: choices.lowest for name, choices in may.items()},
        Base.NOTHING: {name: choices.nothing for name, choices in may.items()},
    }


def _plain(may: May) -> Iterator[Observation]:
    """The plain ones."""
    yield from bases(may).values()


def _single(may: May) -> Iterator[Observation]:
    """Each plain one with one item otherwise."""
    for base in bases(may).values():
        for name, choices in may.items():
            yield from ({**base, name: choice} for choice in choices.all if choice != base[name])


def _unrated(may: May) -> Iterator[Observation]:
    """Item after item left without a rating, for each way in which it can be, from both ends."""
    kinds = dict.fromkeys(choice.text for choices in may.values() for choice in choices.unrated)
    known = bases(may)
    for start in (known[Base.HIGHEST], known[Base.LOWEST]):
        for kind in kinds:
            observation = start
            for name, choices in may.items():
                found = next((choice for choice in choices.unrated if choice.text == kind), None)
                if found is not None:
                    observation = {**observation, name: found}
                    yield observation


def _stairs(may: May) -> Iterator[Observation]:
    """From all at their lowest to all at their highest: by items and by levels, with all rated and with one missing."""
    most = max((len(choices.rated) for choices in may.values()), default=0)
    by_item = [(name, choice) for name, choices in may.items() for choice in choices.rated]
    by_level = [
        (name, choices.rated[level])
        for level in range(most)
        for name, choices in may.items()
        if level < len(choices.rated)
    ]
    low = bases(may)[Base.LOWEST]
    for first in (None, *list(may)[:1]):
        for steps in (by_item, by_level):
            observation = low if first is None else {**low, first: may[first].nothing}
            for name, choice in steps:
                if name != first:
                    observation = {**observation, name: choice}
                    yield observation


def _random(may: May) -> Iterator[Observation]:
    """Some at random, with much or little of them rated."""
    draw = Random(SEED)
    for _ in range(N_RANDOM):
        share = draw.choice(SHARES)
        yield {
            name: draw.choice(choices.rated if choices.rated and draw.random() < share else choices.all)
            for name, choices in may.items()
        }


PHASES: tuple[Callable[[May], Iterator[Observation]], ...] = (_plain, _single, _unrated, _stairs, _random)
"""What is tried, the simplest first."""
