"""Visits of three sites, as tables of ratings of the sample."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

HEAD = ("observation", "rater", "role", "date", "practitioner", "site", "greets", "asks", "listens", "plans")
SITES = ("S1", "S2", "S10")


def rows(seed: int = 1, per_practitioner: int = 6) -> list[tuple[str, ...]]:
    """Visits of four practitioners a site, every fourth of which a second observer rated too."""
    rng = Random(seed)
    found = []
    for site in SITES:
        for person in range(1, 5):
            for number in range(per_practitioner):
                day = f"2026-{1 + number % 6:02}-{1 + rng.randrange(28):02}"
                facts = (f"{site}-{person}-{number}", "R1", "coach", day, f"{site}P{person}", site)
                ratings = tuple(rng.choice("0122") for _ in range(4))
                found.append((*facts, *ratings))
                if number % 4 == 0:
                    found.append((facts[0], "R2", "supervisor", *facts[3:], *(rng.choice("012") for _ in range(4))))
    return found


def write(folder: Path, name: str, of: list[tuple[str, ...]]) -> Path:
    """A table of ratings as a file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEAD, *of])
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def sites(folder: Path) -> dict[str, Path]:
    """A file for each site, and one with all of them under the name of ``all``."""
    every = rows()
    found = {site: write(folder, f"{site}.csv", [row for row in every if row[5] == site]) for site in SITES}
    return {**found, "all": write(folder, "everything.csv", every)}
