"""Pieces of files that a document shows stand in those files, so that a tutorial never teaches what is no longer so.

A block after ``<!-- from: PATH -->``, a path from the project's folder, shows a piece of that file: its lines, in their
order and without gaps, but for a line ``…`` that stands for any lines. All of it may be indented less than in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import dedent

from tests.house.source import ROOT, planted

ANYTHING = "…"
_EXCERPT = re.compile(r"^<!-- from: (?P<file>\S+) -->\n+```\w+\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def untrue_excerpts(root: Path) -> list[str]:
    """The excerpts that do not stand in the file that they are said to be from."""
    return [
        f"{path.relative_to(root)}:{line}: this does not stand in {file}: copy it from there again"
        for path in sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])
        for line, file, body in _excerpts(path)
        if not (root / file).is_file() or not _stands_in(body, (root / file).read_text(encoding="utf-8"))
    ]


def _excerpts(path: Path) -> Iterator[tuple[int, str, str]]:
    """Each excerpt of a document: its line, the file that it is from, and what it shows."""
    text = path.read_text(encoding="utf-8")
    for found in _EXCERPT.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found["file"], found["body"]


def _stands_in(body: str, text: str) -> bool:
    """Whether all parts of an excerpt stand in a text, one after the other."""
    lines, begin = text.splitlines(), 0
    for part in re.split(rf"^ *{ANYTHING}\n", body, flags=re.MULTILINE):
        wanted = dedent(part).splitlines()
        place = next((n for n in range(begin, len(lines)) if _here(wanted, lines[n : n + len(wanted)])), None)
        if place is None:
            return False
        begin = place + len(wanted)
    return True


def _here(wanted: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether lines are those that are wanted, all indented by as much more."""
    return dedent("\n".join(lines)).splitlines() == list(wanted)


def test_excerpts_stand_in_their_files() -> None:
    """Whatever a document shows of a file is there, word for word."""
    assert not untrue_excerpts(ROOT), "\n".join(untrue_excerpts(ROOT))


def test_the_tutorial_shows_the_model() -> None:
    """The tutorial teaches from the definition that authors copy, and does so in more than one place."""
    shown = [file for _, file, _ in _excerpts(ROOT / "docs" / "tutorials" / "programme_developer.md")]
    assert sum("fidelity-family-meeting" in file for file in shown) > 1


def test_an_untrue_excerpt_is_found(tmp_path: Path) -> None:
    """A changed line, lines in another order and a file that is not there are faults; less indentation is none."""
    marked = "<!-- from: a.yaml -->\n```yaml\n{}```\n"
    good = ["one: 1\n", "two:\n  - 2\n…\n- 4\n", "  - 3\n"]
    bad = ["one: 2\n", "- 4\n…\n- 2\n", "two:\n- 2\n"]
    document = "".join(marked.format(body) for body in [*good, *bad])
    planted(
        tmp_path,
        {
            "a.yaml": "one: 1\ntwo:\n  - 2\n  - 3\n  - 4\n",
            "docs/a.md": document + marked.format("one: 1\n").replace("a.yaml", "b.yaml"),
        },
    )
    assert len(untrue_excerpts(tmp_path)) == len(bad) + 1
