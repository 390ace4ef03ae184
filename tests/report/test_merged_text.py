"""What came of merging, on a page and as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fidelity.problems import Problem
from fidelity.records.clash import Clash
from fidelity.records.merging import Merged, MergedFile
from fidelity.report.merged_text import merged_json, merged_text

MERGED = Merged(
    (
        MergedFile(Path("a.sqlite"), 3, 2, 1, remarks=(Problem("store-copied", "it was copied"),)),
        MergedFile(Path("b.sqlite"), problems=(Problem("not-a-store", "it is none"),)),
    ),
    (Clash("r", None, ()),),
)


def test_a_row_a_file() -> None:
    """What was refused has no counts."""
    assert [line.split() for line in merged_text(MERGED).splitlines()[2:]] == [
        ["a.sqlite", "3", "2", "1", "taken", "in"],
        ["b.sqlite", "–", "–", "–", "refused"],
    ]


def test_the_same_as_data() -> None:
    """With problems, remarks, sums and clashes."""
    shown: Any = merged_json(MERGED)
    assert (shown["new"], shown["known"], shown["clashes"]) == (3, 2, ["r"])
    first, second = shown["files"]
    assert (first["erased"], first["remarks"][0]["code"]) == (1, "store-copied")
    assert second["problems"][0]["message"] == "it is none"
