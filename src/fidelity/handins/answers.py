"""The answers of a hand-in, each read as every cell of a table of ratings is."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.handins.limits import ANSWER, PROBLEMS
from fidelity.model.answer import MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.problems import Problem, nearest
from fidelity.ratings.cells import cells_of

_REMEMBERED = 10_000
"""How many texts of an item are remembered; an item has a dozen, and malice has no end."""


class AnswerReader:
    """Reads the answers to one checklist; what a text means is found out once.

    Args:
        checklist: The checklist.
    """

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self._cells = {item.id: cells_of(item, checklist) for item in checklist.items}
        self._known: dict[str, dict[str, str]] = {item.id: {} for item in checklist.items}

    def read(self, given: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[Problem, str]]]:
        """The answers by item, each written in one way, and what is wrong with them; a blank one is missing.

        Args:
            given: What the hand-in says, by item.
        """
        found: dict[str, str] = {}
        problems: list[tuple[Problem, str]] = []
        for name, text in given.items():
            known = self._known.get(name)
            said = None if known is None else known.get(text)
            if said is None:
                read = self._read(name, text)
                if isinstance(read, Problem):
                    problems.append((read, name))
                    if len(problems) >= PROBLEMS:
                        break
                    continue
                said = read
            if said:
                found[name] = said
        return found, problems

    def answers(self, ratings: Mapping[str, str]) -> dict[str, Answer]:
        """What answers that were read mean, for every item of the checklist.

        Args:
            ratings: What `read` gave.
        """
        off = Answer(Status.OFF_BY_DESIGN)
        return {
            name: off if name in self.checklist.off else cells.answer(ratings.get(name, "")) or MISSING
            for name, cells in self._cells.items()
        }

    def _read(self, name: str, text: str) -> str | Problem:
        cells = self._cells.get(name)
        if cells is None:
            return Problem("unknown-item", "the checklist has no such item", nearest(name[:60], self._cells))
        if len(text) > ANSWER:
            return Problem("too-long", f"the answer has {len(text):,} characters, and at most {ANSWER:,} are read")
        answer = cells.answer(text)
        if answer is None:
            return cells.problem(text)
        said = cells.written(answer, text)
        if len(self._known[name]) < _REMEMBERED:
            self._known[name][text] = said
        return said
