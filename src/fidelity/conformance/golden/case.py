"""Golden cases: ratings with the scores and figures that must come of them, shipped beside the definition."""

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


@attrs.frozen
class FigureCase:
    """One golden case of figures.

    Attributes:
        id: Its name.
        why: What it is there to show.
        source: Where the answer comes from; empty where it was worked out by hand.
        observations: What is recorded in each observation, as text by item; under ``date`` its day.
        figures: What must come out, by figure and field.
        path: The way to it in its file.
    """

    id: str
    why: str
    source: str
    observations: tuple[Mapping[str, str], ...]
    figures: Mapping[str, Mapping[str, Value]]
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
        figure_cases: The cases of figures.
    """

    intervention: str
    version: str
    checklist: str
    profile: str
    cases: tuple[Case, ...]
    document: Document
    figure_cases: tuple[FigureCase, ...] = ()


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
    cases = tuple(_cases(cast("list[Mapping[str, object]]", value.get("cases", []))))
    figure_cases = tuple(_figure_cases(cast("list[Mapping[str, object]]", value.get("figure_cases", []))))
    every: tuple[Case | FigureCase, ...] = (*cases, *figure_cases)
    names = [case.id for case in every]
    doubles = [case for place, case in enumerate(every) if case.id in names[:place]]
    if doubles:
        raise DefinitionError(
            Problem("case-twice", f"case `{case.id}` stands here twice", "give each its own id", case.path).at(
                document.place(case.path)
            )
            for case in doubles
        )
    text = {name: str(value.get(name, "")) for name in ("intervention", "version", "checklist", "profile")}
    return CaseFile(**text, cases=cases, document=document, figure_cases=figure_cases)


def _cases(written: list[Mapping[str, object]]) -> Iterator[Case]:
    for place, each in enumerate(written):
        expect = cast(Mapping[str, Mapping[str, object]], each.get("expect", {}))
        given = cast(Mapping[str, object], each.get("given", {}))
        yield Case(
            id=str(each["id"]),
            why=str(each["why"]),
            source=_source(each),
            ratings={item: str(code) for item, code in cast(Mapping[str, object], each["ratings"]).items()},
            date=str(given.get("date", "")),
            scores=cast(Mapping[str, Mapping[str, Value]], expect.get("scores", {})),
            criteria=cast(Mapping[str, str], expect.get("criteria", {})),
            path=("cases", place),
        )


def _figure_cases(written: list[Mapping[str, object]]) -> Iterator[FigureCase]:
    for place, each in enumerate(written):
        expect = cast(Mapping[str, Mapping[str, Mapping[str, Value]]], each["expect"])
        observations = cast("list[Mapping[str, object]]", each["observations"])
        yield FigureCase(
            id=str(each["id"]),
            why=str(each["why"]),
            source=_source(each),
            observations=tuple({name: str(code) for name, code in one.items()} for one in observations),
            figures=expect["figures"],
            path=("figure_cases", place),
        )


def _source(case: Mapping[str, object]) -> str:
    source = case.get("source", "")
    return str(source.get("citation", "")) if isinstance(source, Mapping) else str(source)
