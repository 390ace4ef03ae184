"""A definition that is written and read again is the same definition."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from fidelity.conformance.engine import ENGINE
from fidelity.intervention import Intervention
from tests.conformance.asked import problems, subject_of


def said(write: Callable[[Intervention], str]) -> list[str]:
    """What is found of another writer."""
    return [each.message for each in problems("round-trip", subject_of(engine=attrs.evolve(ENGINE, write=write)))]


def test_what_is_lost_is_named() -> None:
    """The field that is another one, or why the text cannot be read."""
    assert said(ENGINE.write) == []
    assert said(lambda each: ENGINE.write(attrs.evolve(each, version="2"))) == [
        "`version` is another one after it was written and read again"
    ]
    (message,) = said(lambda each: "schema: [")
    assert message


def test_writing_twice_is_writing_once() -> None:
    """A writer that puts things in another order each time is found."""
    times: list[int] = []

    def write(each: Intervention) -> str:
        times.append(1)
        return f"{ENGINE.write(each)}# {len(times)}\n"

    assert said(write) == ["written twice, it is written in two ways"]
