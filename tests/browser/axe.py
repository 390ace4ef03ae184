"""axe-core, the checker of accessibility, where somebody has fetched it: `npm pack axe-core@4`, unpacked."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

VARIABLE = "FIDELITY_AXE"
"""The variable of the environment that says where `axe.min.js` lies."""
CACHE = Path("fidelity") / "axe-core" / "axe.min.js"
"""Where it is looked for else, within the user's cache."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_script() -> str:
    """The text of axe-core; skips the test where it is not there."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    path = Path(os.environ.get(VARIABLE) or cache / CACHE)
    if not path.is_file():
        pytest.skip(f"axe-core is not there: fetch it with `npm pack axe-core@4` and set {VARIABLE} to its axe.min.js")
    return _read(path)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page as it is now, a line for each place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    found: dict[str, Any] = page.evaluate(
        "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(node['target'])}: {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
