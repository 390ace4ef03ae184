"""The tests mirror the source, and none of them can pass by not running."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, planted

WITHOUT_A_MODULE = {
    "tests/browser": "forms as people and their devices treat them, in a real browser",
    "tests/conformance/test_mutants.py": "wrong definitions and engines, which the checks must find",
    "tests/docs": "what the documentation promises",
    "tests/house": "the rules of the house",
    "tests/numbers": "published numbers, one file for each source",
    "tests/plugins/test_misbehaving.py": "what plugins that are installed for real can do to each other",
    "tests/test_benchmarks.py": "what is measured against gives the same numbers",
    "tests/test_dev.py": "the project's own commands",
    "tests/test_golden.py": "how the tests keep long output",
    "tests/test_readme.py": "the examples on the first page",
}
"""What else may be tested, and why it has no module in the package."""


def out_of_place(root: Path) -> list[str]:
    """The test modules that mirror no module and no room."""
    return [
        f"{path.relative_to(root)}: nothing in src/{PACKAGE} has this name: move it to tests/<room>/test_<module>.py, "
        "or give the reason in WITHOUT_A_MODULE"
        for path in sorted(root.glob("tests/**/test_*.py"))
        if not _excused(path.relative_to(root)) and not _mirrors(path.relative_to(root / "tests"), root)
    ]


def _excused(path: Path) -> bool:
    """Whether the path, or a folder above it, is on the list."""
    return any(str(step.as_posix()) in WITHOUT_A_MODULE for step in (path, *path.parents))


def _mirrors(path: Path, root: Path) -> bool:
    """Whether the package has a module or a room of this name, or a room in one file that the folder is named after."""
    package = root / "src" / PACKAGE
    name = package / path.parent / path.stem.removeprefix("test_")
    if path.parent != Path() and (package / path.parent).with_suffix(".py").exists():
        return True
    return name.with_suffix(".py").exists() or name.is_dir()


def asserted_in_except(root: Path) -> list[str]:
    """The assertions that are skipped when nothing is raised."""
    faults = []
    for path in sorted([*root.glob("tests/**/*.py"), *root.glob("plugins/*/tests/**/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
        faults += [
            f"{path.relative_to(root)}:{node.lineno}: use pytest.raises, which fails when nothing is raised"
            for handler in handlers
            for node in ast.walk(handler)
            if isinstance(node, ast.Assert)
        ]
    return faults


def test_tests_mirror_the_source() -> None:
    """Every test module is found where its module is looked for."""
    assert not out_of_place(ROOT), "\n".join(out_of_place(ROOT))


def test_no_assertion_inside_except() -> None:
    """No test passes because nothing was raised."""
    assert not asserted_in_except(ROOT), "\n".join(asserted_in_except(ROOT))


def test_a_test_out_of_place_is_found(tmp_path: Path) -> None:
    """A test of nothing is a fault; tests of a module, a room and a room in one file are not."""
    planted(
        tmp_path,
        {
            "src/fidelity/model/item.py": "",
            "src/fidelity/scoring.py": "",
            "tests/model/test_item.py": "",
            "tests/test_model.py": "",
            "tests/scoring/test_speed.py": "",
            "tests/test_scoring.py": "",
            "tests/house/test_rule.py": "",
            "tests/model/test_thing.py": "",
        },
    )
    assert [fault.split(":")[0] for fault in out_of_place(tmp_path)] == ["tests/model/test_thing.py"]


def test_an_assertion_inside_except_is_found(tmp_path: Path) -> None:
    """An assertion that may never run is a fault."""
    planted(tmp_path, {"tests/test_a.py": "try:\n    f()\nexcept ValueError as error:\n    assert error\n"})
    assert [fault.split(": ")[0] for fault in asserted_in_except(tmp_path)] == ["tests/test_a.py:4"]
