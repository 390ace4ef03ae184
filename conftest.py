"""The documents as tests: what they show in a terminal is run, and what they say of files is written and used.

A block marked ``console`` is run: lines after ``$`` are commands, and what follows is what they print, on both outputs.
``[exit N]`` as a last line is an exit code other than 0, and a line ``…`` stands for any lines. All commands of one
document run in one folder of their own, and so does Python. A block after ``<!-- file: NAME -->`` is written to that
file of the folder; a ``diff`` block changes it. Python is executed; what it shows after ``>>>`` is compared. Everything
else is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from tests.docs.console import agree, commands, difference, patched, shown, written

pytest_plugins = ["pytester"]
"""Runs pytest in a folder of its own: for the tests of the plugin that comes with the package."""

_BLOCK = re.compile(
    r"^(?:<!-- file: (?P<file>\S+) -->\n+)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_ROOT = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes what commands print into the documents."""
    parser.addoption("--update-docs", action="store_true", help="write what commands print now into the documents")


@pytest.fixture(scope="session")
def update_docs(request: pytest.FixtureRequest) -> bool:
    """Whether documents are to be written anew."""
    return bool(request.config.getoption("--update-docs"))


def _blocks(document: Document) -> Iterator[Region]:
    """The blocks that are run in a terminal, and those that are files."""
    for block in _BLOCK.finditer(document.text):
        if block["file"]:
            yield Region(block.start(), block.end(), (block["file"], block["language"], block["body"]), _write)
        elif block["language"] == "console":
            yield Region(block.start("body"), block.end("body"), block["body"], _run)


def _write(example: Example) -> str | None:
    """Write a block to the file that it is said to be, or change that file."""
    name, language, body = example.parsed
    folder: Path = example.namespace["folder"]
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        return f"{name} lies outside the document's folder"
    try:
        text = patched(path.read_text(encoding="utf-8"), body) if language == "diff" else body
    except (OSError, ValueError) as error:
        return str(error)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return None


def _run(example: Example) -> str | None:
    """Run the commands of a block and compare what they print, or note it down to be written."""
    try:
        block = [(command, shown(command.words, example.namespace["folder"])) for command in commands(example.parsed)]
    except ValueError as error:
        return str(error)
    if example.namespace["update_docs"]:
        change = (example.start, example.end, written(block))
        example.namespace["changes"].setdefault(example.path, (example.document.text, []))[1].append(change)
        return None
    path = Path(example.path).relative_to(_ROOT)
    faults = [
        difference(f"{path}:{example.line + command.line}", command, got)
        for command, got in block
        if not agree(command.expected, got)
    ]
    return "\n\n".join(faults)


def _begin(namespace: dict[str, Any]) -> None:
    """Make the folder of a document, and go there."""
    namespace["folder"] = Path(tempfile.mkdtemp(prefix="fidelity-document-")).resolve()
    namespace["before"] = Path.cwd()
    os.chdir(namespace["folder"])
    namespace["changes"] = {}


def _end(namespace: dict[str, Any]) -> None:
    """Remove the folder of a document, and write the document anew where that was asked for."""
    os.chdir(namespace["before"])
    shutil.rmtree(namespace["folder"])
    for path, (text, changes) in namespace["changes"].items():
        for start, end, block in reversed(changes):
            text = text[:start] + block + text[end:]
        Path(path).write_text(text, encoding="utf-8", newline="\n")


pytest_collect_file = Sybil(
    parsers=[_blocks, PythonCodeBlockParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    excludes=["plugins/*/README.md"],
    setup=_begin,
    teardown=_end,
    fixtures=["update_docs"],
).pytest()
