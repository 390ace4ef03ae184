"""Whether every score can be computed."""

from __future__ import annotations

from tests.conformance.asked import added, told

HOLED = ("label: Low, below: 3}", "label: Low, at_most: 2.9}")


def test_the_two_checks_share_what_is_found() -> None:
    """A hole between bands is for the one check, and everything else for the other."""
    often = added("{id: often, rule: count, threshold: 6, of: [asks], missing: none}")
    assert [code for code, _ in told("bands", HOLED, often)] == ["ranges-gap"]
    assert [code for code, _ in told("sound", HOLED, often)] == ["threshold-out-of-reach"]


def test_what_a_profile_takes_over_is_told_once() -> None:
    """A hole is told at its band, and not again of the profile that has the same bands."""
    ((code, line),) = told("bands", HOLED)
    assert (code, line) == ("ranges-gap", "- {id: low, label: Low, at_most: 2.9}")


def test_what_a_profile_makes_of_it_is_told_at_the_profile() -> None:
    """What is unsound only under the profile stands there."""
    profile = (
        ", leaves_out: [asks_again]}",
        ", leaves_out: [asks_again],\n     replaces: [{score: manner, with: {id: manner, rule: mean, of: [waits],"
        " missing: none, bands: [{id: low, at_most: 2.9}, {id: high, at_least: 3.9}]}}]}",
    )
    ((code, line),) = told("bands", profile)
    assert (code, line[:12]) == ("ranges-gap", "- {id: short")
