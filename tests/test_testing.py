"""The pytest plugin: every check of a distribution's definitions as a test, in a project of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from fidelity.conformance.kit import NAMES
from fidelity.conformance.report import EXEMPTIONS
from tests.cli.sample import CASES, DEFINITION, OWN_PARTS
from tests.plugins.conftest import install, site

__all__ = ["install", "site"]

TEST = "def test_conformance(fidelity_check):\n    fidelity_check()\n"
ALL = (*NAMES, EXEMPTIONS)
UNPUBLISHED = CASES.replace("    source: Trial, table 2\n", "")
EXEMPT = "expected_failures:\n  {}: Nobody has published a rated example yet.\n"


@attrs.frozen
class Project:
    """The project of a plugin's author: a distribution that is installed, and its tests.

    Attributes:
        pytester: Runs pytest in it.
        package: The installed package.
    """

    pytester: pytest.Pytester
    package: Path

    def write(self, definition: str, cases: str = CASES, name: str = "visit") -> None:
        """Write a definition, and the cases beside it."""
        (self.package / f"{name}.yaml").write_text(definition, encoding="utf-8")
        (self.package / "cases").mkdir(exist_ok=True)
        (self.package / f"cases/{name}.yaml").write_text(cases, encoding="utf-8")

    def ran(self, *words: str) -> pytest.RunResult:
        """Run the tests to their end, in a process of their own."""
        return self.pytester.runpytest_subprocess("-rA", "-p", "no:cacheprovider", *words)


@pytest.fixture
def project(
    pytester: pytest.Pytester, install: Callable[..., str], site: Path, monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A project with one installed distribution, `fidelity-visit`, and one test."""
    package = site / install("fidelity-visit")
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("COLUMNS", "200")
    pytester.makepyprojecttoml('[project]\nname = "Fidelity_Visit"\n')
    pytester.mkdir("tests")
    (pytester.path / "tests/test_conformance.py").write_text(TEST, encoding="utf-8")
    return Project(pytester, package)


def test_every_check_is_a_test(project: Project) -> None:
    """Each check of each definition has its name; what is exempt is expected to fail, for the reason that is given."""
    project.write(DEFINITION + EXEMPT.format("golden-published"), UNPUBLISHED)
    other = DEFINITION.replace('"1.2"', '"1.3"'), CASES.replace('"1.2"', '"1.3"')
    project.write(*other, name="visit_1_3")
    ran = project.ran()
    ran.assert_outcomes(passed=2 * len(ALL) - 1, xfailed=1)
    ran.stdout.fnmatch_lines(
        ["XFAIL *::test_conformance[[]visit@1.2-golden-published] - Nobody has published a rated example yet."]
    )
    told = ran.stdout.str()
    for name in ALL:
        assert f"test_conformance[visit@1.2-{name}]" in told
        assert f"PASSED tests/test_conformance.py::test_conformance[visit@1.3-{name}]" in told


def test_what_is_found_fails_with_its_words(project: Project) -> None:
    """What is wrong, what is owed and an exemption that is not needed: each with its line and without a traceback."""
    definition = DEFINITION.replace("text: Listens", 'text: "…"') + EXEMPT.format("golden-published")
    project.write(definition, CASES.replace("value: 62.5", "value: 63"))
    ran = project.ran()
    ran.assert_outcomes(passed=len(ALL) - 3, failed=3)
    ran.stdout.fnmatch_lines_random(
        [
            "golden-cases: golden cases come out as they say",
            "error[[]case-fails]: case `five_of_eight`: total.value comes out as 62.5, and must be 63",
            "  --> *cases/visit.yaml:*",
            "written: no placeholder is left",
            "incomplete[[]placeholder]: `…` still stands where text belongs",
            "  --> *visit.yaml:*",
            "error[[]exemption-not-needed]: check `golden-published` is exempt, and is passed",
            "FAILED *[[]visit@1.2-written] - *",
            "FAILED *[[]visit@1.2-golden-cases] - *",
            "FAILED *[[]visit@1.2-exemptions] - *",
        ]
    )
    assert "testing.py" not in ran.stdout.str()


