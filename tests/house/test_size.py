"""Modules and functions stay small, and no module is a drawer for things without a place."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

from tests.house.source import ROOT, Function, functions, modules, planted

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "types"}


def body_length(function: Function) -> int:
    """The lines of a function from its first statement that is no docstring."""
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def too_long(root: Path) -> list[str]:
    """The modules and functions over the limit."""
    faults = []
    for module in modules(root):
        n_lines = len(module.text.splitlines())
        if n_lines > LONGEST_MODULE:
            faults.append(f"{module.path}: {n_lines} lines, and {LONGEST_MODULE} is the limit: it holds a second noun")
        faults += [
            f"{module.path}:{function.lineno}: the body of `{function.name}` has {body_length(function)} lines, and "
            f"{LONGEST_FUNCTION} is the limit: name its steps"
            for function in functions(module.tree)
            if body_length(function) > LONGEST_FUNCTION
        ]
    return faults


def drawers(root: Path) -> list[str]:
    """The modules and rooms whose name says nothing."""
    return [
        f"{module.path}: name it after the noun that it holds"
        for module in modules(root)
        if DRAWERS & {step.strip("_") for step in module.name.split(".")}
    ]


def test_nothing_is_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    """No module has more than 300 lines and no function body more than 40; the medians are printed."""
    parts = modules(ROOT)
    bodies = [body_length(function) for module in parts for function in functions(module.tree)]
    with capsys.disabled():
        lines = median(len(module.text.splitlines()) for module in parts)
        print(f"\nhouse: {len(parts)} modules, median {lines:.0f} lines; median function {median(bodies):.0f} lines")
    assert not too_long(ROOT), "\n".join(too_long(ROOT))


def test_there_are_no_drawers() -> None:
    """Every module is named after what it holds."""
    assert not drawers(ROOT), "\n".join(drawers(ROOT))


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    """A line above either limit is a fault; a docstring does not count as body."""
    body = "    x = 1\n"
    planted(
        tmp_path,
        {
            "src/fidelity/model/a.py": "\n" * 301,
            "src/fidelity/model/b.py": 'def f():\n    """Long\n    doc."""\n' + body * 40 + "def g():\n" + body * 41,
            "src/fidelity/model/c.py": "\n" * 300,
        },
    )
    assert [fault.split(": ")[0] for fault in too_long(tmp_path)] == [
        "src/fidelity/model/a.py",
        "src/fidelity/model/b.py:44",
    ]


def test_a_drawer_is_found(tmp_path: Path) -> None:
    """A drawer is a fault as module and as room, also with an underscore."""
    planted(tmp_path, {"src/fidelity/utils/a.py": "", "src/fidelity/model/_common.py": "", "src/fidelity/ok.py": ""})
    assert len(drawers(tmp_path)) == 2
