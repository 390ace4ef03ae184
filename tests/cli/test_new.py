"""`fidelity new plugin`, as somebody tries it who has a programme and has never written a plugin."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]

WRITTEN = {
    "README.md",
    "pyproject.toml",
    "src/fidelity_family_meeting/__init__.py",
    "src/fidelity_family_meeting/cases/edges.yaml",
    "src/fidelity_family_meeting/intervention.yaml",
    "tests/test_conformance.py",
}
DEFINITION = Path("fidelity-family-meeting/src/fidelity_family_meeting/intervention.yaml")
FOLDER = Path("fidelity-family-meeting")


def replaced(path: Path, changes: Mapping[str, str]) -> None:
    """Change a text where each of the passages stands, which must be somewhere."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def line_of(words: str) -> int:
    """The line of the definition in which words stand first."""
    lines = DEFINITION.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.fixture
def begun(fidelity: Fidelity, here: Path) -> Path:
    """A plugin, begun just now."""
    assert fidelity("new", "plugin", "Family-Meeting").code == 0
    return here / FOLDER


def test_what_is_written(fidelity: Fidelity, here: Path) -> None:
    """A distribution with a package, a definition, cases and a test; what to do next is told; nothing is data."""
    ran = fidelity("new", "plugin", "Family meeting")
    written = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert (ran.code, ran.out, written) == (0, "", WRITTEN)
    assert str(DEFINITION) in ran.err
    assert "fidelity check fidelity-family-meeting" in ran.err
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*") if path.is_file())
    assert "$" not in text
    assert "id: family_meeting" in text


def test_nothing_is_overwritten(fidelity: Fidelity, begun: Path) -> None:
    """A second beginning changes nothing."""
    DEFINITION.write_text("mine", encoding="utf-8")
    ran = fidelity("new", "plugin", "family_meeting")
    assert (ran.code, ran.out) == (2, "")
    assert DEFINITION.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["1st", "a" * 40, "Überall", "a/b", "", "all"])
def test_a_name_that_cannot_be_an_id_is_refused(fidelity: Fidelity, here: Path, name: str) -> None:
    """The reason is told, and nothing is made."""
    before = sorted(here.iterdir())
    ran = fidelity("new", "plugin", name)
    assert ran.code == 2
    assert sorted(here.iterdir()) == before


def test_a_folder_can_be_named(fidelity: Fidelity, here: Path) -> None:
    """Folders are made as needed, and one that cannot be made is told."""
    assert fidelity("new", "plugin", "visits", "--into", "my work/deep").code == 0
    assert Path("my work/deep/fidelity-visits/pyproject.toml").exists()
    ran = fidelity("new", "plugin", "talks", "--into", "visits.csv")
    assert ran.code == 2


def test_a_fresh_plugin_owes_what_is_to_be_written(fidelity: Fidelity, begun: Path) -> None:
    """Nothing is wrong with it, and each place where something is to be written is told with its line, from the top."""
    ran = fidelity("check", FOLDER)
    lines = DEFINITION.read_text(encoding="utf-8").splitlines()
    to_write = [str(number) for number, line in enumerate(lines, 1) if '"…"' in line]
    told = [line.split()[0] for line in ran.out.splitlines() if line.strip()[:1].isdigit() and "…" in line]
    assert (ran.code, ran.err) == (3, "")
    assert told == to_write
    assert f"{len(to_write)} things are still owed." in ran.out
    assert "done  golden-cases" in ran.out


