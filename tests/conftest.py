"""What all tests share: golden files."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from tests.golden import agree

# No deadline: machines differ. In CI the same examples each time, so that a failure belongs to the change under test.
settings.register_profile(
    "here", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts new golden files."""
    parser.addoption("--update-golden", action="store_true", help="accept what the tests make now as golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares text with the file of a name in the folder `golden` beside the test: `golden("report.txt", text)`."""
    folder = request.path.parent / "golden"
    accept = bool(request.config.getoption("--update-golden"))
    return lambda name, text: agree(folder / name, text, accept)
