"""Records and entries as a store gives them, made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fidelity.definition.reading import read_definition
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.records.entry import Entry, Record
from tests.cli.sample import DEFINITION

PLAN: Plan = lower(read_definition(DEFINITION.encode(), "visit.yaml").checklist())
FACTS = {"observation": "P03-2026-11-20", "date": "2026-11-20", "practitioner": "P03", "rater": "R1"}
RATINGS = {"greets": "2", "asks": "1", "listens": "1", "plans": "not_applicable"}


def content(**parts: Any) -> dict[str, Any]:
    """What an observation says, with some parts replaced."""
    return {
        "id": "a",
        "intervention": "visit",
        "version": "1.2",
        "checklist": "delivery",
        "facts": FACTS,
        "ratings": RATINGS,
        "notes": {"asks": "Only once"},
        **parts,
    }


def record(said: Mapping[str, Any] | None = None, **changes: Any) -> Record:
    """A record that says this, or what `content` gives."""
    made: dict[str, Any] = {
        "id": "aaaaaaaa-bbbb",
        "kind": "observation",
        "content": content() if said is None else said,
        "tips": ("1" * 64,),
        "n_revisions": 1,
        "made_by": "R1",
        "made_at": "2026-11-20T17:05:01.123456Z",
        "changed_by": "R1",
        "changed_at": "2026-11-20T17:05:01.123456Z",
        "locked": False,
        "erased": False,
    }
    return Record(**{**made, **changes})


def entry(number: int, said: Mapping[str, Any] | None, *parents: int, **changes: Any) -> Entry:
    """The entry of a revision whose id is made of its number."""
    made: dict[str, Any] = {
        "record": "aaaaaaaa-bbbb",
        "kind": "observation",
        "parents": tuple(str(parent) * 64 for parent in parents),
        "by": f"R{number}",
        "at": f"2026-11-2{number}T17:05:01.123456Z",
        "why": "" if number == 1 else f"reason {number}",
        "content": said,
        "id": str(number) * 64,
        "device": "d",
        "seq": number,
        "previous": "",
        "hash": "",
    }
    return Entry(**{**made, **changes})
