"""Documents hold one sentence a line, so that a change shows what changed, and name the language of every block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sentence import holds_two
from tests.house.source import ROOT, planted

_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*(\S*)")
_MARKER = re.compile(r"\s*(?:>\s*)*(?:(?:\d+\.|[-*+])\s+)?")
_CITATION = re.compile(r"\(\d{4}[a-z]?\)\.|\bdoi\b|\bPMC?\d+", re.IGNORECASE)


def documents(root: Path) -> list[Path]:
    """All documents that people read."""
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("plugins/*/*.md")])


def crowded_lines(root: Path) -> list[str]:
    """The lines of prose with a second sentence; tables, code and citations are left alone."""
    return [
        f"{path.relative_to(root)}:{number}: begin a new line for every sentence"
        for path in documents(root)
        for number, line, fence in _lines(path)
        if fence is None and not line.lstrip().startswith(("|", "<")) and not _CITATION.search(line)
        if holds_two(_MARKER.sub("", line, count=1))
    ]


def nameless_blocks(root: Path) -> list[str]:
    """The blocks of code that do not say what language they are in."""
    return [
        f"{path.relative_to(root)}:{number}: name the block's language after the fence, `text` if it has none"
        for path in documents(root)
        for number, _, fence in _lines(path)
        if fence == ""
    ]


def _lines(path: Path) -> Iterator[tuple[int, str, str | None]]:
    """Each line with its number; with it None in prose, the language where a block opens, and `within` inside it."""
    open_fence = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark = _FENCE.match(line)
        if open_fence:
            yield number, line, "within"
            if mark and mark[1].startswith(open_fence) and not mark[2]:
                open_fence = ""
        elif mark:
            open_fence = mark[1]
            yield number, line, mark[2]
        else:
            yield number, line, None


def test_one_sentence_a_line() -> None:
    """No line of prose holds two sentences."""
    assert not crowded_lines(ROOT), "\n".join(crowded_lines(ROOT))


def test_every_block_names_its_language() -> None:
    """No block of code leaves its language to be guessed."""
    assert not nameless_blocks(ROOT), "\n".join(nameless_blocks(ROOT))


def test_a_crowded_line_is_found(tmp_path: Path) -> None:
    """Two sentences in prose, a list or a quotation are faults; in a table, a block or a citation they are not."""
    text = """\
# A title
One. Two.
1. One.
- One. Two.
> One. Two.
| One. Two. |
Smith J (2001). A study. A journal.
```text
One. Two.
```
"""
    planted(tmp_path, {"docs/deep/a.md": text})
    assert [int(fault.split(":")[1]) for fault in crowded_lines(tmp_path)] == [2, 4, 5]


def test_a_nameless_block_is_found(tmp_path: Path) -> None:
    """Only the fence that opens a block needs a language, and a longer fence holds shorter ones."""
    text = "```\na\n```\n\n```yaml\nb\n```\n\n````markdown\n```\nc\n```\n````\n"
    planted(tmp_path, {"README.md": text})
    assert [fault.split(": ")[0] for fault in nameless_blocks(tmp_path)] == ["README.md:1"]