def test_a_broken_definition_fails_once(project: Project) -> None:
    """A file that is no definition is one failing test; the others say why they were not run, and all are collected."""
    project.write(DEFINITION.replace("title: Welcoming", "titel: W"))
    ran = project.ran()
    ran.assert_outcomes(failed=1, skipped=len(ALL) - 1)
    ran.stdout.fnmatch_lines_random(
        [
            "FAILED *[[]visit@1.2-readable] - *",
            "  --> *visit.yaml:8:*",
            "SKIPPED [[]*the definition cannot be read, as another test says",
        ]
    )


def test_what_cannot_be_checked_fails_with_its_reason(project: Project) -> None:
    """An intervention that is built of parts of its own has no definition that could be looked at."""
    (project.package / "__init__.py").write_text(OWN_PARTS, encoding="utf-8")
    ran = project.ran("-k", "readable")
    ran.assert_outcomes(errors=1, deselected=len(ALL) - 1)
    ran.stdout.fnmatch_lines(["error[[]built-in-code]: own@1 is built of parts of its own*"])
    assert "testing.py" not in ran.stdout.str()


def test_the_nearest_project_is_meant(project: Project) -> None:
    """A pyproject.toml that names no project, such as one with settings, is passed by."""
    project.write(DEFINITION)
    (project.pytester.path / "tests/pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    project.ran("-k", "readable").assert_outcomes(passed=1, deselected=len(ALL) - 1)


def test_a_test_can_name_its_distribution(project: Project) -> None:
    """Where the project is another one, as in a repository of many plugins, the test says which it is about."""
    project.write(DEFINITION)
    project.pytester.makepyprojecttoml('[project]\nname = "something-else"\n')
    marked = f'import pytest\n\n@pytest.mark.fidelity("fidelity.visit")\n{TEST}'
    (project.pytester.path / "tests/test_conformance.py").write_text(marked, encoding="utf-8")
    ran = project.ran("-k", "readable", "--strict-markers")
    ran.assert_outcomes(passed=1, deselected=len(ALL) - 1)
    ran.stdout.fnmatch_lines(["PASSED *[[]visit@1.2-readable]"])


@pytest.mark.parametrize(
    ("pyproject", "marker", "said"),
    [
        (
            '[project]\nname = "fidelity-visitt"\n',
            "",
            "no installed distribution `fidelity-visitt` offers a definition",
        ),
        ("", '("fidelity-visitt")', "no installed distribution `fidelity-visitt` offers a definition"),
        ("", "", 'no pyproject.toml above * names a project: write `@pytest.mark.fidelity("…")` over the test'),
        ("", "()", 'the marker names one distribution: `@pytest.mark.fidelity("fidelity-imr")`'),
    ],
)
def test_a_distribution_that_offers_nothing_is_told(project: Project, pyproject: str, marker: str, said: str) -> None:
    """A misspelt name does not pass for want of checks: it is told in words, without a traceback."""
    project.write(DEFINITION)
    project.pytester.makepyprojecttoml(pyproject)
    marked = f"import pytest\n\n@pytest.mark.fidelity{marker}\n{TEST}" if marker else TEST
    (project.pytester.path / "tests/test_conformance.py").write_text(marked, encoding="utf-8")
    ran = project.ran()
    ran.assert_outcomes(errors=1)
    assert ran.ret == pytest.ExitCode.INTERRUPTED
    ran.stdout.fnmatch_lines([f"*{said}"])
    if "visitt" in said:
        ran.stdout.fnmatch_lines(["*help: did you mean `fidelity-visit`?"])
    assert "testing.py" not in ran.stdout.str()


def test_tests_of_others_pay_nothing(project: Project) -> None:
    """In a project that asks for no check, the plugin loads neither definitions nor tables."""
    test = (
        "import sys\n\n\ndef test_other():\n"
        "    assert 'fidelity.testing' in sys.modules\n"
        "    loaded = {'fidelity.conformance', 'fidelity.plugins', 'fidelity_visit', 'numpy', 'pandas'}\n"
        "    assert not loaded & {*sys.modules}\n"
    )
    (project.pytester.path / "tests/test_conformance.py").write_text(test, encoding="utf-8")
    project.ran("-p", "no:sybil", "-p", "no:hypothesispytest").assert_outcomes(passed=1)
