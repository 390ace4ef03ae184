"""Two versions of a checklist, side by side: what a score needs of each, and what ratings come to in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.difference.choice import Choice, Choices, choices_of
from fidelity.difference.sums import Atom, Known, ScoreReader
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result

Observation = Mapping[str, Choice]
"""What is recorded for each item that matters."""


@attrs.frozen(eq=False)
class Sides:
    """The old and the new version.

    Attributes:
        plans: Their plans.
        rules: The plugins' own rules by name, where a plan calls any.
        memory: What can be recorded for the items that were asked for already.
        readers: How each score is read, by its side and id.
    """

    plans: tuple[Plan, Plan]
    rules: Mapping[str, PythonRule]
    memory: dict[str, Choices] = attrs.field(factory=dict)
    readers: dict[tuple[int, str], ScoreReader] = attrs.field(factory=dict)

    @property
    def checklists(self) -> tuple[Checklist, Checklist]:
        """The old and the new checklist."""
        return self.plans[0].checklist, self.plans[1].checklist

    def choices(self, item: str) -> Choices:
        """What can be recorded for an item."""
        if item not in self.memory:
            self.memory[item] = choices_of(item, self.checklists, self._telling)
        return self.memory[item]

    @cached_property
    def _telling(self) -> frozenset[Fraction]:
        """Every number that a plan is written with."""
        return frozenset(number for plan in self.plans for part in (plan.scores, plan.criteria) for number in _in(part))

    def of_scores(self, names: Iterable[str]) -> Sides:
        """The same with no more scores than are needed for some."""
        wanted = tuple(names)
        parts = (
            attrs.evolve(plan, scores={name: plan.scores[name] for name in plan.scores if name in needed})
            for plan in self.plans
            for needed in (scores_under(plan, wanted),)
        )
        old, new = parts
        # Which raw numbers are tried depends on the numbers that the scores are written with.
        return attrs.evolve(self, plans=(old, new), memory={})

    def items(self) -> tuple[str, ...]:
        """The items that any of the scores is made of, in the order of the old version, then of the new one."""
        used = {
            member.id
            for plan in self.plans
            for score in plan.scores.values()
            for member in score.members
            if not member.is_score
        }
        return tuple(dict.fromkeys(item.id for side in self.checklists for item in side.items if item.id in used))

    def answers(self, side: int, observation: Observation) -> dict[str, Answer]:
        """What one version takes the ratings for."""
        taken = {name: choice.answers[side] for name, choice in observation.items()}
        return {name: answer for name, answer in taken.items() if answer is not None}

    def reader(self, side: int, score: str) -> ScoreReader:
        """How a score of one version is read."""
        key = (side, score)
        if key not in self.readers:
            self.readers[key] = ScoreReader(side, self.plans[side].scores[score], self.rules)
        return self.readers[key]

    def results(self, side: int, observation: Observation) -> dict[str, Result]:
        """What one version makes of the ratings: the exact engine's rules, with what items add remembered."""
        known: dict[Atom, Known] = {}
        for name in self.plans[side].scores:
            reader = self.reader(side, name)
            found = {atom: observation[atom.name] if atom.is_item else known[atom] for atom in reader.atoms}
            known[Atom(name, side)] = reader.end(reader.sums(found))
        return {atom.name: result for atom, result in known.items() if isinstance(result, Result)}

    def scored(self, side: int, observation: Observation) -> dict[str, Result]:
        """The same by the exact engine from the beginning, for what is told as an example."""
        return score_one(self.plans[side], self.answers(side, observation), self.rules)

    def band(self, side: int, score: str, result: Result) -> str:
        """The band of a result, by id; empty where there is none."""
        return "" if result.band is None else self.checklists[side].score[score].bands[result.band].id


def scores_under(plan: Plan, names: Iterable[str]) -> frozenset[str]:
    """Some scores and all those that they are made of."""
    found: set[str] = set()
    ahead = [name for name in names if name in plan.scores]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [member.id for member in plan.scores[name].members if member.is_score]
    return frozenset(found)


def _in(part: object) -> set[Fraction]:
    """Every number in a part of a plan."""
    if isinstance(part, Fraction):
        return {part}
    if isinstance(part, Mapping):
        return set().union(*map(_in, part.values()))
    if isinstance(part, tuple | frozenset):
        return set().union(*map(_in, part))
    kind = type(part)
    if attrs.has(kind):
        return set().union(*(_in(getattr(part, field.name)) for field in attrs.fields(kind)))
    return set()
