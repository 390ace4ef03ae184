"""The first member that applies, in the engine's own words."""

from __future__ import annotations

from fidelity.plan.algebra import Choose, Some
from fidelity.plan.first import first_lowered, first_missing


def test_members_are_asked_in_the_order_in_which_they_are_named() -> None:
    """The same members in another order are another rule."""
    assert first_lowered(["a", "b"]) != first_lowered(["b", "a"])
    assert first_missing(["a", "b"]) != first_missing(["b", "a"])


def test_each_member_is_one_case() -> None:
    """The value asks the members one after another; each could be the missing one."""
    value, missing = first_lowered(["a", "b", "c"]).value, first_missing(["a", "b", "c"])
    assert isinstance(value, Choose)
    assert isinstance(missing, Some)
    assert (len(value.cases), len(missing.of)) == (3, 3)
