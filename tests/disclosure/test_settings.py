"""What may be shown is a setting with sound values."""

from __future__ import annotations

import pytest

from fidelity.disclosure.settings import PRESETS, Disclosure, named
from fidelity.errors import UsageError


def test_presets_and_numbers_have_names() -> None:
    """A preset is found by its name and any other threshold by its number."""
    assert named("default") == Disclosure(5)
    assert named("cautious") == Disclosure(10)
    assert named("7") == Disclosure(7)
    assert named("off").is_off
    assert named("0").is_off


def test_everybody_is_below_twice_the_threshold() -> None:
    """Results of a whole group are hidden in groups up to twice the threshold, unless it is said otherwise."""
    assert PRESETS["cautious"].everybody_below == 20
    assert Disclosure(5, everybody_below=7).everybody_below == 7


@pytest.mark.parametrize("text", ["1", "-3", "five", "2.5", "", "²"])
def test_what_protects_nobody_is_refused(text: str) -> None:
    """A threshold of 1 would hide nothing and look as if it did; words that mean nothing are refused too."""
    with pytest.raises(UsageError) as caught:
        named(text)
    assert caught.value.problems[0].code == "bad-threshold"


def test_the_nearest_name_is_offered() -> None:
    """A misspelt preset is told from an unknown one."""
    with pytest.raises(UsageError) as caught:
        named("cautios")
    assert "cautious" in caught.value.problems[0].help
    with pytest.raises(UsageError):
        Disclosure(5, everybody_below=4)
