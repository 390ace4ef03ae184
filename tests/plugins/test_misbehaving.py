"""Plugins that misbehave, each installed for real beside a good one, in an environment of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import attrs
import pytest

from fidelity.definition.text import MOST_BYTES
from tests.cli.sample import DEFINITION, RATINGS
from tests.environments import Environment, environment, wheel

MARK = "import pathlib\npathlib.Path(__file__).with_name('was_imported').touch()\n"
"""The first lines of each plugin that misbehaves: whether it was imported can be seen afterwards."""
IMPORTS = "from fidelity.plugins import DefinitionFile, PythonRule, hookimpl, packaged\n"
HOOK = f"{IMPORTS}@hookimpl\ndef fidelity_interventions():\n    return packaged(__name__)\n"
SONGS = 'schema: 1\nid: songs\nversion: "2.0"\ntitle: Songs\n'
ALLOW = '[plugins]\nallow = ["fidelity-good"]\nstrict = true\n'
ODD, OTHER = "fidelity-odd", "fidelity-other"
VERSIONS = {ODD: "3.1", OTHER: "0.2"}


def hooked(body: str, hook: str = "fidelity_interventions") -> str:
    """The code of a plugin whose one hook does something."""
    return f"{IMPORTS}@hookimpl\ndef {hook}():\n    {body}\n"


@attrs.frozen
class Case:
    """A plugin that misbehaves.

    Attributes:
        id: What it does, in few words.
        state: What becomes of it.
        reason: What is told of it, at least.
        code: Its code.
        files: What else lies in its package.
        other: The code of a second distribution's plugin, with the same files; empty for none.
        other_name: The name of the second one's entry point.
        module: What the entry point names.
    """

    id: str
    state: str
    reason: str
    code: str = HOOK
    files: Mapping[str, str | bytes] = {}
    other: str = ""
    other_name: str = "other"
    module: str = "fidelity_odd"

    @property
    def runs(self) -> bool:
        """Whether any of its code runs when plugins are loaded."""
        return self.module == "fidelity_odd" and self.id not in ("is-called-the-same", "is-not-python")

    @property
    def names(self) -> tuple[str, ...]:
        """The distributions that are told of."""
        return (ODD, OTHER) if self.other else (ODD,)


NO_TEXT = """
class Odd:
    id, version, title = 3, None, []
    teachable = learnable = doable = assessable = None
"""
HUGE = SONGS + "# long\n" * (5 * MOST_BYTES // 7)
PRINTS = "print('hello')\n" + hooked("print('hello again')\n    return packaged(__name__)")

CASES = (
    Case("cannot-be-imported", "broken", "No module named 'no_such_module'", "import no_such_module\n"),
    Case("is-not-python", "broken", "SyntaxError: ", "def f(:\n"),
    Case("exits-at-import", "broken", "SystemExit: bye", "import sys\nsys.exit('bye')\n"),
    Case("exits-in-a-hook", "broken", "SystemExit: 0", hooked("raise SystemExit(0)")),
    Case("recurses-at-import", "broken", "RecursionError: ", "def f():\n    f()\nf()\n"),
    Case("fails-in-a-hook", "broken", "`fidelity_interventions` failed: ZeroDivisionError: ", hooked("return 1 / 0")),
    Case(
        "misspells-a-hook",
        "broken",
        "`fidelity_intervention` is not a hook: did you mean `fidelity_interventions`?",
        hooked("return packaged(__name__)", "fidelity_intervention"),
    ),
    Case("has-no-hooks", "empty", "it has no hooks", "VALUE = 1\n"),
    Case("offers-nothing", "empty", "`fidelity_interventions` returned nothing", hooked("return []")),
    Case("returns-something-else", "broken", "returned a list with `str` in it", hooked("return ['songs.yaml']")),
    Case("offers-no-text", "broken", "id, version or title is not text", hooked("return [Odd()]") + NO_TEXT),
    Case("offers-the-same", "clashing", "`songs@2.0` is also offered by ", files={"s.yaml": SONGS}, other=HOOK),
    Case(
        "is-called-the-same",
        "clashing",
        "`odd` is the name of a plugin in each of fidelity-odd, fidelity-other",
        other=HOOK,
        other_name="odd",
    ),
    Case("wants-a-newer-fidelity", "broken", "schema 99", files={"s.yaml": SONGS.replace("schema: 1", "schema: 99")}),
    Case("is-huge", "broken", "the file has 5.0 MiB", files={"s.yaml": HUGE}),
    Case("is-not-utf-8", "broken", "the file is not UTF-8", files={"s.yaml": (SONGS + "# \u00e9\n").encode("latin-1")}),
    Case("cannot-be-read", "broken", "s.yaml", files={"s.yaml/is_a_folder": ""}),
    Case("names-what-is-not-there", "broken", "No module named 'fidelity_gone'", module="fidelity_gone"),
    Case("names-nothing", "broken", "`fidelity odd` names no module", module="fidelity odd"),
    Case("prints", "loaded", "", PRINTS, {"s.yaml": SONGS}),
)


@attrs.frozen
class Place:
    """Where a case is tried.

    Attributes:
        case: The case.
        environment: Where it is installed, beside a good plugin.
        folder: The working folder, with ratings in it.
    """

    case: Case
    environment: Environment
    folder: Path

    def fidelity(self, *commands: str) -> list[CompletedProcess[str]]:
        """Run the program with several commands at once, since most of the time goes into starting it."""
        with ThreadPoolExecutor(2) as pool:
            return list(
                pool.map(lambda words: self.environment.ran("fidelity", *words.split(), where=self.folder), commands)
            )

    def was_imported(self) -> bool:
        """Whether any of the plugins that misbehave was imported since this was asked last."""
        marks = list(self.environment.folder.rglob("was_imported"))
        for mark in marks:
            mark.unlink()
        return bool(marks)


@pytest.fixture(params=CASES, ids=lambda case: case.id)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A case, installed for real beside a good plugin."""
    case: Case = request.param
    made = environment(tmp_path / "environment")
    codes = {ODD: (case.code, "odd", case.module)}
    if case.other:
        codes[OTHER] = (case.other, case.other_name, "fidelity_other")
    wheels = [wheel(tmp_path, "fidelity-good", "1.0", good(), "[fidelity]\ngood = fidelity_good\n")]
    for distribution, (code, name, module) in codes.items():
        package = distribution.replace("-", "_")
        files = {f"{package}/{file}": content for file, content in case.files.items()}
        files[f"{package}/__init__.py"] = MARK + code
        points = f"[fidelity]\n{name} = {module}\n"
        wheels.append(wheel(tmp_path, distribution, VERSIONS[distribution], files, points))
    made.install(*wheels)
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "visits.csv").write_text(RATINGS, encoding="utf-8")
    return Place(case, made, folder)


