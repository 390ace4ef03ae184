"""Every public name of the model is explained in the glossary."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, planted

GLOSSARY = Path("docs") / "glossary.md"
_ENTRY = re.compile(r"^(?:#+\s+(.+)|\s*(?:[-*]\s+)?\*\*(.+?)\*\*.*|\|\s*([^|]+?)\s*\|.*)$", re.MULTILINE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words(name: str) -> str:
    """A class name as it is spoken: `PracticeProfile` is a practice profile."""
    return _HUMP.sub(" ", name).lower()


def entries(text: str) -> set[str]:
    """The terms that a glossary explains: a heading, bold words that begin a line, or the first cell of a table.

    Several terms in one entry are separated by commas or slashes; what stands in brackets is not part of a term.
    """
    found: set[str] = set()
    for match in _ENTRY.finditer(text):
        terms = re.sub(r"\(.*?\)|[`*]", "", next(filter(None, match.groups())))
        found |= {term.strip(" .:").lower() for term in re.split(r"[,/]", terms)}
    return found


def unexplained(root: Path) -> list[str]:
    """The public classes of the model without an entry."""
    known = entries((root / GLOSSARY).read_text(encoding="utf-8"))
    return [
        f"{module.path}:{node.lineno}: explain “{words(node.name)}” in {GLOSSARY.as_posix()}"
        for module in modules(root)
        if module.room == "model"
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and words(node.name) not in known
    ]


def test_every_name_is_explained() -> None:
    """No class of the model is missing in the glossary."""
    if not (ROOT / GLOSSARY).exists():
        pytest.skip("there is no glossary yet")
    assert not unexplained(ROOT), "\n".join(unexplained(ROOT))


def test_an_unexplained_name_is_found(tmp_path: Path) -> None:
    """Headings, bold words and tables explain; a mention in a sentence does not."""
    planted(
        tmp_path,
        {
            "src/fidelity/model/a.py": "class PracticeProfile: ...\nclass Item: ...\nclass Scale: ...\n"
            "class Rung: ...\nclass Lost: ...\nclass _Own: ...\nclass XMRChart: ...\n",
            "docs/glossary.md": "# Glossary\n## Practice profile\n- **Item, question**: what is asked.\n"
            "| Scale (of an item) | its points |\n**Rung** is a step.\nNothing is lost here.\n"
            "### XMR chart / run chart\n",
        },
    )
    (fault,) = unexplained(tmp_path)
    assert "“lost”" in fault
