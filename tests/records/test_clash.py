"""What sides say differently, shown so that somebody can decide."""

from __future__ import annotations

from fidelity.records.clash import Clash, Difference, Side, differences, spoken


def test_only_what_differs_is_shown() -> None:
    """Each value with its way, what it was, and what each side makes of it; lists are looked into."""
    base = {"ratings": {"a": "1", "b": "2"}, "list": ["x", "y"], "same": 1}
    one = {"ratings": {"a": "2", "b": "2"}, "list": ["x", "z"], "same": 1}
    other = {"ratings": {"a": "3"}, "list": ["x"], "same": 1, "new": None}
    assert differences(base, one, other) == (
        Difference("ratings.a", "1", ("2", "3")),
        Difference("ratings.b", "2", ("2", "—")),
        Difference("list.1", "y", ("z", "—")),
        Difference("new", "—", ("—", "None")),
    )


def test_what_all_sides_changed_alike_is_not_shown() -> None:
    """They agree on it."""
    assert differences({"a": "1"}, {"a": "2"}, {"a": "2"}) == ()


def test_an_erased_side_says_nothing() -> None:
    """It is shown as a side without values."""
    assert [str(each) for each in differences(None, {"a": "2"}, None)] == ["a: — → 2 / —"]


def test_a_sign_off_is_a_difference() -> None:
    """Sides that say the same and differ in that show nothing else."""
    sides = tuple(Side(name, "R1", "", "", {"a": "1"}, locked) for name, locked in (("x", True), ("y", False)))
    assert [str(each) for each in Clash("r", {"a": "1"}, sides).differences()] == ["sign-off: — → signed off / open"]


def test_a_time_is_spoken() -> None:
    """People read minutes."""
    assert spoken("2026-11-23T17:05:01.123456Z") == "2026-11-23 17:05 UTC"
