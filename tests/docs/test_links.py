"""Links between documents, and from documents to files, lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(set(ROOT.glob("docs/**/*.md")) - set(ROOT.glob("docs/templates/*"))),
]
"""Templates are no documents: what they link to is seen from the pages that are made of them."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every file that a document names is there, under this name."""
    text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    lost = [each for each in targets if each and "://" not in each and not (document.parent / each).exists()]
    assert not lost, f"{document.relative_to(ROOT)} links to {', '.join(lost)}, which is not there"
