"""Golden cases: ratings with the scores that must come of them, shipped beside the definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import attrs

from fidelity.definition.document import Document, read_document
from fidelity.errors import DefinitionError
from fidelity.problems import Path, Problem

Value = str | int | float | bool | None
"""What may stand beside a name in a case."""


@attrs.frozen
class Case:
    """One golden case.

    Attributes:
        id: Its name.
        why: What it is there to show.
        source: Where the answer comes from; empty where it was worked out by hand.
        ratings: What is recorded, as text by item.
        date: The day of the observation, as text; empty where it does not matter.
        scores: What must come out, by score and field.
        criteria: What each criterion must say.
        path: The way to it in its file.
    """

    id: str
    why: str
    source: str
    ratings: Mapping[str, str]
    date: str
    scores: Mapping[str, Mapping[str, Value]]
    criteria: Mapping[str, str]
    path: Path


@attrs.frozen(eq=False)
class CaseFile:
    """A file of golden cases.

    Attributes:
        intervention: The intervention that they are about, by id.
        version: Its version.
        checklist: The checklist; empty where there is one only.
        profile: The profile; empty for the checklist as published.
        cases: The cases.
        document: The file, for places.
    """

    intervention: str
    version: str
    checklist: str
    profile: str
    cases: tuple[Case, ...]
    document: Document


def read_cases(data: bytes, source: str) -> CaseFile:
    """A file of golden cases.

    Args:
        data: The file's content.
        source: Its name for messages.

    Raises:
        DefinitionError: The file is not what `schemas/case.schema.json` describes.
    """
    document = read_document(data, source, "case")
    value = cast(Mapping[str, object], document.value)
    cases = tuple(_cases(cast("list[Mapping[str, object]]", value["cases"])))
    names = [case.id for case in cases]
    doubles = [case for place, case in enumerate(cases) if case.id in names[:place]]
    if doubles:
        raise DefinitionError(
            Problem("case-twice", f"case `{case.id}` stands here twice", "give each its own id", case.path).at(
                document.place(case.path)
            )
            for case in doubles
        )
    text = {name: str(value.get(name, "")) for name in ("intervention", "version", "checklist", "profile")}
    return CaseFile(**text, cases=cases, document=document)


def _cases(written: list[Mapping[str, object]]) -> Iterator[Case]:
    for place, each in enumerate(written):
        expect = cast(Mapping[str, Mapping[str, object]], each.get("expect", {}))
        given = cast(Mapping[str, object], each.get("given", {}))
        source = each.get("source", "")
        yield Case(
            id=str(each["id"]),
            why=str(each["why"]),
            source=str(source.get("citation", "")) if isinstance(source, Mapping) else str(source),
            ratings={item: str(code) for item, code in cast(Mapping[str, object], each["ratings"]).items()},
            date=str(given.get("date", "")),
            scores=cast(Mapping[str, Mapping[str, Value]], expect.get("scores", {})),
            criteria=cast(Mapping[str, str], expect.get("criteria", {})),
            path=("cases", place),
        )
