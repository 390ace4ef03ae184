"""Whether everything counts once: no item enters a total by two ways, and no two items ask the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.rule import (
    Count,
    Mean,
    MeanOfPercentages,
    Opportunity,
    PercentOfPossible,
    ProportionAtOrAbove,
    Sum,
    Weighted,
)
from fidelity.model.score import Members, Score
from fidelity.problems import Problem

_ADDING = (Sum, Mean, Weighted, PercentOfPossible, MeanOfPercentages, ProportionAtOrAbove, Opportunity, Count)
"""Rules that add their members up, so that one which comes twice weighs twice."""


def counted_once(subject: Subject) -> Iterator[Problem]:
    """No item enters a score by way of two scores that it is made of."""
    told: set[str] = set()
    for path, checklist in subject.checklists:
        for place, score in enumerate(checklist.scores):
            for name, n in Counter(_leaves(score, checklist)).items():
                message = f"`{name}` enters score `{score.id}` {n} times, by way of the scores that it is made of"
                if n > 1 and message not in told:
                    told.add(message)
                    found = Problem("counted-twice", message, "leave it out of all but one of them", ("scores", place))
                    yield attrs.evolve(found, path=path) if checklist.profile else found.under(*path)


def _leaves(score: Score, checklist: Checklist) -> Iterator[str]:
    """What a score adds up in the end: items, and scores that do not add up."""
    for name in checklist.members(score.of):
        inner = checklist.score.get(name)
        if inner is not None and isinstance(score.rule, _ADDING) and isinstance(inner.rule, _ADDING):
            yield from _leaves(inner, checklist)
        else:
            yield name


def distinct(subject: Subject) -> Iterator[Problem]:
    """No two items of a checklist ask the same, and no two scores or criteria say the same under two names."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        texts = [(each.id, " ".join(each.text.casefold().rstrip(".!? ").split())) for each in checklist.items]
        made = [(each.id, _made_of(each, checklist)) for each in checklist.scores]
        asked = [(each.id, (each.condition, each.valid_from, each.valid_until)) for each in checklist.criteria]
        for noun, named in (("items", texts), ("scores", made), ("criteria", asked)):
            for place, first, second in _alike(named):
                yield Problem(
                    "same-twice",
                    f"{noun} `{first}` and `{second}` are the same but for their names",
                    "mostly one of the two was copied, and not changed where it should differ",
                    ("assessable", "checklists", number, noun, place),
                )


def _made_of(score: Score, checklist: Checklist) -> object:
    """What a score is, without its names, its bands and how it is shown."""
    own = attrs.evolve(score, id=checklist.id, title="", bands=(), decimals=2, source="", declared=None)
    return attrs.evolve(own, of=Members(checklist.members(score.of)))


def _alike(named: Sequence[tuple[str, object]]) -> Iterator[tuple[int, str, str]]:
    """Each thing that is like an earlier one, with its place and the names of both."""
    for place, (name, thing) in enumerate(named):
        first = next((other for other, earlier in named[:place] if earlier == thing), None)
        if first is not None:
            yield place, first, name
