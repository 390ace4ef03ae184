"""What a golden case gives: the ratings of one observation, read as cells of a table are."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.problems import Path, Problem, nearest
from fidelity.ratings.cells import cells_of


def answers_of(
    ratings: Mapping[str, str], path: Path, checklist: Checklist
) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """The answers to all items, and what is wrong with the ratings of a case.

    Args:
        ratings: What is recorded, as text by item; an item that is absent is missing.
        path: The way to them in their file.
        checklist: The checklist.
    """
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for name in ratings:
        if name not in checklist.item:
            known = nearest(name, checklist.item)
            problems.append(Problem("unknown-item", f"there is no item `{name}`", known, (*path, name)))
    for name, item in checklist.item.items():
        cells = cells_of(item, checklist)
        text = ratings.get(name, "")
        answer = cells.answer(text)
        if answer is None:
            problem = cells.problem(text)
            problems.append(Problem(problem.code, problem.message, problem.help, (*path, name)))
        else:
            answers[name] = answer
    return answers, tuple(problems)
