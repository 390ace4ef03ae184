"""40,000 filled-in forms of 45 items, checked and stored: from files in a folder, and as JSON Lines."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from benchmarks.timing import Memory
from benchmarks.workload import N_POINTS, NAMES, SHARES, checklist
from fidelity.handins.checking import Checker
from fidelity.handins.collecting import Became, compared, read_all, settled, standing_for, store_all
from fidelity.handins.files import files_in
from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.records.observation import FORMAT, SCHEMA, Edition
from fidelity.records.store import Store

N = 40_000


@attrs.frozen(eq=False)
class Only:
    """Finds the one definition that the forms were made from.

    Attributes:
        definition: That definition.
    """

    definition: Definition

    def get(self, edition: Edition) -> Definition:
        """The definition, whichever is asked for."""
        return self.definition


def workload() -> Definition:
    """The definition."""
    listed = checklist()
    return Definition(Intervention("workload", "1.0", "Workload", assessable=Assessing((listed,))), lower(listed))


def handins(n: int, plan_hash: str, shown: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Filled-in forms as a form saves them, every fifth with a note."""
    rng = random.Random(20)
    texts = (*(str(point + 1) for point in range(N_POINTS)), "not_applicable", "")
    for number in range(n):
        answers = rng.choices(texts, SHARES.tolist(), k=len(NAMES))
        practitioner, day = (
            f"P{number % 400:03}",
            f"20{20 + number // 12_000}-{1 + number % 12:02}-{1 + number % 28:02}",
        )
        yield {
            "format": FORMAT,
            "schema": SCHEMA,
            "id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            **attrs.asdict(Edition("workload", "1.0", "workload", plan_hash=plan_hash)),
            "facts": {
                "observation": f"V{number}",
                "date": day,
                "practitioner": practitioner,
                "rater": f"R{number % 32}",
                "role": "coach",
                "mode": "live",
                "site": f"S{number % 32}",
                "raters": "1",
            },
            "ratings": {name: text for name, text in zip(NAMES, answers, strict=True) if text},
            "notes": {NAMES[number % 45]: "She asked first, and waited for the answer."} if number % 5 == 0 else {},
            "shown": dict(shown),
            "made_with": "fidelity-form 0.1.0",
        }


def collect(path: Path, definition: Definition) -> int:
    """Take what lies there into a new store; how many came in."""
    checker = Checker(Only(definition))
    store_path = path.parent / "store.sqlite"
    with Store.create(store_path) as store:
        taken = compared([*read_all(files_in([path]), checker)], checker)
        taken = store_all(settled(taken, standing_for(taken, store)), store, by="R1")
    for each in path.parent.glob("store.sqlite*"):
        each.unlink()
    return sum(each.became is Became.STORED for each in taken)


def run() -> None:
    """Print how long it takes, and how much memory."""
    definition = workload()
    # A form that showed nothing but dashes is compared with what is computed all the same.
    forms = [*handins(N, definition.plan.hash, dict.fromkeys(definition.plan.scores, ""))]
    folder = Path(tempfile.mkdtemp())
    try:
        files = folder / "files"
        files.mkdir()
        for number, form in enumerate(forms):
            (files / f"{number}.json").write_text(json.dumps(form), encoding="utf-8")
        lines = folder / "all.jsonl"
        lines.write_text("".join(f"{json.dumps(form)}\n" for form in forms), encoding="utf-8")
        del forms
        print(f"{N:,} filled-in forms of {len(NAMES)} items, checked, compared with what they showed, and stored\n")
        for name, path in (("as files in a folder", files), ("as JSON Lines", lines)):
            seconds, mib, n = _measured(lambda path=path: collect(path, definition))  # type: ignore[misc]
            print(f"  {name:<24}{seconds:>7.1f} s   {n / seconds:>8,.0f} a second   {mib:>6,.0f} MiB   {n:,} stored")
    finally:
        shutil.rmtree(folder)


def _measured(way: Callable[[], int]) -> tuple[float, float, int]:
    memory = Memory()
    start = time.perf_counter()
    n = way()
    return time.perf_counter() - start, memory.beyond_mib(), n
