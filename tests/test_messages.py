"""Every code has its story, and every story a code."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from fidelity.messages import codes, explanation
from fidelity.plugins.plugin import State

ROOT = Path(__file__).parents[1]

FORWARDERS = {
    # A function that is handed a code, and which of its arguments it is.
    "Problem": 0,
    "_broken": 1,
    "_report": 0,
    "_stop": 0,
    "_unlike": 1,
    "owed": 0,
    "remark": 0,
    "row": 1,
    "twice": 1,
}

MADE = {
    "conformance/golden/edges.py": ("golden-best", "golden-worst"),
    "model/profile.py": ("unknown-item", "unknown-score", "unknown-criterion"),
    "definition/references.py": ("unknown-member", "unknown-item", "unknown-score"),
    "definition/shape.py": ("bad-value",),
    "plugins/plugin.py": tuple(
        f"plugin-{state.value}" for state in State if state not in (State.LOADED, State.DISABLED)
    ),
}
"""Codes that are not written out where the problem is made, by module."""


def _written() -> set[str]:
    """The codes that are written out in the source."""
    found = set()
    for path in sorted((ROOT / "src/fidelity").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                found |= _code(node, FORWARDERS.get(name))
    return found


def _code(call: ast.Call, place: int | None) -> set[str]:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    given = named or (call.args[place : place + 1] if place is not None else [])
    return {
        each.value
        for each in given
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.value)
    }


def _in_schemas(part: object) -> set[str]:
    """The codes that the schemas name."""
    if isinstance(part, dict):
        own = {str(part["x-problem"])} if "x-problem" in part else set()
        return own.union(*map(_in_schemas, part.values()))
    return set().union(*map(_in_schemas, part)) if isinstance(part, list) else set()


def _used() -> set[str]:
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "schemas").glob("*.json"))]
    return _written().union(*MADE.values(), *map(_in_schemas, schemas))


def test_every_code_has_a_story() -> None:
    """Whatever is told in a sentence is told at length by `fidelity explain`."""
    untold = sorted(_used() - set(codes()))
    assert not untold, f"write a section in src/fidelity/messages.md for: {', '.join(untold)}"


def test_every_story_has_a_code() -> None:
    """No page speaks of a problem that there is no more."""
    idle = sorted(set(codes()) - _used())
    assert not idle, (
        f"remove these sections from src/fidelity/messages.md, or name their module in MADE: {', '.join(idle)}"
    )


@pytest.mark.parametrize("code", codes())
def test_a_story_is_a_few_plain_sentences(code: str) -> None:
    """One to six, each ended, none of them about the insides of the program."""
    story = explanation(code)
    assert story.endswith((".", "`"))
    assert 1 <= len(re.findall(r"[.:](?:\s|$)", story)) <= 8
    assert "Traceback" not in story


def test_stories_stand_in_order() -> None:
    """Somebody who adds one knows where."""
    text = (ROOT / "src/fidelity/messages.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", text, re.MULTILINE) == list(codes())


def test_there_is_no_story_of_what_does_not_exist() -> None:
    """A code that nobody knows is an error of the caller."""
    with pytest.raises(KeyError):
        explanation("no-such-code")
