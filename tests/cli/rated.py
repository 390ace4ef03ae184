"""A workspace in which visits are rated through a pipe, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fidelity.records.observations import Stored, observations
from fidelity.records.store import Store
from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]
FACTS = ("--practitioner", "P03", "--date", "2026-11-20")
VISIT = "P03-2026-11-20"
DEFINED = ("--definition", "visit.yaml")


def lines(*answers: str) -> bytes:
    """Answers as they come through a pipe."""
    return "".join(f"{answer}\n" for answer in answers).encode()


def rate(fidelity: Fidelity, rater: str, *answers: str, facts: tuple[str, ...] = ()) -> str:
    """Rate the visit, and give the record's id."""
    ran = fidelity("rate", "visit.yaml", *FACTS, "--rater", rater, *facts, stdin=lines(*answers, "e", "y"))
    assert ran.code == 0, ran.err
    return ran.out.strip()


def stored(folder: Path) -> list[Stored]:
    """What was handed in."""
    with Store.open(folder / "fidelity.sqlite") as store:
        return observations(store)
