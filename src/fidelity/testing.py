"""The pytest plugin: every check of `fidelity check`, as a test of its own.

It comes with the package, so that a plugin's test file needs one test::

    def test_conformance(fidelity_check):
        fidelity_check()

Which distribution is meant is read from the nearest ``pyproject.toml`` above the test file. Where that is not it, the
test says so: ``@pytest.mark.fidelity("fidelity-imr")``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fidelity.errors import FidelityError
from fidelity.problems import Problem

_CHECKS, _REPORT = "fidelity.conformance.as_tests", "fidelity.report.problems"
"""Imported only when a test asks for them: pytest loads this module in every project of the environment."""


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of the marker."""
    config.addinivalue_line("markers", "fidelity(distribution): the distribution that `fidelity_check` is to check")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of each check of each definition that the distribution offers."""
    if "fidelity_check" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("fidelity")
        distribution = _nearest(metafunc.definition.path) if marker is None else _marked(marker)
        try:
            named: list[tuple[str, str]] = import_module(_CHECKS).named_checks(distribution)
        except FidelityError as error:
            raise _misuse(_words(error.problems)) from error
        metafunc.parametrize("fidelity_check", named, ids=["-".join(each) for each in named], indirect=True)


@pytest.fixture
def fidelity_check(request: pytest.FixtureRequest) -> Callable[[], None]:
    """One check of one definition: called, it passes, fails with what was found, or is expected to fail."""
    try:
        found: Any = import_module(_CHECKS).result(*request.param)
    except FidelityError as error:
        pytest.fail(_words(error.problems), pytrace=False)

    def passes() -> None:
        """Fail if the check found something, and end as an expected failure if the definition is exempt from it."""
        if found is None:
            pytest.skip("the definition cannot be read, as another test says")
        if found.exemption and found.problems:
            pytest.xfail(found.exemption)
        if found.problems:
            # A traceback would lead to this line, and not to the mistake.
            pytest.fail(f"{found.name}: {found.title}\n\n{_words(found.problems)}", pytrace=False)

    return passes


def _words(problems: Iterable[Problem]) -> str:
    """What `fidelity check` says."""
    return str(import_module(_REPORT).as_text(problems))


def _misuse(words: str) -> Exception:
    """What stops the collection of a file, and is shown without the way that led to it."""
    return pytest.Collector.CollectError(words)


def _marked(marker: pytest.Mark) -> str:
    """The distribution that a test names."""
    if len(marker.args) != 1 or not isinstance(marker.args[0], str):
        raise _misuse('the marker names one distribution: `@pytest.mark.fidelity("fidelity-imr")`')
    return marker.args[0]


def _nearest(path: Path) -> str:
    """The name of the project that a test file belongs to."""
    for folder in path.parents:
        project = folder / "pyproject.toml"
        if project.is_file():
            name = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {}).get("name")
            if name:
                return str(name)
    raise _misuse(f'no pyproject.toml above {path} names a project: write `@pytest.mark.fidelity("…")` over the test')