FILLED = {
    'citation: "…"': 'citation: "Handbook of family meetings, 2nd edition"',
    'licence: "…"': "licence: CC-BY-4.0",
    'problem: "…"': "problem: Plans for children are made without their families.",
    'for_whom: "…"': "for_whom: Families with a plan of help.",
    'not_for: "…"': "not_for: Families in acute danger.",
    '    title: "…"\n    why: "…"': "    title: The family decides\n    why: People keep plans that are their own.",
    'expected: "…"': "expected: The family speaks first and longest.",
    'developmental: "…"': "developmental: The family is asked for its consent.",
    'unacceptable: "…"': "unacceptable: The plan is read out to the family.",
    'label: As described, anchor: "…"': "label: As described, anchor: Done from beginning to end",
    'label: Attempted, anchor: "…"': "label: Attempted, anchor: Done in part",
    'label: Absent, anchor: "…"': "label: Absent, anchor: Not done",
    'source: "…"\n\n      sampling': "source: Handbook, p. 12\n\n      sampling",
    """\
        - id: first_item
          component: first_component
          scale: three_steps
          text: "…"
          evidence: [observation]
          allows: [not_applicable]
""": "".join(
        f"""\
        - id: {name}
          component: first_component
          scale: three_steps
          text: {text}
          evidence: [observation]
          allows: [not_applicable]
"""
        for name, text in {
            "opens": "Opens the meeting",
            "invites": "Invites everyone",
            "listens": "Listens",
            "sums_up": "Sums up",
            "agrees": "Agrees on next steps",
        }.items()
    ),
    "          not_applicable: excluded\n": (
        "          not_applicable: excluded\n"
        "          bands:\n"
        "            - {id: low, below: 60}\n"
        "            - {id: high, at_least: 60}\n"
    ),
}
"""What a developer writes over the scaffold: five items, and two bands."""

MISTAKES = {
    "text: Listens\n": "text: Listens\n          evidnce: [record]\n",
    "component: first_component\n          scale: three_steps\n          text: Invites": (
        "component: first_component\n          scale: three_step # as below\n          text: Invites"
    ),
    "{id: high, at_least: 60}": "{id: high, above: 60}",
}
"""A key that is misspelt, a scale that does not exist, and bands that leave out 60."""

CASES = {
    "{first_item: 2}": "{opens: 2, invites: 2, listens: 2, sums_up: 2, agrees: 2}",
    "{first_item: 0}": "{opens: 0, invites: 0, listens: 0, sums_up: 0, agrees: 0}",
}


def test_a_developer_is_led_to_a_whole_plugin(fidelity: Fidelity, begun: Path) -> None:
    """Filled in with mistakes, each is told with its line and its remedy; mended, nothing is left to do."""
    replaced(DEFINITION, FILLED)
    replaced(FOLDER / "src/fidelity_family_meeting/cases/edges.yaml", CASES)
    replaced(DEFINITION, MISTAKES)
    ran = fidelity("check", FOLDER)
    assert ran.code == 1
    for line, said in (
        (line_of("evidnce:"), "`evidence`"),
        (line_of("scale: three_step "), "did you mean `three_steps`?"),
        (line_of("bands:") + 1, "let the next begin where this one ends: `at_least: 60`"),
    ):
        assert f"{DEFINITION}:{line}:" in ran.err
        assert said in ran.err
    replaced(DEFINITION, {new: old for old, new in MISTAKES.items()})
    done = fidelity("check", FOLDER)
    assert (done.code, done.err) == (0, "")
    assert "All is done." in done.out


def test_a_whole_plugin_is_installed_and_passes_its_own_test(fidelity: Fidelity, begun: Path, tmp_path: Path) -> None:
    """Installed for real, without a network, `fidelity list` shows it and its own test passes."""
    if find_spec("hatchling") is None or find_spec("editables") is None or find_spec("pip") is None:
        pytest.skip("hatchling, editables and pip are needed to build without a network")
    replaced(DEFINITION, FILLED)
    replaced(FOLDER / "src/fidelity_family_meeting/cases/edges.yaml", CASES)
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part), "PIP_NO_INDEX": "1"}

    def succeeded(*words: str | Path) -> str:
        ran = subprocess.run(
            [str(python), "-m", *map(str, words)], env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    succeeded("pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "-e", begun)
    assert "family_meeting" in succeeded("fidelity", "list")
    assert "8 passed" in succeeded("pytest", "-q", "-p", "no:cacheprovider", begun / "tests")
