"""What takes long to load, loaded when it is first needed: a header needs neither the YAML reader nor jsonschema.

Commands that only list what there is would otherwise wait for two libraries that they do not use.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, cast

from fidelity.definition.tree import Tree
from fidelity.problems import Problem


def parsed(text: str, source: str) -> Tree:
    """A document as plain values that remember where they stand: `fidelity.definition.parsing.parsed`."""
    return cast("Tree", _module("parsing").parsed(text, source))


def shape_problems(tree: Tree, schema: dict[str, Any]) -> tuple[Problem, ...]:
    """Where a document differs from its schema: `fidelity.definition.shape.shape_problems`."""
    return cast("tuple[Problem, ...]", _module("shape").shape_problems(tree, schema))


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"fidelity.definition.{name}")
