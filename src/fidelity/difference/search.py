"""The search for ratings that two plans make something else of, as simple as they can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import permutations

import attrs

from fidelity.difference.choice import Choice
from fidelity.difference.every_state import every_state
from fidelity.difference.probes import PHASES, bases
from fidelity.difference.record import Sample
from fidelity.difference.sides import Observation, Sides
from fidelity.difference.verdict import Aspect, Base
from fidelity.model.criterion import Condition

MAIN = frozenset({Aspect.VALUE, Aspect.VERDICT})
"""What matters most: once it was seen to differ, no further ratings are tried."""

ENOUGH = 2
"""So few answers that are not plain are few enough."""

MOST_TURNS = 600
"""How often one answer is let go further at the most."""

Differs = Callable[[Observation], frozenset[Aspect]]
"""What of an answer differs for some ratings."""


@attrs.frozen(eq=False)
class Quest:
    """What is looked for.

    Attributes:
        sides: The old and the new version, with the scores that matter.
        items: The items that matter.
        differs: What differs for some ratings.
        scores: The scores that decide, each with its side.
        conditions: What decides besides, where it is a criterion.
    """

    sides: Sides
    items: tuple[str, ...]
    differs: Differs
    scores: tuple[tuple[int, str], ...]
    conditions: tuple[Condition, Condition] | None = None


@attrs.frozen
class Outcome:
    """What became of a search.

    Attributes:
        samples: The simplest ratings for each aspect that was seen to differ.
        n_tried: How many different ratings were tried.
        is_proof: Whether they stand for all that can be recorded.
    """

    samples: Mapping[Aspect, Observation]
    n_tried: int
    is_proof: bool


def search(quest: Quest) -> Outcome:
    """Look for ratings that differ: plain ones first, then edges, then some at random, then all that there are.

    Args:
        quest: What is looked for.
    """
    may = {name: quest.sides.choices(name) for name in quest.items}
    found: dict[Aspect, Observation] = {}
    tried: set[tuple[str, ...]] = set()
    is_proof = False
    for phase in PHASES:
        _try(quest, phase(may), found, tried)
        if MAIN & found.keys():
            break
    else:
        is_whole = all(choices.is_whole for choices in may.values())
        # Where nothing can be proved and something was found, more of the same is not worth its time.
        states = every_state(quest.sides, quest.scores, quest.conditions) if is_whole or not found else None
        if states is not None:
            nothing = {name: choices.nothing for name, choices in may.items()}
            _try(quest, ({**nothing, **state} for state in states), found, tried)
            is_proof = is_whole
    return Outcome({aspect: found[aspect] for aspect in Aspect if aspect in found}, len(tried), is_proof)


def _try(
    quest: Quest, observations: Iterable[Observation], found: dict[Aspect, Observation], tried: set[tuple[str, ...]]
) -> None:
    """Try some ratings, each only once; the first that differ in an aspect are kept."""
    for observation in observations:
        key = tuple(observation[name].text for name in quest.items)
        if key not in tried:
            tried.add(key)
            for aspect in quest.differs(observation):
                found.setdefault(aspect, observation)


def simplest(quest: Quest, observation: Observation, aspect: Aspect) -> tuple[Observation, Sample]:
    """The same with as many answers as possible turned back to plain ones.

    Args:
        quest: What is looked for.
        observation: Ratings that differ.
        aspect: What of the answer differs.

    Returns:
        The ratings, and how they are told.
    """
    may = {name: quest.sides.choices(name) for name in quest.items}
    plain = bases(may)
    turned = {base: _turned_back(quest, observation, plain[base], aspect) for base in Base}
    base = min(Base, key=lambda each: (len(_changed(quest, turned[each], plain[each])), each is Base.NOTHING))
    shrunk = _shrunk(quest, turned[base], plain[base], aspect)
    ratings = {name: shrunk[name].text for name in quest.items}
    has_ends = all(choices.has_end for choices in may.values())
    return shrunk, Sample(base, ratings, _changed(quest, shrunk, plain[base]), has_ends)


def _changed(quest: Quest, here: Observation, plain: Observation) -> tuple[str, ...]:
    return tuple(name for name in quest.items if here[name] != plain[name])


def _shrunk(quest: Quest, here: Observation, plain: Observation, aspect: Aspect) -> Observation:
    """Fewer answers that are not plain: one of them goes further, so that another can be turned back."""
    left = iter(range(MOST_TURNS))
    while True:
        turns = (turn for turn, _ in zip(_turns(quest, here, plain), left, strict=False))
        further = next((turn for turn in turns if aspect in quest.differs(turn)), None)
        if further is None:
            return here
        here = _turned_back(quest, further, plain, aspect)


def _turns(quest: Quest, here: Observation, plain: Observation) -> Iterator[Observation]:
    """One answer otherwise and another one plain; none where few are not plain."""
    changed = _changed(quest, here, plain)
    if len(changed) > ENOUGH:
        for name, back in permutations(changed, 2):
            for choice in quest.sides.choices(name).all:
                if choice != plain[name]:
                    yield {**here, back: plain[back], name: choice}


def _turned_back(quest: Quest, observation: Observation, plain: Observation, aspect: Aspect) -> dict[str, Choice]:
    """Each answer turned back in its turn, and again, as long as what differed still does."""
    here = dict(observation)
    while True:
        before = dict(here)
        for name in quest.items:
            tried = {**here, name: plain[name]}
            if here[name] != plain[name] and aspect in quest.differs(tried):
                here = tried
        if here == before:
            return here
