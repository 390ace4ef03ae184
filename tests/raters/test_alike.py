"""Whether what was shown with one edition holds for another."""

from __future__ import annotations

import attrs
import pytest

from fidelity.raters.alike import alike
from tests.raters.rated import EDITION


@pytest.mark.parametrize(
    ("changes", "is_alike"),
    [
        ({}, True),
        ({"profile": "online", "plan_hash": "other"}, True),
        ({"version": "1.1"}, True),
        ({"version": "1.1", "plan_hash": "other"}, False),
        ({"version": "1.1", "plan_hash": ""}, False),
        ({"checklist": "other"}, False),
        ({"intervention": "other"}, False),
    ],
)
def test_a_version_or_a_plan_makes_editions_alike(changes: dict[str, str], is_alike: bool) -> None:
    """A profile of the version does, and so does a version that scores alike; a missing hash proves nothing."""
    other = attrs.evolve(EDITION, **changes)
    assert alike(EDITION, other) is alike(other, EDITION) is is_alike


def test_no_hash_equals_no_hash() -> None:
    """Two versions of which nothing is known are not taken for one."""
    one, other = (attrs.evolve(EDITION, version=version, plan_hash="") for version in ("1.0", "1.1"))
    assert not alike(one, other)
