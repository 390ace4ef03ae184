"""Words for statistics, reasons and methods."""

from __future__ import annotations

import pytest

from fidelity.report.estimate_words import (
    CLIPPED,
    METHODS,
    NO_INTERVAL,
    NO_INTERVAL_MEANINGS,
    NO_VALUE,
    NO_VALUE_MEANINGS,
    STATISTICS,
    key_column,
    method_words,
    statistic,
)
from fidelity.tally.estimates import ALWAYS, NoEstimate, NoInterval
from fidelity.tally.interval import Method
from tests.house.sentence import is_one


def test_every_reason_has_its_words() -> None:
    """No reason of the enumerations is without words for a cell and a sentence."""
    assert set(NO_VALUE) == set(NO_VALUE_MEANINGS) == set(NoEstimate)
    assert set(METHODS) == set(Method)
    assert set(NO_INTERVAL) == set(NO_INTERVAL_MEANINGS) == set(NoInterval)


def test_every_statistic_has_a_name_of_its_own_and_a_sentence() -> None:
    """No two are called alike, so that nobody takes a mean of sessions for one of practitioners."""
    names = [each.words for each in STATISTICS.values()]
    assert len(set(names)) == len(names)
    assert all(is_one(each.meaning) for each in STATISTICS.values())
    assert all(each.is_share for name, each in STATISTICS.items() if name.startswith("share_"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mean_of_observations", "mean of the observations"),
        ("sd_of_practitioner_means", "standard deviation of the practitioners' means"),
        ("share_of_observations_met", "share of the observations that meet it"),
        ("share_of_practitioners_at_criterion", "share of the practitioners at criterion"),
        ("mean_of_ward_means", "mean of ward means"),
    ],
)
def test_a_statistic_is_said_in_words(name: str, words: str) -> None:
    """Known ones have their words, others their code with spaces."""
    assert statistic(name).words == words
    assert is_one(statistic(name).meaning)


def test_an_unknown_share_is_a_share() -> None:
    """What calls itself a share is shown as one; an unknown method and column are said as they are called."""
    assert statistic("share_of_wards").is_share
    assert (method_words("wilson"), method_words("two_part")) == ("Wilson's score interval", "two part")
    assert method_words(f"t{CLIPPED}") == "Student's t, drawn in to the end of the scale"
    assert key_column("ward_type").meaning == "The group by ward type; empty in the row of a total."
    assert all("group by" not in key_column(name).meaning for name in ALWAYS)
