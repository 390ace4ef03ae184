"""The checks of a distribution by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fidelity.conformance import as_tests
from fidelity.conformance.kit import EVERY
from fidelity.errors import UsageError
from tests.conformance.asked import CASES, TEXT
from tests.plugins.conftest import install, site

__all__ = ["install", "site"]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Let nothing be remembered from one test to the next."""
    for cached in (as_tests._installed, as_tests._report):
        cached.cache_clear()
    yield
    for cached in (as_tests._installed, as_tests._report):
        cached.cache_clear()


def test_every_check_of_every_definition(install: Callable[..., str], site: Path) -> None:
    """In their order, under the name and version of the intervention, however the distribution is spelt."""
    install(
        "fidelity-story", files={"story.yaml": TEXT, "older.yaml": TEXT.replace('version: "1.0"', 'version: "0.9"')}
    )
    named = as_tests.named_checks("Fidelity_Story")
    assert named == [(each, check.name) for each in ("story_time@0.9", "story_time@1.0") for check in EVERY]


def test_a_check_is_found_by_its_name(install: Callable[..., str], site: Path) -> None:
    """One report serves all of them; of a definition that cannot be read only the first check was run."""
    broken = 'schema: 1\nid: broken\nversion: "1"\ntitle: Broken\nitems: []\n'
    install("fidelity-story", files={"story.yaml": TEXT, "broken.yaml": broken})
    (site / "fidelity_story/cases").mkdir()
    (site / "fidelity_story/cases/story.yaml").write_text(CASES, encoding="utf-8")
    found = as_tests.result("story_time@1.0", "golden-cases")
    assert found is not None
    assert found.problems == ()
    first, other = as_tests.result("broken@1", "readable"), as_tests.result("broken@1", "golden-cases")
    assert first is not None
    assert first.problems
    assert other is None


def test_a_distribution_that_offers_nothing_is_told(install: Callable[..., str], site: Path) -> None:
    """A misspelt name does not pass for want of checks, and the nearest is named."""
    install("fidelity-story", files={"story.yaml": TEXT})
    with pytest.raises(UsageError, match="`fidelity-stories`") as raised:
        as_tests.named_checks("fidelity-stories")
    assert raised.value.problems[0].help == "did you mean `fidelity-story`?"
