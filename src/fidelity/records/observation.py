"""An observation: what one rater recorded of one visit, as every form hands it in and the store keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

FORMAT = "fidelity-observation"
SCHEMA = 1

VISIT = "observation"
"""The fact that names the visit: raters of one visit share it, as rows of a table of ratings do."""
FACTS = (
    VISIT,
    "date",
    "practitioner",
    "rater",
    "role",
    "team",
    "site",
    "region",
    "client",
    "mode",
    "minutes",
    "raters",
)
"""The facts that mean something, in the order of a form; others may stand beside them.

``role`` is whose eyes it was seen with: ``coach``, ``supervisor``, ``peer``, ``self``, ``machine``, ``master``.
``mode`` is what was seen: ``live``, ``video``, ``audio``, ``documents``.
``minutes`` is how long was observed, and ``raters`` how many raters are to rate the visit independently.
"""
MASTER = "master"
"""The role of those whose ratings others are compared with."""


@attrs.frozen
class Edition:
    """Which checklist was rated, to the letter.

    Attributes:
        intervention: The intervention's id.
        version: Its version.
        checklist: The checklist's id.
        profile: The profile's id; empty for the checklist as published.
        plan_hash: Over everything that can change a number.
        text_hash: Over all text of the definition; empty for one that was built in code.
    """

    intervention: str
    version: str
    checklist: str
    profile: str = ""
    plan_hash: str = ""
    text_hash: str = ""


@attrs.frozen
class Observation:
    """What one rater recorded of one visit.

    Attributes:
        id: Made where it was recorded, and never again: a UUID.
        edition: Which checklist was rated.
        facts: Who, where and when, by name (see `FACTS`); none of them blank.
        ratings: For each item that was answered, the answer as a table of ratings writes it: a code, the name of a
            status, a raw number, or results of persons. An item that is absent is missing.
        notes: What was noted at an item, by item.
    """

    id: str
    edition: Edition
    facts: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    ratings: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    notes: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    @property
    def visit(self) -> str:
        """The visit's name; empty where it has none."""
        return self.facts.get(VISIT, "")

    @property
    def rater(self) -> str:
        """The rater's code; empty where nobody is named."""
        return self.facts.get("rater", "")

    @property
    def date(self) -> str:
        """The day of the visit, as year-month-day; empty where it has none."""
        return self.facts.get("date", "")


def as_content(observation: Observation) -> dict[str, Any]:
    """An observation as plain data, after `schemas/observation.schema.json`."""
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": observation.id,
        **attrs.asdict(observation.edition),
        "facts": dict(observation.facts),
        "ratings": dict(observation.ratings),
        "notes": dict(observation.notes),
    }


def from_content(content: Mapping[str, Any]) -> Observation:
    """The observation that plain data hold.

    Raises:
        KeyError: They hold none.
        TypeError: They hold something else.
    """
    edition = Edition(**{field.name: content.get(field.name, "") for field in attrs.fields(Edition)})
    groups = (content["facts"], content["ratings"], content.get("notes", {}))
    if not (_are_texts([content["id"], *attrs.astuple(edition)]) and all(map(_is_group, groups))):
        raise TypeError("an observation is made of texts")
    return Observation(content["id"], edition, *groups)


def _is_group(value: object) -> bool:
    return isinstance(value, Mapping) and _are_texts(value.values())


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
