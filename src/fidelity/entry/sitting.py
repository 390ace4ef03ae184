"""A sitting: how far a rater is with a checklist, and what becomes of it with each line that is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

import attrs

from fidelity.entry.keys import Command, Keys
from fidelity.entry.questionnaire import Question, Questionnaire
from fidelity.entry.words import (
    answered_words,
    command_words,
    guidance_words,
    note_warning,
    open_words,
    overview_words,
)
from fidelity.handins.limits import NOTE
from fidelity.problems import Problem
from fidelity.ratings.measure import canonical

_GO = re.compile(r"(?P<key>\D*?)\s*(?P<number>\d{1,6})")
TAKE_AWAY = "-"
"""What is typed instead of a note to take the one away that is there."""


class Asking(Enum):
    """What the next line answers."""

    ITEM = "item"
    NOTE = "note"
    HAND_IN = "hand_in"


class Ended(Enum):
    """How a sitting ended."""

    STOPPED = "stopped"
    """It is kept as a draft."""
    HANDED_IN = "handed_in"


@attrs.frozen(eq=False)
class Sitting:
    """How far a rater is with a checklist.

    Attributes:
        questionnaire: What is asked.
        ratings: What was answered so far, by item, as a table of ratings holds it.
        notes: What was noted at items.
        place: Which question it is at; one more than the last at the end, where handing in is asked.
        noting: Whether the next line is the note to the question.
        ended: How it ended; None while it goes on.
    """

    questionnaire: Questionnaire
    ratings: Mapping[str, str] = attrs.field(factory=dict)
    notes: Mapping[str, str] = attrs.field(factory=dict)
    place: int = 0
    noting: bool = False
    ended: Ended | None = None

    @property
    def asking(self) -> Asking:
        """What the next line answers."""
        if self.place == len(self.questionnaire.questions):
            return Asking.HAND_IN
        return Asking.NOTE if self.noting else Asking.ITEM

    @property
    def question(self) -> Question:
        """The question that it is at."""
        return self.questionnaire.questions[self.place]

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(each for each in self.questionnaire.questions if each.item.id not in self.ratings)


@attrs.frozen(eq=False)
class Turn:
    """What became of one line.

    Attributes:
        sitting: The sitting after it.
        said: What is said to it, a sentence each.
        anew: Whether the question is then read out in full, and not only what it waits for.
    """

    sitting: Sitting
    said: tuple[str, ...] = ()
    anew: bool = True


def step(sitting: Sitting, line: str) -> Turn:
    """What becomes of a sitting with one more line.

    Nothing is ever answered by an empty line.

    Args:
        sitting: A sitting that has not ended.
        line: What was typed.
    """
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in line).split())
    if sitting.asking is Asking.NOTE:
        return _noted(attrs.evolve(sitting, noting=False), line)
    if sitting.asking is Asking.HAND_IN:
        return _at_the_end(sitting, line)
    return _at_an_item(sitting, line)


def _at_an_item(sitting: Sitting, line: str) -> Turn:
    question = sitting.question
    if not line:
        if question.item.id in sitting.ratings:
            return Turn(_moved(sitting, 1))
        skip = sitting.questionnaire.keys.commands[Command.SKIP]
        return Turn(sitting, (f"Nothing was typed. `{skip}` leaves the item unanswered.",))
    recorded = question.recorded(line)
    if isinstance(recorded, str):
        ratings = {**sitting.ratings, question.item.id: recorded}
        said = f"Item {question.number}: {answered_words(question, recorded)}."
        return Turn(_moved(attrs.evolve(sitting, ratings=ratings), 1), (said,))
    return _commanded(sitting, line) or _not_understood(sitting, recorded)


def _not_understood(sitting: Sitting, problem: Problem) -> Turn:
    key = sitting.questionnaire.keys.commands[Command.HELP]
    help_ = (f"{problem.help[:1].upper()}{problem.help[1:]}.",) if problem.help else ()
    said = (f"{problem.message[:1].upper()}{problem.message[1:]}.", *help_, f"`{key}` says what else can be typed.")
    return Turn(sitting, tuple(each.replace("?.", "?") for each in said), anew=False)


def _commanded(sitting: Sitting, line: str) -> Turn | None:
    """What becomes of a line that is a command; None where it is none."""
    keys = sitting.questionnaire.keys
    number = _GO.fullmatch(line)
    if number and keys.command(number["key"]) is Command.GO:
        return _gone(sitting, int(number["number"]))
    note = _note_in(line, keys)
    if note and sitting.asking is Asking.ITEM:
        return _noted(sitting, note)
    command = keys.command(line)
    return None if command is None else _obeyed(sitting, command)


def _note_in(line: str, keys: Keys) -> str:
    """The note that a line brings with it, as ``+ late`` and ``+late`` do; ``+1`` was meant otherwise."""
    first, _, rest = line.partition(" ")
    if keys.command(first) is Command.NOTE:
        return rest
    key = keys.commands[Command.NOTE]
    rest = line.removeprefix(key)
    return "" if rest == line or canonical(rest) else rest


def _obeyed(sitting: Sitting, command: Command) -> Turn:
    questionnaire = sitting.questionnaire
    match command:
        case Command.BACK:
            back = _moved(sitting, -1)
            return Turn(back, () if back.place != sitting.place else ("This is the first item.",))
        case Command.GO:
            said = f"To which item? Type, for example: {questionnaire.keys.commands[command]} 2."
            return Turn(sitting, (said,), False)
        case Command.END:
            return Turn(attrs.evolve(sitting, place=len(questionnaire.questions)))
        case Command.OVERVIEW:
            return Turn(sitting, overview_words(questionnaire, sitting.ratings, sitting.notes), False)
        case Command.QUIT:
            return Turn(attrs.evolve(sitting, ended=Ended.STOPPED))
    if sitting.asking is Asking.HAND_IN:
        return Turn(sitting, command_words(questionnaire.keys, at_the_end=True), False)
    match command:
        case Command.SKIP:
            return _skipped(sitting)
        case Command.NOTE:
            said = "Type the note, on one line. Enter alone leaves it as it is."
            has = sitting.question.item.id in sitting.notes
            more = (f"`{TAKE_AWAY}` takes it away.",) if has else ()
            return Turn(attrs.evolve(sitting, noting=True), (said, *more), False)
    return Turn(sitting, guidance_words(sitting.question), False)


def _skipped(sitting: Sitting) -> Turn:
    question = sitting.question
    ratings = dict(sitting.ratings)
    taken = ratings.pop(question.item.id, "")
    was = f"the answer {answered_words(question, taken)} is taken away" if taken else "left unanswered"
    return Turn(_moved(attrs.evolve(sitting, ratings=ratings), 1), (f"Item {question.number}: {was}.",))


def _noted(sitting: Sitting, text: str) -> Turn:
    """A note to the question, added to what is noted there already."""
    question, notes = sitting.question, dict(sitting.notes)
    if not text:
        return Turn(sitting, ("The note is left as it is.",), False)
    before = notes.pop(question.item.id, "")
    if text == TAKE_AWAY:
        return Turn(attrs.evolve(sitting, notes=notes), ("The note is taken away.",), False)
    notes[question.item.id] = f"{before} {text}".strip()
    if len(notes[question.item.id]) > NOTE:
        return Turn(sitting, (f"A note holds {NOTE:,} characters: this one is left out.",), False)
    said = f"Noted at item {question.number}: {notes[question.item.id]}"
    return Turn(attrs.evolve(sitting, notes=notes), (said, *note_warning(text)), False)


def _gone(sitting: Sitting, number: int) -> Turn:
    place = sitting.questionnaire.place(number)
    if place is None:
        return Turn(sitting, (f"There is no item {number} here.", *open_words(sitting.questionnaire)), False)
    return Turn(attrs.evolve(sitting, place=place))


def _moved(sitting: Sitting, by: int) -> Sitting:
    return attrs.evolve(sitting, place=max(0, sitting.place + by))


def _at_the_end(sitting: Sitting, line: str) -> Turn:
    match line.casefold():
        case "y" | "yes" if sitting.ratings:
            return Turn(attrs.evolve(sitting, ended=Ended.HANDED_IN))
        case "y" | "yes":
            return Turn(sitting, ("Nothing is answered yet, so there is nothing to hand in.",), False)
        case "n" | "no":
            return Turn(attrs.evolve(sitting, ended=Ended.STOPPED))
    return _commanded(sitting, line) or Turn(sitting, command_words(sitting.questionnaire.keys, at_the_end=True), False)
