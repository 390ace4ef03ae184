"""What came of merging stores: on a page of plain text, and as plain data."""

from __future__ import annotations

from fidelity.records.merging import Merged, MergedFile
from fidelity.report.grid import grid
from fidelity.report.problems import as_json


def merged_text(merged: Merged, width: int = 80) -> str:
    """What came of each file, as a table.

    Args:
        merged: What came of them.
        width: How wide the page is, in characters.
    """
    rows = [(str(each.path), *_cells(each)) for each in merged.files]
    return grid(("file", "new", "known", "erased", "result"), rows, (1, 2, 3), width)


def _cells(file: MergedFile) -> tuple[str, str, str, str]:
    if file.problems:
        return "–", "–", "–", "refused"
    return str(file.n_new), str(file.n_known), str(file.n_erased), "taken in"


def merged_json(merged: Merged) -> dict[str, object]:
    """The same as plain data."""
    return {
        "format": 1,
        "new": merged.n_new,
        "known": merged.n_known,
        "files": [
            {
                "file": str(each.path),
                "new": each.n_new,
                "known": each.n_known,
                "erased": each.n_erased,
                "problems": as_json(each.problems)["problems"],
                "remarks": as_json(each.remarks)["problems"],
            }
            for each in merged.files
        ],
        "clashes": [clash.record for clash in merged.clashes],
    }
