"""A definition that is read, written and read again is the same definition."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.conformance.subject import Subject
from fidelity.problems import Problem


def round_trip(subject: Subject) -> Iterator[Problem]:
    """Written and read again, it is equal in every field, and scores alike."""
    engine, before = subject.engine, subject.intervention
    text = engine.write(before)
    after, problems = engine.read(text.encode(), subject.source)
    if after is None:
        yield from (attrs.evolve(each, code="round-trip", place=None, path=()) for each in problems[:1])
        return
    blank = [attrs.evolve(each, text_hash="") for each in (before, after)]
    if blank[0] != blank[1]:
        field = next(
            each.name
            for each in attrs.fields(type(before))
            if getattr(blank[0], each.name) != getattr(blank[1], each.name)
        )
        yield Problem("round-trip", f"`{field}` is another one after it was written and read again", "", ())
    if engine.write(after) != text:
        yield Problem("round-trip", "written twice, it is written in two ways", "", ())