def good() -> dict[str, str]:
    """The files of a plugin that does everything right."""
    return {"fidelity_good/__init__.py": HOOK, "fidelity_good/visit.yaml": DEFINITION}


def test_a_plugin_that_misbehaves_harms_no_other(place: Place) -> None:
    """The others are listed and score; it is told with distribution, version and reason; kept out, it never runs."""
    scored, listed, shown = place.fidelity(
        "score visit visits.csv --format json", "list --format json", "--strict plugins --format json"
    )
    assert place.was_imported() == place.case.runs
    _good_is_used(scored, listed)
    _odd_is_told(place.case, shown, scored, listed)
    disabled = " ".join(f"--disable-plugin={name}" for name in place.case.names)
    (place.folder / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    switched_off, allowed = place.fidelity(f"{disabled} --no-config list", "list")
    assert not place.was_imported()
    assert (switched_off.returncode, allowed.returncode, allowed.stderr) == (0, 0, "")
    assert not any(name in switched_off.stderr for name in place.case.names)
    assert all("fidelity-good" in ran.stdout for ran in (switched_off, allowed))


def _good_is_used(scored: CompletedProcess[str], listed: CompletedProcess[str]) -> None:
    """What is printed as data is data, and holds what the good plugin brings."""
    assert scored.returncode == 0, scored.stderr
    assert json.loads(scored.stdout)["distribution"] == "fidelity-good"
    assert listed.returncode == 0, listed.stderr
    found = {each["id"]: each["distribution"] for each in json.loads(listed.stdout)["interventions"]}
    assert found["visit"] == "fidelity-good"


def _odd_is_told(case: Case, shown: CompletedProcess[str], *others: CompletedProcess[str]) -> None:
    """The table of plugins has state and reason, strictness makes it an error, and other commands have a note."""
    plugins = {each["distribution"]: each for each in json.loads(shown.stdout)["plugins"]}
    assert plugins["fidelity-good"]["state"] == "loaded"
    for name in case.names:
        assert (plugins[name]["version"], plugins[name]["state"]) == (VERSIONS[name], case.state)
        assert case.reason in plugins[name]["reason"]
    if case.state == "loaded":
        assert all("hello" in ran.stderr for ran in (shown, *others))
        return
    assert shown.returncode == 1
    assert case.reason in shown.stderr
    for ran in (shown, *others):
        assert all(f" of {name} {VERSIONS[name]} is {case.state}: " in ran.stderr for name in case.names)
