"""Questionnaire: the items of a checklist as they are asked one after another."""

from __future__ import annotations

import attrs

from fidelity.entry.keys import FEWEST_NUMBERED, Command, Keys, keys_of
from fidelity.model.answer import Answer, allowed
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Point
from fidelity.model.status import Status
from fidelity.problems import Problem
from fidelity.ratings.cells import Cells, cells_of


@attrs.frozen(eq=False)
class Question:
    """One item, as it is asked.

    Attributes:
        item: The item.
        number: Its place in the checklist, from 1; items that a profile leaves out keep theirs.
        cells: The reader of its answers.
        keys: What can be typed beside its answers.
    """

    item: Item
    number: int
    cells: Cells
    keys: Keys

    @property
    def numbered(self) -> tuple[Point, ...]:
        """The points that can be chosen by their number, from 1; empty where their codes are typed instead."""
        points = self.item.scale.points
        return points if self.keys.numbered and len(points) >= FEWEST_NUMBERED else ()

    @property
    def instead(self) -> dict[Status, str]:
        """What may stand instead of a rating, each with its key."""
        return {status: self.keys.statuses[status] for status in allowed(self.item)}

    def recorded(self, line: str) -> str | Problem:
        """What is recorded where a line was typed as an answer, or why it is none.

        Args:
            line: The line without surrounding white space, not empty.

        Returns:
            The answer as a table of ratings holds it: the code, the number in its shortest form, the results of
            persons, the name of the status.
        """
        answer = self.cells.answer(line)
        if answer is None and line.isascii() and line.isdigit() and 0 < int(line) <= len(self.numbered):
            answer = self.cells.answer(self.numbered[int(line) - 1].code)
        if answer is None:
            status = self.keys.status(line)
            answer = Answer(status) if status in self.instead else None
        if answer is None:
            return self.cells.problem(line)
        if answer.status in (Status.MISSING, Status.INVALID):
            # Whether something is missing follows from what was answered; nobody answers it.
            said = f"`{line}` is no answer"
            return Problem("bad-cell", said, f"`{self.keys.commands[Command.SKIP]}` leaves the item unanswered")
        return self.cells.written(answer, line)


@attrs.frozen(eq=False)
class Questionnaire:
    """A checklist, as it is gone through.

    Attributes:
        checklist: The checklist.
        questions: Its items in order, without those that a profile leaves out.
        keys: What can be typed beside answers.
    """

    checklist: Checklist
    questions: tuple[Question, ...]
    keys: Keys

    @property
    def n_items(self) -> int:
        """How many items the checklist has, with those that a profile leaves out: the last number on the form."""
        return len(self.checklist.items)

    def place(self, number: int) -> int | None:
        """The place of the item of a number among the questions; None where no such item is asked."""
        places = {question.number: place for place, question in enumerate(self.questions)}
        return places.get(number)


def questionnaire(checklist: Checklist) -> Questionnaire:
    """A checklist as it is gone through.

    Args:
        checklist: The checklist.
    """
    keys = keys_of(checklist)
    questions = (
        Question(item, number, cells_of(item, checklist), keys)
        for number, item in enumerate(checklist.items, 1)
        if item.id not in checklist.off
    )
    return Questionnaire(checklist, tuple(questions), keys)
