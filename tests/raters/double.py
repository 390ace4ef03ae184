"""A visit that several raters hand in, one after another, in a store with a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from fidelity.definition.reading import read_definition
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.raters.compare import Side
from fidelity.raters.independence import independence
from fidelity.records.entry import Entry
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.observations import Stored, observations
from fidelity.records.store import Store
from tests.cli.sample import DEFINITION
from tests.records.stores import clock

VISIT = "P03-2026-11-20"


def plan(text: str = DEFINITION, profile: str = "") -> Plan:
    """The plan of a definition's checklist."""
    return lower(read_definition(text.encode(), "visit.yaml").checklist("", profile))


PLAN = plan()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store whose clock goes on by a second each time."""
    with Store.create(tmp_path / "fidelity.sqlite", clock=clock()) as made:
        yield made


def hand_in(
    store: Store,
    rater: str,
    ratings: Mapping[str, str],
    *,
    visit: str = VISIT,
    checklist: str = "delivery",
    name: str = "",
    kind: str = "observation",
    plan_hash: str = PLAN.hash,
    notes: Mapping[str, str] | None = None,
    **facts: str,
) -> str:
    """Hand in a record, and give its id."""
    name = name or f"{rater}-{visit}-{checklist}"
    edition = Edition("visit", "1.2", checklist, "", plan_hash)
    said = {"observation": visit, "date": "2026-11-20", "practitioner": "P03", "rater": rater, **facts}
    held = {fact: text for fact, text in said.items() if text}
    store.append(name, kind, as_content(Observation(name, edition, held, dict(ratings), notes or {})), by=rater or "R9")
    return name


def correct(store: Store, name: str, **ratings: str) -> Entry:
    """Correct some ratings of a record."""
    record = store.record(name)
    assert record.content is not None
    content = {**record.content, "ratings": {**record.content["ratings"], **ratings}}
    return store.append(name, record.kind, content, by="R1", why="looked again", after=record.tips[0])


def steps(*codes: str) -> dict[str, str]:
    """Codes for the four items, in order; an empty one is not answered."""
    return {name: code for name, code in zip(("greets", "asks", "listens", "plans"), codes, strict=True) if code}


def histories(store: Store, stored: Sequence[Stored]) -> dict[str, tuple[Entry, ...]]:
    """The entries of some records."""
    return {each.record.id: store.history(each.record.id) for each in stored}


def sides(store: Store, of: Plan = PLAN) -> list[Side]:
    """Every rating of a store that holds one visit, as it is compared."""
    stored = observations(store)
    found = independence(stored, histories(store, stored))
    rated = [each for each in stored if each.record.kind == "observation"]
    return [Side(each, of, found[each.record.id]) for each in rated]
