"""Profiles on a page: what they change, and what that moves."""

from __future__ import annotations

from tests.report.whole import page


def test_changes_are_told() -> None:
    """What is left out, changed and added."""
    (profile,) = page().profiles
    assert profile.changes == ("Leaves out `asks`.", "Changes the score `caring`.", "Adds the criterion `good`.")
    assert (profile.checklist, profile.source) == ("delivery", "A county")


def test_what_moves_is_told_with_why_and_an_example() -> None:
    """And what is new, and what stays."""
    (profile,) = page().profiles
    moves = {move.id: move for move in profile.moves}
    assert {name: move.verdict for name, move in moves.items()} == {
        "total": "moves",
        "caring": "moves",
        "competent": "moves",
        "good": "is new",
        "share": "moves",
    }
    assert "`asks`: left out" in moves["total"].why
    assert moves["caring"].example.startswith("With ")
    assert moves["good"].why == ()
    assert profile.still == ""
