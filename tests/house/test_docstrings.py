"""Every public thing says what it is, in one sentence, on the first line of its docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sentence import is_one
from tests.house.source import ROOT, functions, modules, planted

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def mute(root: Path) -> list[str]:
    """The public modules, classes, functions and methods without such a line."""
    faults = []
    for module in modules(root):
        if module.public and not _speaks(module.tree):
            faults.append(f"{module.path}: say in the first line what this module holds, in one sentence")
        faults += [
            f"{module.path}:{node.lineno}: say in the first line of its docstring what `{node.name}` is or does, "
            "in one sentence with a full stop"
            for node in _public(module.tree)
            if not _speaks(node)
        ]
    return faults


def _public(node: ast.AST) -> Iterator[Definition]:
    """The public definitions at the top of a module or class, and in public classes below it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If | ast.Try | ast.With):
            yield from _public(child)
        elif isinstance(child, Definition) and not child.name.startswith("_") and not _elsewhere(child):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


def _elsewhere(node: Definition) -> bool:
    """Whether another definition of the same name speaks for it."""
    marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
    return bool(marks & {"overload", "override", "setter", "deleter"})


def _speaks(node: ast.Module | Definition) -> bool:
    """Whether the first line of the docstring is one sentence."""
    return is_one((ast.get_docstring(node) or "").partition("\n")[0])


def mute_tests(root: Path) -> list[str]:
    """The tests that do not say in one sentence what they show."""
    faults = []
    for path in sorted([*root.glob("tests/**/test_*.py"), *root.glob("plugins/*/tests/**/test_*.py")]):
        faults += [
            f"{path.relative_to(root)}:{test.lineno}: say in one sentence what `{test.name}` shows"
            for test in functions(ast.parse(path.read_text(encoding="utf-8")))
            if test.name.startswith("test_") and not is_one(" ".join((ast.get_docstring(test) or "").split()))
        ]
    return faults


def test_every_public_thing_speaks() -> None:
    """No public name is left to be guessed at."""
    assert not mute(ROOT), "\n".join(mute(ROOT))


def test_every_test_speaks() -> None:
    """Every test says what it shows."""
    assert not mute_tests(ROOT), "\n".join(mute_tests(ROOT))


def test_a_mute_thing_is_found(tmp_path: Path) -> None:
    """Absent, endless and double first lines are faults; private and nested names are not asked."""
    text = '''"""A module."""
class A:
    def method(self): ...
    def _private(self): ...
class B:
    """No end"""
def f():
    """One. Two."""
def g():
    """What it does.

    More. And more.
    """
    def nested(): ...
'''
    planted(tmp_path, {"src/fidelity/model/a.py": text, "src/fidelity/model/b.py": "", "src/fidelity/model/_c.py": ""})
    assert [fault.split(": ")[0] for fault in mute(tmp_path)] == [
        "src/fidelity/model/a.py:2",
        "src/fidelity/model/a.py:3",
        "src/fidelity/model/a.py:5",
        "src/fidelity/model/a.py:7",
        "src/fidelity/model/b.py",
    ]


def test_a_mute_test_is_found(tmp_path: Path) -> None:
    """A test without a sentence is a fault, in a plugin too; what helps it is not asked."""
    text = "def test_a(): ...\ndef helper(): ...\nclass TestB:\n    def test_c(self): ...\n"
    planted(tmp_path, {"tests/model/test_a.py": text, "plugins/fidelity-x/tests/test_b.py": "def test_d(): ...\n"})
    assert len(mute_tests(tmp_path)) == 3
