"""Imports only flow downhill, and nowhere in a circle.

Counted are all imports, also those inside functions and under `if TYPE_CHECKING`: a circle that is hidden is still one.
The exceptions are the command line, which loads its commands lazily, by name, and the package's own file, which loads
`frames` in the same way when somebody asks for one of its functions.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, Module, functions, modules, planted

ROOMS = (
    "about", "problems", "errors", "canonical", "messages",
    "model", "interfaces", "intervention",
    "definition", "plan", "ratings", "scoring",
    "tally", "disclosure", "difference", "usability", "plugins",
    "conformance", "export", "records", "handins",
    "agreement", "raters", "planning", "intake", "workspace", "evaluation", "entry", "pages", "forms",
    "report", "testing", "cli", "frames", "__main__",
)  # fmt: skip
"""The rooms in the order of the data: a room imports only from those before it."""


def uphill(root: Path) -> list[str]:
    """The imports of a later room, and the rooms that have no place in the order."""
    faults = []
    for module in modules(root):
        if module.room not in ("", *ROOMS):
            faults.append(
                f"{module.path}: room `{module.room}` has no place yet: give it one in ROOMS, with a decision"
            )
            continue
        here = ROOMS.index(module.room) if module.room else -1
        for found in module.imports():
            steps = found.name.split(".")
            target = steps[1] if steps[0] == PACKAGE and len(steps) > 1 else ""
            if target in ROOMS and ROOMS.index(target) > here:
                where = f"{module.path}:{found.line}"
                home = f"`{module.room}`" if module.room else "the package's own file"
                faults.append(f"{where}: {home} may not import from `{target}`: move what both need to an earlier room")
    return faults


def hidden_imports(root: Path) -> list[str]:
    """The imports inside functions and under `if TYPE_CHECKING`."""
    faults = []
    for module in modules(root):
        places: list[ast.AST] = [*functions(module.tree), *_type_checking(module.tree)]
        lines = {
            node.lineno for place in places for node in ast.walk(place) if isinstance(node, ast.Import | ast.ImportFrom)
        }
        faults += [f"{module.path}:{line}: import at the top of the module, where it is seen" for line in sorted(lines)]
    return faults


def circles(root: Path) -> list[str]:
    """The groups of modules that import each other, directly or by way of others."""
    parts = modules(root)
    graph = {module.name: _known(module, {part.name for part in parts}) for module in parts}
    reach = {name: _reachable(name, graph) for name in graph}
    knots = {frozenset(other for other in reach[name] if name in reach[other]) for name in graph if name in reach[name]}
    return [
        f"these import each other: {', '.join(sorted(knot))}; move what they share into a module of its own"
        for knot in sorted(knots, key=sorted)
    ]


def _known(module: Module, names: set[str]) -> set[str]:
    """The modules of the package that a module imports; a name taken from a module counts as the module."""
    candidates = {found.name for found in module.imports()}
    direct = {name for name in candidates if name in names}
    parents = {name.rpartition(".")[0] for name in candidates - direct}
    return direct | (parents & names)


def _reachable(start: str, graph: dict[str, set[str]]) -> set[str]:
    """All that can be come to from a module, itself only if the way leads back."""
    seen: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += graph[name]
    return seen


def _type_checking(tree: ast.AST) -> list[ast.AST]:
    """The blocks under `if TYPE_CHECKING`."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)]


def test_imports_flow_downhill() -> None:
    """Every room imports only from rooms before it."""
    assert not uphill(ROOT), "\n".join(uphill(ROOT))


def test_no_import_is_hidden() -> None:
    """Every import stands at the top of its module."""
    assert not hidden_imports(ROOT), "\n".join(hidden_imports(ROOT))


def test_no_circles() -> None:
    """No module imports itself by way of others, inside a room either."""
    assert not circles(ROOT), "\n".join(circles(ROOT))


def test_an_import_uphill_is_found(tmp_path: Path) -> None:
    """A model that knows the plan, even inside a function or by a name in quotes, is a fault."""
    planted(
        tmp_path,
        {
            "src/fidelity/__init__.py": "from fidelity import model\n",
            "src/fidelity/model/item.py": "def f():\n    from ..plan import lowering\n",
            "src/fidelity/plan/lowering.py": "from fidelity.model import item\nimport_module('fidelity.ratings')\n",
            "src/fidelity/ratings/table.py": "from fidelity.plan.lowering import lower\nfrom fidelity import model\n",
        },
    )
    faults = uphill(tmp_path)
    assert [fault.split(": ")[0] for fault in faults] == [
        "src/fidelity/__init__.py:1",
        "src/fidelity/model/item.py:2",
        "src/fidelity/plan/lowering.py:2",
    ]


def test_a_room_without_a_place_is_found(tmp_path: Path) -> None:
    """A new room must be given its place in the order."""
    planted(tmp_path, {"src/fidelity/attic/box.py": ""})
    assert "`attic` has no place" in uphill(tmp_path)[0]


def test_a_hidden_import_is_found(tmp_path: Path) -> None:
    """Imports inside functions and for type checkers only are faults, and one inside `try` is not."""
    text = (
        "try:\n    import a\nexcept ImportError:\n    pass\nif TYPE_CHECKING:\n    import b\ndef f():\n    import c\n"
    )
    planted(tmp_path, {"src/fidelity/model/item.py": text})
    assert [fault.split(": ")[0] for fault in hidden_imports(tmp_path)] == [
        "src/fidelity/model/item.py:6",
        "src/fidelity/model/item.py:8",
    ]


def test_a_circle_is_found(tmp_path: Path) -> None:
    """A circle of three modules is named as one knot, and a module beside it is not in it."""
    planted(
        tmp_path,
        {
            "src/fidelity/model/a.py": "from fidelity.model import b\n",
            "src/fidelity/model/b.py": "from fidelity.model.c import thing\n",
            "src/fidelity/model/c.py": "def f():\n    import fidelity.model.a\n",
            "src/fidelity/model/d.py": "import fidelity.model.a\n",
        },
    )
    (knot,) = circles(tmp_path)
    assert "fidelity.model.a, fidelity.model.b, fidelity.model.c;" in knot
