"""A blank form, before it is laid out: whatever is made of it asks the same questions in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from fidelity.errors import UsageError
from fidelity.forms.facts import Field, fields_of
from fidelity.intervention import Intervention
from fidelity.model.answer import allowed
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.plan.plan import Plan
from fidelity.plan.words import listed
from fidelity.problems import Problem
from fidelity.ratings.cells import Cells, cells_of
from fidelity.ratings.measure import wanted
from fidelity.records.observation import Edition

STATUS_WORDS: dict[Status, tuple[str, str]] = {
    Status.NOT_APPLICABLE: (
        "Not applicable",
        "It had no place in this visit, for a reason that the checklist accepts.",
    ),
    Status.NOT_OBSERVED: ("Not observed", "That part was not seen by the rater."),
    Status.NO_OPPORTUNITY: ("No opportunity", "The occasion for it did not arise."),
    Status.NOT_ASSESSABLE: ("Not assessable", "A technical reason, such as a recording that cannot be heard."),
    Status.INSUFFICIENT_DATA: ("Too little to rate", "Something was seen, and it was too little to rate."),
    Status.OFF_BY_DESIGN: ("Left out by design", "A study or a service has agreed to leave it out."),
}
"""What stands instead of a rating, for people: a label, and what it means."""


@attrs.frozen
class Choice:
    """One point of a scale, as it can be chosen.

    Attributes:
        code: What is recorded.
        label: One or two words for it; may be empty.
        anchor: What practice looks like that earns it; may be empty.
    """

    code: str
    label: str
    anchor: str


@attrs.frozen
class Instead:
    """What can be chosen instead of a rating; it is an answer, and no blank.

    Attributes:
        text: What is recorded.
        label: What it is called.
        meaning: When it is chosen.
        codes: Codes that may be written for it on paper and in sheets, such as ``NA``.
    """

    text: str
    label: str
    meaning: str
    codes: tuple[str, ...]


@attrs.frozen
class Question:
    """One item, as it is asked.

    Attributes:
        item: The item.
        number: Its place in the checklist, from 1; items that a profile leaves out keep theirs.
        text: What is asked, as it stands beside its number.
        group: The component or dimension under which it stands, for people; empty where items are not grouped.
        evidence: Where the rater looks, in words; empty where nobody said.
        choices: The points of its scale; empty where a number is recorded.
        wanted: What number is recorded, in words: ``a whole number of at least 0``; empty where there are points.
        instead: What may stand instead of a rating.
    """

    item: Item
    number: int
    text: str
    group: str
    evidence: str
    choices: tuple[Choice, ...]
    wanted: str
    instead: tuple[Instead, ...]

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def asked(self) -> str:
        """What is to be written down, where a number is: ``Minutes: a whole number of at least 0``."""
        if self.item.scale.kind is Kind.PERSONS:
            return "One result for each person, with spaces between, such as 4/4 2/3 0/4"
        unit = self.item.scale.unit.strip("% ")
        said = f"{unit}: {self.wanted}" if unit else self.wanted
        if unit and self.item.scale.kind is Kind.PERCENT:
            said = f"{self.wanted} of {unit}"
        return f"{said[:1].upper()}{said[1:]}"


@attrs.frozen(eq=False)
class Blank:
    """A blank form.

    Attributes:
        edition: Which checklist it is, to the letter.
        title: The checklist's name for people.
        subject: The intervention's name for people.
        citation: Where it comes from; empty where nobody said.
        licence: Under what terms it may be used; empty where nobody said.
        workspace: Whose form it is; empty where that has no name.
        questions: The items that are asked, in order, without those that a profile leaves out.
        fields: The facts that are asked, in order.
        plan: The plan that scores it.
    """

    edition: Edition
    title: str
    subject: str
    citation: str
    licence: str
    workspace: str
    questions: tuple[Question, ...]
    fields: tuple[Field, ...]
    plan: Plan

    @property
    def checklist(self) -> Checklist:
        """The checklist."""
        return self.plan.checklist

    @property
    def name(self) -> str:
        """What a file of it is called, without an ending: ``imr_fidelity``."""
        return "_".join(filter(None, (self.edition.intervention, self.edition.checklist, self.edition.profile)))


def blank_of(
    intervention: Intervention,
    plan: Plan,
    *,
    workspace: str = "",
    patterns: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
) -> Blank:
    """A blank form of a checklist.

    Args:
        intervention: The intervention.
        plan: The plan of its checklist.
        workspace: Whose form it is.
        patterns: What codes look like, as regular expressions for the whole code, by fact.
        given: Facts that are known already, by name: who and where, never a rating.

    Raises:
        UsageError: A fact that is given is none, or does not look as it should.
    """
    checklist = plan.checklist
    if len(checklist.off) == len(checklist.items):
        message = f"checklist `{checklist.id}` has no items that a form could ask"
        raise UsageError(Problem("no-items", message, "choose another profile"))
    profile, text_hash = checklist.profile, intervention.text_hash
    return Blank(
        Edition(intervention.id, intervention.version, checklist.id, profile, plan.hash, text_hash),
        checklist.name,
        intervention.title,
        intervention.source.citation,
        intervention.source.licence,
        workspace,
        tuple(_questions(intervention, checklist)),
        fields_of(checklist, patterns or {}, given or {}),
        plan,
    )


def _questions(intervention: Intervention, checklist: Checklist) -> Iterator[Question]:
    titles = {component.id: component.title for component in intervention.components}
    by = _grouping(checklist.items)
    texts = texts_beside_numbers(checklist)
    for number, item in enumerate(checklist.items, 1):
        if item.id not in checklist.off:
            key = getattr(item, by) if by else ""
            yield Question(
                item,
                number,
                texts[item.id],
                titles.get(key, key.replace("_", " ").capitalize()),
                listed(each.replace("_", " ") for each in item.evidence) if item.evidence else "",
                tuple(Choice(each.code, each.label, item.anchor(each.code)) for each in item.scale.points),
                wanted(item.scale) if item.scale.is_measure else "",
                tuple(_instead(item, cells_of(item, checklist))),
            )


def texts_beside_numbers(checklist: Checklist) -> dict[str, str]:
    """The text of each item as it stands beside its number: without that number where every text begins with its own.

    Args:
        checklist: The checklist.
    """
    whole = {item.id: item.text for item in checklist.items}
    bare = {item.id: _bare(item.text, number) for number, item in enumerate(checklist.items, 1)}
    return bare if all(text and text != whole[name] for name, text in bare.items()) else whole


def _bare(text: str, number: int) -> str:
    """A text without the number that it begins with; as it is where it begins otherwise."""
    found = re.match(rf"{number}[.)]?\s+", text)
    return text[found.end() :] if found else text


def _grouping(items: Iterable[Item]) -> str:
    """By what items are grouped: by component where they show several, else by dimension, else not at all."""
    for by in ("component", "dimension"):
        if len({getattr(item, by) for item in items} - {""}) > 1:
            return by
    return ""


def _instead(item: Item, cells: Cells) -> Iterator[Instead]:
    for status in allowed(item):
        # By its name, unless the scale has a point that is called so.
        texts = [text for text, answer in cells.texts.items() if answer.status is status]
        texts.sort(key=lambda text: text != status.value)
        label, meaning = STATUS_WORDS[status]
        yield Instead(texts[0], label, meaning, tuple(text for text in texts if text != status.value))
