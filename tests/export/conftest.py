"""One Node process for all tests of scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.node import Scorers


@pytest.fixture(scope="session")
def scorers() -> Iterator[Scorers]:
    """A Node process; only for tests that are marked with `needs_node`."""
    with Scorers() as process:
        yield process
