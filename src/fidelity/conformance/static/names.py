"""Whether everything that has a name is used, and no group is called as the whole is."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import ItemTest, leaves
from fidelity.model.figure import MeanOfItemPercentages
from fidelity.model.item import Use
from fidelity.model.members import chosen, members_read
from fidelity.model.score import Score
from fidelity.problems import Path, Problem

OVERALL = frozenset({"all", "overall", "total", "everything"})
"""What figures over everything are called in tables."""


def used(subject: Subject) -> Iterator[Problem]:
    """Nothing is defined and then used by nothing."""
    yield from _idle_scales(subject)
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        if not checklist.scores:
            continue
        variants = [each for _, each in subject.checklists if each.id == checklist.id]
        read = {name for each in variants for name in _read(each)}
        for place, item in enumerate(checklist.items):
            if item.use is Use.SCORED and item.id not in read:
                yield Problem(
                    "item-unused",
                    f"no score, criterion or figure reads item `{item.id}`",
                    "name it in a score, or write `use: unscored` if it is only to be recorded",
                    ("assessable", "checklists", number, "items", place),
                )
        for place, score in enumerate(checklist.scores):
            for name in sorted(name for name, weight in score.weights.items() if not weight):
                yield Problem(
                    "weight-zero",
                    f"`{name}` weighs 0 in score `{score.id}`, as if it were not there",
                    "leave it out of the score, or give it a weight",
                    ("assessable", "checklists", number, "scores", place, "weights", name),
                )


def _read(checklist: Checklist) -> Iterator[str]:
    """The items that any score, criterion or figure reads."""
    for score in checklist.scores:
        yield from (name for _, name in members_read(score, checklist.items))
    for criterion in checklist.criteria:
        for _, test in leaves(criterion.condition):
            if isinstance(test, ItemTest):
                yield from chosen(test.items, checklist.items)
    for figure in checklist.figures:
        if isinstance(figure.rule, MeanOfItemPercentages):
            yield from chosen(figure.rule.items, checklist.items)


def _idle_scales(subject: Subject) -> Iterator[Problem]:
    written = subject.written(("assessable", "scales"))
    if not isinstance(written, dict):
        return
    named = {item.scale.id for _, checklist in subject.checklists for item in checklist.items}
    named |= {item.scale.id for each in subject.intervention.assessable.checklists for item in each.items}
    for name in written:
        if name not in named:
            message = f"no item uses scale `{name}`"
            yield Problem("scale-unused", message, "delete it, or use it", ("assessable", "scales", name))


def overall(subject: Subject) -> Iterator[Problem]:
    """No component and no dimension is called as a score over all items is, or as the whole in a table."""
    wholes = {score.id for _, checklist in subject.checklists for score in checklist.scores if score.of.every} | OVERALL
    for path, name in _groups(subject):
        if name in wholes:
            yield Problem(
                "group-named-overall",
                f"a group of items is called `{name}`, as the whole is",
                "give it a name of its own: in a table by group the two could not be told apart",
                path,
            )


def namesakes(subject: Subject) -> Iterator[Problem]:
    """A score that is called as a component or dimension is taken of items of that component or dimension."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        groups = {name for item in checklist.items for name in (item.component, item.dimension)} - {""}
        for place, score in enumerate(checklist.scores):
            read = [checklist.item[name] for name in _items_read(score, checklist)]
            if score.id in groups and not any(score.id in (item.component, item.dimension) for item in read):
                yield Problem(
                    "score-of-another",
                    f"score `{score.id}` is called as a group of items is, and reads none of them",
                    "take it of that group, or call it otherwise",
                    ("assessable", "checklists", number, "scores", place, "of"),
                )


def _items_read(score: Score, checklist: Checklist) -> set[str]:
    """The items that a score reads, also by way of other scores."""
    names = {name for _, name in members_read(score, checklist.items)}
    inner = (_items_read(checklist.score[name], checklist) for name in names & checklist.score.keys())
    return (names & checklist.item.keys()).union(*inner)


def _groups(subject: Subject) -> Iterator[tuple[Path, str]]:
    yield from ((("components", place, "id"), each.id) for place, each in enumerate(subject.intervention.components))
    seen: set[str] = set()
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        for place, item in enumerate(checklist.items):
            if item.dimension and item.dimension not in seen:
                seen.add(item.dimension)
                yield ("assessable", "checklists", number, "items", place, "dimension"), item.dimension
