"""Each third-party package has its room, and what knows no files imports nothing that opens them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, modules, planted

EVERYWHERE = ("*",)

ROOMS_OF = {
    "attrs": EVERYWHERE,
    "click": ("cli",),
    "jinja2": ("pages", "forms", "report"),
    "jsonschema": ("definition",),
    "markupsafe": ("forms", "report"),
    "matplotlib": ("report",),
    "numpy": (
        *("plan", "ratings", "scoring", "tally", "disclosure", "agreement", "intake", "evaluation", "report"),
        "frames",
    ),
    "pandas": ("ratings", "scoring", "tally", "disclosure", "intake", "evaluation", "report", "conformance", "frames"),
    "pluggy": ("plugins",),
    "pytest": ("testing",),
    "pyarrow": ("report",),
    "ruamel": ("definition",),
    "scipy": ("tally", "disclosure", "agreement"),
    "sqlite3": ("records",),
    "xlsxwriter": ("forms",),
}
"""Where each package may be imported; `sqlite3` is a guest though it comes with Python."""

WITHOUT_FILES = ("model", "interfaces", "intervention", "plan", "scoring")
FILES = ("io", "os", "pathlib", "shutil", "tempfile")


def strangers(root: Path) -> list[str]:
    """The imports of packages outside their rooms, and of packages that have none."""
    faults = []
    for module in modules(root):
        for found in module.imports():
            package = found.name.split(".")[0]
            where = f"{module.path}:{found.line}"
            if package in ROOMS_OF:
                if not _allowed(module.room, ROOMS_OF[package]):
                    rooms = ", ".join(ROOMS_OF[package])
                    faults.append(f"{where}: {package} belongs in {rooms}: call something there that uses it")
            elif package != PACKAGE and package not in sys.stdlib_module_names:
                faults.append(f"{where}: {package} has no room: do without it, or give it one in ROOMS_OF")
    return faults


def files_where_none_are_known(root: Path) -> list[str]:
    """The imports that open files, in rooms that know none."""
    return [
        f"{module.path}:{found.line}: `{module.room}` knows no files: take bytes or records, and read them elsewhere"
        for module in modules(root)
        if module.room in WITHOUT_FILES
        for found in module.imports()
        if found.name.split(".")[0] in FILES
    ]


def _allowed(room: str, rooms: Iterable[str]) -> bool:
    """Whether a room is among those named."""
    return rooms == EVERYWHERE or room in rooms


def test_packages_keep_to_their_rooms() -> None:
    """Every third-party package is imported only where the table allows it."""
    assert not strangers(ROOT), "\n".join(strangers(ROOT))


def test_the_model_and_the_plan_know_no_files() -> None:
    """What is pure stays pure."""
    assert not files_where_none_are_known(ROOT), "\n".join(files_where_none_are_known(ROOT))


def test_a_package_out_of_its_room_is_found(tmp_path: Path) -> None:
    """A pandas in the plan and a package without a room are faults; attrs and the standard library are not."""
    planted(
        tmp_path,
        {
            "src/fidelity/plan/lowering.py": "import attrs, math\nfrom pandas.api import types\nimport requests\n",
            "src/fidelity/ratings/table.py": "import pandas as pd\n",
        },
    )
    faults = strangers(tmp_path)
    assert [fault.split(": ")[1].split()[0] for fault in faults] == ["pandas", "requests"]


def test_a_file_in_the_model_is_found(tmp_path: Path) -> None:
    """A model that imports pathlib is a fault, and a reader that does is not."""
    text = "from pathlib import Path\n"
    planted(tmp_path, {"src/fidelity/model/item.py": text, "src/fidelity/ratings/reading.py": text})
    assert [fault.split(":")[0] for fault in files_where_none_are_known(tmp_path)] == ["src/fidelity/model/item.py"]
