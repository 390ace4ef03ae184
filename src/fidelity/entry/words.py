"""What a sitting says: plain sentences, one idea a line, that a screen reader reads as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fidelity.entry.keys import Command, Keys
from fidelity.entry.questionnaire import Question, Questionnaire
from fidelity.model.item import Item
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.plan.words import listed
from fidelity.ratings.measure import advice, wanted
from fidelity.records.personal import looks_personal

INDENT = "  "


def status_label(status: Status) -> str:
    """A status as people say it: ``not applicable``."""
    return status.value.replace("_", " ")


def answered_words(question: Question, recorded: str) -> str:
    """An answer as it is read back: the code with its label, a number with what it counts, a status.

    Args:
        question: The question.
        recorded: What is recorded.
    """
    return recorded_words(question.item, recorded, {status.value for status in question.instead})


def recorded_words(item: Item, recorded: str, statuses: set[str]) -> str:
    """A recorded answer in words.

    Args:
        item: The item.
        recorded: What is recorded.
        statuses: The names of the statuses that the item allows.
    """
    labels = {point.code: point.label for point in item.scale.points}
    if recorded in labels:
        label = labels[recorded]
        return f"{recorded}, {label}" if label and label.casefold() != recorded.casefold() else recorded
    if recorded in statuses:
        return recorded.replace("_", " ")
    unit = item.scale.unit
    if item.scale.kind is Kind.PERCENT:
        return f"{recorded} %" + (f" ({unit})" if unit else "")
    return f"{recorded} {unit}".strip()


def question_words(questionnaire: Questionnaire, place: int, rating: str, note: str) -> tuple[str, ...]:
    """A question read out: its number and of how many, its text, what can be answered, what was answered already.

    Args:
        questionnaire: What is asked.
        place: Which question.
        rating: What was answered already; empty for nothing.
        note: What was noted already; empty for nothing.
    """
    question = questionnaire.questions[place]
    item = question.item
    critical = ", critical" if item.critical else ""
    lines = [f"Item {question.number} of {questionnaire.n_items}{critical}: {item.text}"]
    lines += [f"{INDENT}{line}" for line in _choices(question)]
    if rating:
        lines.append(f"Answered: {answered_words(question, rating)}. Enter keeps it.")
    if note:
        lines.append(f"Note: {note}")
    return tuple(lines)


def _choices(question: Question) -> Iterator[str]:
    item = question.item
    for place, point in enumerate(item.scale.points, 1):
        key = f"{place} or {point.code}" if question.numbered else point.code
        said = ". ".join(part.rstrip(".") for part in (point.label, item.anchor(point.code)) if part)
        yield f"{key}  {said}" if said else key
    if item.scale.is_measure:
        unit = f" ({item.scale.unit})" if item.scale.unit else ""
        yield f"{wanted(item.scale)}{unit}"
        if help_ := advice(item.scale, ""):
            yield help_
    for status, key in question.instead.items():
        codes = [text for text, answer in question.cells.texts.items() if answer.status is status]
        others = [code for code in codes if code not in (status.value, key)]
        yield f"{key}  {status_label(status)}" + (f" (or {listed(others, 'or')})" if others else "")


def guidance_words(question: Question) -> tuple[str, ...]:
    """How to decide at a question, and everything that can be typed there."""
    item = question.item
    lines = [item.guidance or "There is no further guidance on this item."]
    if item.evidence:
        lines.append(f"Look at: {listed((each.replace('_', ' ') for each in item.evidence), 'or')}.")
    return (*lines, *(f"{INDENT}{line}" for line in _choices(question)), *command_words(question.keys))


def command_words(keys: Keys, at_the_end: bool = False) -> tuple[str, ...]:
    """The commands, a line each.

    Args:
        keys: The keys.
        at_the_end: Whether they are those of the end, where handing in is asked.
    """
    said = {
        Command.BACK: "back to the item before",
        Command.SKIP: "skip: the item stays unanswered, and an answer that is there is taken away",
        Command.NOTE: f"a note to the item, such as: {keys.commands[Command.NOTE]} asked twice",
        Command.HELP: "guidance on the item, and this list",
        Command.GO: f"go to an item, such as: {keys.commands[Command.GO]} 2",
        Command.OVERVIEW: "overview of all items",
        Command.END: "to the end: what is missing, the scores, handing in",
        Command.QUIT: "save and stop",
    }
    if at_the_end:
        here = (Command.BACK, Command.GO, Command.OVERVIEW, Command.QUIT)
        first = (f"{INDENT}y  yes, hand in", f"{INDENT}n  no, keep it as a draft and stop")
        return ("You can type:", *first, *(f"{INDENT}{keys.commands[each]}  {said[each]}" for each in here))
    return ("You can type an answer, or:", *(f"{INDENT}{keys.commands[each]}  {text}" for each, text in said.items()))


def overview_words(
    questionnaire: Questionnaire, ratings: Mapping[str, str], notes: Mapping[str, str]
) -> tuple[str, ...]:
    """All items with what was answered, a line each."""
    lines = []
    for question in questionnaire.questions:
        item = question.item
        answered = answered_words(question, ratings[item.id]) if item.id in ratings else "not answered"
        noted = "; with a note" if item.id in notes else ""
        lines.append(f"Item {question.number}: {answered}{noted}. {item.text}")
    return tuple(lines)


def missing_words(questionnaire: Questionnaire, ratings: Mapping[str, str]) -> str:
    """What is not answered, by number."""
    open_ = [str(each.number) for each in questionnaire.questions if each.item.id not in ratings]
    n = len(questionnaire.questions)
    if not open_:
        return "All items are answered." if n > 1 else "The item is answered."
    return f"Answered: {n - len(open_)} of {n}. Not answered: item{'s' if len(open_) > 1 else ''} {listed(open_)}."


def open_words(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Which items there are."""
    numbers = [question.number for question in questionnaire.questions]
    said = [f"Items go from {numbers[0]} to {numbers[-1]}."]
    left = [str(number) for number in range(1, questionnaire.n_items + 1) if number not in numbers]
    if left:
        said.append(f"The profile leaves out item{'s' if len(left) > 1 else ''} {listed(left)}.")
    return tuple(said)


def note_warning(text: str) -> tuple[str, ...]:
    """A word about a note that seems to say who somebody is; empty for any other."""
    found = looks_personal(text)
    if not found:
        return ()
    return (
        f"This looks like {listed(found)}. Notes are about practice, and say nobody's name.",
        "To write it anew: + and - take the note away.",
    )
