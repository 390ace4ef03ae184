"""Kinds of values in words for people: what was expected, what was found, and how to write it instead."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fidelity.problems import Path

_WORDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of keys",
}
_YES = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}


def expected_kind(kinds: Sequence[str]) -> str:
    """The kinds that would have been understood: ``text or a list``.

    Args:
        kinds: Types as JSON Schema names them.
    """
    return " or ".join(_WORDS[kind] for kind in kinds)


def found_kind(value: object) -> str:
    """What was found instead: ``1.10 is a number``."""
    if value is None:
        return "nothing is there"
    if isinstance(value, bool):
        return f"`{str(value).lower()}` is a yes or no"
    if isinstance(value, int | Decimal | float):
        return f"`{value}` is a number"
    if isinstance(value, str):
        return f"`{value[:40]}` is text"
    return "a list is there" if isinstance(value, list) else "a group of keys is there"


def kind_help(kinds: Sequence[str], value: object, path: Path) -> str:
    """How to write the value so that it is of one of the kinds.

    Args:
        kinds: Types as JSON Schema names them.
        value: What was found.
        path: The way to it.
    """
    key = next((step for step in reversed(path) if isinstance(step, str)), "key")
    if value is None:
        return "write something after the colon, or remove the line; what belongs to it is indented below it"
    if "string" in kinds and isinstance(value, bool | int | Decimal | float):
        written = str(value).lower() if isinstance(value, bool) else str(value)
        example = f'{key}: "{written}"' if path and path[-1] == key else f'"{written}"'
        return f"put it in quotes: `{example}`"
    if "array" in kinds and not isinstance(value, dict):
        is_short = isinstance(value, str) and len(value) < 40
        return f"write it as a list: `{key}: [{value}]`" if is_short else "write it as a list: `[one, two]`"
    if "boolean" in kinds:
        meant = _YES.get(str(value).lower(), "")
        return f"write `{key}: {meant}`" if meant else "write `true` or `false`"
    if kinds in (["integer"], ["number"]) and isinstance(value, str) and value.strip().lstrip("-").isdigit():
        return f"remove the quotes: `{key}: {value.strip()}`"
    if set(kinds) <= {"integer", "number"}:
        return f"write digits: `{key}: 20`"
    if "object" in kinds:
        return f"write its parts below it, indented, or in braces: `{key}: {{…}}`"
    return ""
