"""The checks of a plugin, as tests of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.conformance.checks import Check, Outcome
from fidelity.testing import conformance
from tests.cli.sample import DEFINITION
from tests.plugins.conftest import install, site

__all__ = ["install", "site"]

CASE = """\
schema: 1
intervention: visit
version: "1.2"
cases:
  - {id: best, why: x, ratings: {greets: 2, asks: 2, listens: 2, plans: 2}, expect: {scores: {total: {value: 99}}}}
"""


def checks_of(test: Callable[[Check], None]) -> dict[str, Check]:
    """The cases of a test by their names."""
    (mark,) = test.pytestmark  # type: ignore[attr-defined]
    return {case.id: case.values[0] for case in mark.args[1]}


@pytest.fixture
def visit(install: Callable[..., str], site: Path) -> Path:
    """An installed plugin with a golden case that fails."""
    install("fidelity-visit", files={"visit.yaml": DEFINITION})
    folder = site / "fidelity_visit"
    (folder / "cases").mkdir()
    (folder / "cases/best.yaml").write_text(CASE, encoding="utf-8")
    return folder


def test_every_check_is_a_case(visit: Path) -> None:
    """Each check of each definition has a name of its own, and those that are done pass."""
    test = conformance("Fidelity_Visit")
    checks = checks_of(test)
    assert set(checks) == {
        f"visit@1.2-{name}"
        for name in ("readable", "sound", "written", "described", "covered", "assessed", "sourced", "golden-cases")
    }
    for name, check in checks.items():
        if name != "visit@1.2-golden-cases":
            test(check)


def test_a_failing_case_fails_with_words(visit: Path) -> None:
    """What the developer reads is what `fidelity check` says: what came out, what must, and the line."""
    test = conformance("fidelity-visit")
    with pytest.raises(AssertionError) as failed:
        test(checks_of(test)["visit@1.2-golden-cases"])
    said = str(failed.value)
    assert "case `best`: total.value comes out as 100, and must be 99" in said
    assert f"{visit / 'cases/best.yaml'}:5:" in said


def test_what_is_owed_fails(visit: Path) -> None:
    """A plugin is done when nothing is owed any more."""
    (visit / "cases/best.yaml").unlink()
    test = conformance("fidelity-visit")
    check = checks_of(test)["visit@1.2-golden-cases"]
    assert check.outcome is Outcome.OWED
    with pytest.raises(AssertionError, match="no golden cases"):
        test(check)


def test_a_broken_definition_fails_with_its_line(visit: Path) -> None:
    """A file that is no definition is a failing test, not a test file that cannot be collected."""
    (visit / "visit.yaml").write_text(DEFINITION.replace("title: Welcoming", "titel: W"), encoding="utf-8")
    test = conformance("fidelity-visit")
    (check,) = checks_of(test).values()
    with pytest.raises(AssertionError, match=r"visit\.yaml:8:"):
        test(check)


def test_a_distribution_that_offers_nothing_is_told(site: Path) -> None:
    """A misspelt name does not pass for want of checks."""
    with pytest.raises(LookupError, match="`fidelity-nothing`"):
        conformance("fidelity-nothing")
