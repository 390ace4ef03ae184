"""A hand-in checked against the checklist that its form was made for: all that is wrong with it, or an observation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

import attrs

from fidelity.handins.answers import AnswerReader
from fidelity.handins.facts import Facts, checked_facts
from fidelity.handins.identity import derived_id
from fidelity.handins.notes import checked_notes
from fidelity.handins.patterns import fits
from fidelity.handins.sheet import FACTS, NOTES, RATINGS, Sheet
from fidelity.model.checklist import Checklist
from fidelity.plan.definition import Definition
from fidelity.problems import Problem, remark
from fidelity.records.observation import Edition, Observation
from fidelity.records.policy import Policy

_LISTED = 12
"""How many missing items are named."""


class Definitions(Protocol):
    """Finds the definition of an edition."""

    def get(self, edition: Edition) -> Definition | Problem:
        """The definition of an edition, or why there is none that could stand for it."""


@attrs.frozen(eq=False)
class Checked:
    """What became of a hand-in that was checked.

    Attributes:
        sheet: What it says.
        observation: The observation that it is; None where anything is wrong with it.
        problems: What is wrong with it, each with its place.
        remarks: What is odd about it, and stops nobody.
        definition: The definition that it was checked against; None where there is none.
    """

    sheet: Sheet
    observation: Observation | None
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    definition: Definition | None = None


def check(sheet: Sheet, checklists: Definitions, policy: Policy | None = None, today: date | None = None) -> Checked:
    """A hand-in checked; for many, make a `Checker` once.

    Args:
        sheet: What the hand-in says.
        checklists: Finds the checklist that it was made for.
        policy: What codes look like in this workspace.
        today: The day of today.
    """
    return Checker(checklists, policy, today).check(sheet)


class Checker:
    """Checks hand-ins; each checklist is looked up once.

    Args:
        checklists: Finds the checklist that a hand-in was made for.
        policy: What codes look like in this workspace.
        today: The day of today.
    """

    def __init__(self, checklists: Definitions, policy: Policy | None = None, today: date | None = None) -> None:
        self._checklists = checklists
        self._policy = policy or Policy()
        self._today = today or date.today()
        self._readers: dict[int, AnswerReader] = {}

    def reader(self, definition: Definition) -> AnswerReader:
        """The reader of answers to the checklist of a definition."""
        checklist = definition.plan.checklist
        found = self._readers.get(id(checklist))
        if found is None or found.checklist is not checklist:
            found = self._readers[id(checklist)] = AnswerReader(checklist)
        return found

    def check(self, sheet: Sheet) -> Checked:
        """A hand-in, checked.

        Args:
            sheet: What it says.
        """
        definition = self._definition(sheet)
        if isinstance(definition, Problem):
            told = () if sheet.edition is None and sheet.problems else (sheet.placed(definition),)
            return Checked(sheet, None, (*sheet.problems, *told), sheet.remarks)
        edition, checklist = _edition(sheet), definition.plan.checklist
        facts = checked_facts(sheet.facts, edition, checklist, self._policy, self._today)
        ratings, bad = self.reader(definition).read(sheet.ratings)
        notes, bad_notes, odd_notes = checked_notes(sheet.notes, checklist)
        if not any(sheet.ratings.values()) and not notes and not sheet.problems:
            problem = Problem("nothing-filled-in", "no item has an answer", "hand in the form that was filled in")
            return Checked(sheet, None, (sheet.placed(problem),), sheet.remarks, definition)
        problems = [
            *sheet.problems,
            *(sheet.placed(problem, FACTS, name) for problem, name in facts.problems if not _told(sheet, FACTS, name)),
            *(sheet.placed(problem, RATINGS, name) for problem, name in bad),
            *(sheet.placed(problem, NOTES, name) for problem, name in bad_notes),
            *map(sheet.placed, _id_problems(sheet)),
        ]
        remarks = [
            *sheet.remarks,
            *map(sheet.placed, _edition_remarks(sheet, definition)),
            *(sheet.placed(problem, FACTS, name) for problem, name in facts.remarks),
            *(sheet.placed(problem, NOTES, name) for problem, name in odd_notes),
            *map(sheet.placed, _rating_remarks(sheet.ratings, ratings, checklist)),
        ]
        observation = None if problems else _observation(sheet, edition, facts, ratings, notes)
        return Checked(sheet, observation, tuple(problems), tuple(remarks), definition)

    def _definition(self, sheet: Sheet) -> Definition | Problem:
        if sheet.edition is None:
            help_ = "fill in a form that this program made; `fidelity form` writes one"
            return Problem("no-edition", "nothing says which checklist this is, and in which version", help_)
        # Whatever the text's hash, it is the same definition; and by its plan's, it would be looked up once for each.
        found = self._checklists.get(attrs.evolve(sheet.edition, plan_hash="", text_hash=""))
        if isinstance(found, Problem) or sheet.edition.plan_hash == found.plan.hash:
            return found
        return _another(sheet.edition, found)


def _edition(sheet: Sheet) -> Edition:
    if sheet.edition is None:
        raise ValueError("a sheet without an edition has no definition")
    return sheet.edition


def _another(edition: Edition, found: Definition) -> Problem:
    name = found.intervention.name
    message = (
        f"the form was made from another definition: this {name} computes otherwise than the one that is installed"
    )
    help_ = "install the plugin in the version that the form was made with, or name its definition with `--definition`"
    return Problem("edition-differs", message, help_, ("plan_hash",))


def _observation(
    sheet: Sheet, edition: Edition, facts: Facts, ratings: dict[str, str], notes: dict[str, str]
) -> Observation:
    return Observation(sheet.id or derived_id(edition, facts.texts), edition, dict(facts.texts), ratings, notes)


def _id_problems(sheet: Sheet) -> Iterator[Problem]:
    if sheet.id and not fits("id", sheet.id):
        yield Problem("bad-record-id", f"`{sheet.id[:40]}` is no id of a record", "leave it empty, and one is made")


def _edition_remarks(sheet: Sheet, definition: Definition) -> Iterator[Problem]:
    said, known = _edition(sheet).text_hash, definition.intervention.text_hash
    if said and known and said != known:
        message = "the wording of the definition has changed since the form was made, and nothing that it computes"
        yield remark("text-differs", message, "`fidelity diff` shows what")


def _rating_remarks(given: Mapping[str, str], ratings: Mapping[str, str], checklist: Checklist) -> Iterator[Problem]:
    asked = (item.id for item in checklist.items if item.id not in checklist.off)
    missing = [name for name in asked if name not in ratings and given.get(name, "").strip() in ("", "missing")]
    if missing:
        names = ", ".join(missing[:_LISTED]) + (", …" if len(missing) > _LISTED else "")
        n = len(checklist.items) - len(checklist.off)
        yield remark("items-missing", f"{len(missing)} of {n} items without an answer: {names}")
    unused = [name for name in ratings if name in checklist.off]
    if unused:
        message = f"these answers are kept and not used, because the profile leaves them out: {', '.join(unused)}"
        yield remark("rated-but-off", message)


def _told(sheet: Sheet, part: str, name: str) -> bool:
    """Whether something was found already where this stands."""
    return any(problem.path == (part, name) for problem in sheet.problems)
