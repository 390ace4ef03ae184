"""The project's own Python files, parsed: what the rules of the house look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "fidelity"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Import:
    """One imported name: the dotted name in full, and the line that imports it."""

    name: str
    line: int


@dataclass(frozen=True)
class Module:
    """One Python file of the package.

    Attributes:
        name: Its dotted name; a package's own `__init__` bears the name of the package.
        path: Where it lies, seen from the project's root.
        text: What it holds.
    """

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The room it belongs to: the first step below the package, or an empty string for the package's own file."""
        return self.name.partition(".")[2].partition(".")[0]

    @property
    def public(self) -> bool:
        """Whether no step of its name begins with an underscore."""
        return not any(step.startswith("_") for step in self.name.split("."))

    def imports(self) -> Iterator[Import]:
        """All that it imports, also inside functions, under conditions, and by a name given to `import_module`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (Import(alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                yield from (Import(f"{origin}.{alias.name}", node.lineno) for alias in node.names)
            elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
                names = [part.value for part in node.args if isinstance(part, ast.Constant)]
                yield from (Import(name, node.lineno) for name in names if isinstance(name, str))

    def _origin(self, node: ast.ImportFrom) -> str:
        """The module that a `from` import takes from, its leading dots resolved."""
        if not node.level:
            return node.module or ""
        package = self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]
        steps = package.split(".")
        return ".".join([*steps[: len(steps) - node.level + 1], *([node.module] if node.module else [])])


def modules(root: Path) -> list[Module]:
    """All modules of the package under a root, in order."""
    found = []
    for path in sorted((root / "src" / PACKAGE).rglob("*.py")):
        steps = path.relative_to(root / "src").with_suffix("").parts
        name = ".".join(steps[:-1] if steps[-1] == "__init__" else steps)
        found.append(Module(name, path.relative_to(root), path.read_text(encoding="utf-8")))
    return found


def functions(tree: ast.AST) -> Iterator[Function]:
    """All functions and methods, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def planted(root: Path, files: Mapping[str, str]) -> Path:
    """A small made-up project under `root`, to show that a rule can fail."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))
