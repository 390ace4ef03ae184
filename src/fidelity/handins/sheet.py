"""What a hand-in says, before any of it is believed."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.problems import Place, Problem
from fidelity.ratings.cells import quoted
from fidelity.records.observation import Edition

FACTS, RATINGS, NOTES = "facts", "ratings", "notes"
"""The parts of a hand-in that hold texts by name."""
_WORDS = {FACTS: "fact", RATINGS: "item", NOTES: "note at"}


@attrs.frozen(eq=False)
class Sheet:
    """One observation as a file has it: texts, and where each of them stands.

    Attributes:
        source: The file, as the user named it.
        where: Which of several it is in its file: ``line 3``, ``row 5``, ``tab Visit 2``; empty where there is one.
        line: The line of the file, for files that have one hand-in a line.
        id: The id of the observation; empty where the form gave it none.
        edition: Which checklist the form was made for; None where it does not say.
        facts: Who, where and when, by name.
        ratings: The answers by item.
        notes: The notes by item.
        shown: What the form showed of each score, by score; empty where it showed none.
        made_with: What wrote it; may be empty.
        cells: Where in a table a fact, an answer or a note stands, by part and name: ``cell C7``.
        problems: What could not be read.
        remarks: What was found odd, or was not read.
    """

    source: str
    where: str = ""
    line: int | None = None
    id: str = ""
    edition: Edition | None = None
    facts: Mapping[str, str] = attrs.field(factory=dict)
    ratings: Mapping[str, str] = attrs.field(factory=dict)
    notes: Mapping[str, str] = attrs.field(factory=dict)
    shown: Mapping[str, str] = attrs.field(factory=dict)
    made_with: str = ""
    cells: Mapping[tuple[str, str], str] = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()

    def placed(self, problem: Problem, part: str = "", name: str = "") -> Problem:
        """A problem with its place: file, line or row, cell, and what it is about.

        Args:
            problem: What is wrong.
            part: Which part of the hand-in it is about; empty for the whole.
            name: Which fact or item.
        """
        cell = self.cells.get((part, name), "")
        named = f"{_WORDS[part]} {quoted(name)}" if name else ""
        where = ", ".join(filter(None, (self.where, cell, named)))
        message = f"{where}: {problem.message}" if where else problem.message
        path = (part, name) if name else ((part,) if part else problem.path)
        return attrs.evolve(problem, message=message, path=path, place=Place(self.source, self.line))
