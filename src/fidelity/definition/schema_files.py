"""The JSON Schemas: where they lie, in a wheel or in a checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent.parent
_FOLDERS = (_PACKAGE / "schemas", _PACKAGE.parent.parent / "schemas")
"""Beside the package in a wheel; at the top of the repository in a checkout."""

NAMES = ("intervention", "case", "ratings", "scores", "problems", "check", "difference", "observation", "estimates")
"""The schemas that there are."""


def schema_path(name: str) -> Path:
    """The file of a schema.

    Args:
        name: One of `NAMES`.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for folder in _FOLDERS:
        path = folder / f"{name}.schema.json"
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name}.schema.json is in neither of {', '.join(map(str, _FOLDERS))}")


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema as plain values; read once, and not to be changed.

    Args:
        name: One of `NAMES`.
    """
    read: dict[str, Any] = json.loads(schema_path(name).read_text(encoding="utf-8"))
    return read
