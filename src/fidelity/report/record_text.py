"""One record on a page of plain text: its facts, its ratings, its scores, and its whole history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from fidelity.forms.blank import STATUS_WORDS
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.status import Status
from fidelity.ratings.cells import cells_of
from fidelity.records.entry import Entry, Record
from fidelity.records.observation import FACTS, Observation, from_content
from fidelity.report.grid import grid, paragraph
from fidelity.report.history_text import history_json, history_text
from fidelity.report.observation_scores import ObservationScores, scores_json, scores_text
from fidelity.report.records_text import checklist_of, record_json, state_of

SEALED = (
    "Sealed: a rater who must not see them has yet to hand in, so ratings, notes and scores are not shown. "
    "Who rated, when and why is no secret."
)
_TECHNICAL = ("format", "schema", "id", "plan_hash", "text_hash")
"""What a record of another kind says, and nobody reads."""
RATED = ("observation", "consensus")
"""The kinds of record that hold ratings."""


@attrs.frozen(eq=False)
class RecordPage:
    """What is shown of one record.

    Attributes:
        record: The record as it stands.
        entries: Its history, parents before those that follow them.
        scores: What its ratings came to; None where its definition is not there.
        sealed: Whether its ratings are kept back from everybody.
        remark: Why there are no texts or scores; empty where there are.
    """

    record: Record
    entries: Sequence[Entry]
    scores: ObservationScores | None = None
    sealed: bool = False
    remark: str = ""

    @property
    def observation(self) -> Observation | None:
        """What was recorded; None for a record of another kind, or one that was erased."""
        if self.record.content is None or self.record.kind not in RATED:
            return None
        return from_content(self.record.content)

    @property
    def checklist(self) -> Checklist | None:
        """The checklist that was rated; None where it is not known."""
        return self.scores.plan.checklist if self.scores else None


def record_text(page: RecordPage, width: int = 80) -> str:
    """One record on a page.

    Args:
        page: What is shown of it.
        width: How wide the page is, in characters.
    """
    record = page.record
    revisions = "1 revision" if record.n_revisions == 1 else f"{record.n_revisions} revisions"
    blocks = [
        f"{record.kind.capitalize()} {record.id}\n"
        + paragraph(f"{state_of(record)}, {revisions}" + _of(checklist_of(record)), width)
    ]
    blocks += filter(None, (_facts(page, width), *_body(page, width)))
    blocks.append("History\n\n" + history_text(page.entries, page.checklist, page.sealed, width))
    return "\n\n".join(blocks)


def _of(checklist: str) -> str:
    return f"; {checklist}" if checklist else ""


def _facts(page: RecordPage, width: int) -> str:
    """What is known of the visit, or all that a record of another kind says."""
    content = page.record.content or {}
    found = content.get("facts") if page.observation else content
    facts = found if isinstance(found, Mapping) else {}
    names = [*(name for name in FACTS if name in facts), *(name for name in facts if name not in FACTS)]
    rows = [
        ("visit" if name == "observation" else name.replace("_", " "), _said(facts[name]))
        for name in names
        if name not in _TECHNICAL
    ]
    wide = max((len(name) for name, said in rows if said), default=0)
    return "\n".join(paragraph(f"{name:<{wide}}  {said}", width, "", " " * (wide + 2)) for name, said in rows if said)


def _said(value: object) -> str:
    """A value in a few words; of a list of records only how many they are."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')} {_said(each)}" for name, each in value.items() if _said(each))
    if isinstance(value, list | tuple):
        listed = ", ".join(map(str, value))
        return f"{len(value)} entries" if any(isinstance(each, Mapping) for each in value) else listed
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _body(page: RecordPage, width: int) -> Iterator[str]:
    observation = page.observation
    if observation is None:
        return
    if page.sealed:
        yield paragraph(SEALED, width)
        return
    if page.remark:
        yield paragraph(page.remark, width)
    yield ratings_text(observation, page.checklist, width)
    if page.scores:
        yield scores_text(page.scores, width)


def ratings_text(observation: Observation, checklist: Checklist | None, width: int = 80) -> str:
    """The ratings of one observation with what each was given for, and what was noted at it.

    Args:
        observation: The observation.
        checklist: What was rated; None where it is not known, and codes stand alone.
        width: How wide the page is, in characters.
    """
    rows: list[tuple[str, ...]] = []
    for name in item_ids(observation, checklist):
        code = observation.ratings.get(name, "")
        item = checklist.item.get(name) if checklist else None
        label = " – ".join(filter(None, (code, label_of(code, item, checklist)))) if item and checklist else code
        rows.append((name, label or "–", item.text if item else ""))
        if observation.notes.get(name):
            rows.append(("", "", f"Note: {observation.notes[name]}"))
    return grid(("item", "rated", "what was rated"), rows, (), width)


def item_ids(observation: Observation, checklist: Checklist | None) -> list[str]:
    """The items of an observation in the order of its checklist, those that were not rated too."""
    known = [item.id for item in checklist.items if item.id not in checklist.off] if checklist else []
    return list(dict.fromkeys((*known, *observation.ratings, *observation.notes)))


def label_of(text: str, item: Item, checklist: Checklist) -> str:
    """What a text in the column of an item stands for, for people.

    Args:
        text: The code, status or raw number.
        item: The item.
        checklist: The checklist.
    """
    answer = cells_of(item, checklist).answer(text)
    if answer is None:
        return "not a code of this item"
    if answer.status is Status.MISSING:
        return "not rated"
    if answer.status is not Status.RATED:
        label = STATUS_WORDS[answer.status][0] if answer.status in STATUS_WORDS else answer.status.value
        return "" if text == answer.status.value else label
    return next((point.label for point in item.scale.points if point.code == answer.code), "")


def rating_rows(page: RecordPage) -> list[dict[str, str]]:
    """The ratings of one record as rows of a table: item, rating, label, text and note; none while they are sealed."""
    observation, checklist = page.observation, page.checklist
    if observation is None or page.sealed:
        return []
    rows = []
    for name in item_ids(observation, checklist):
        code = observation.ratings.get(name, "")
        item = checklist.item.get(name) if checklist else None
        rows.append(
            {
                "item": name,
                "rating": code,
                "label": label_of(code, item, checklist) if item and checklist else "",
                "text": item.text if item else "",
                "note": observation.notes.get(name, ""),
            }
        )
    return rows


def record_page_json(page: RecordPage) -> dict[str, object]:
    """One record as plain data; of one that is sealed neither ratings nor what was changed in them."""
    content = dict(page.record.content or {})
    if page.sealed:
        for part in ("ratings", "notes", "shown"):
            content.pop(part, None)
    return {
        "format": 1,
        **record_json(page.record),
        "sealed": page.sealed,
        "content": content or None,
        **(scores_json(page.scores) if page.scores and not page.sealed else {}),
        "history": history_json(page.entries, page.sealed),
    }
