"""Rescored records on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fidelity.evaluation.rescoring import Rescored
from fidelity.report.rescored_text import rescored_text
from tests.report.rescored import apart, lacking, linked, moved


def words(of: Rescored) -> str:
    """The page without its layout."""
    return " ".join(rescored_text([of]).split())


def test_a_cut_that_moved(golden: Callable[[str, str], None]) -> None:
    """The whole page: what is comparable, who was and would be at criterion, and both results of each record."""
    golden("rescored.txt", rescored_text([moved()]) + "\n")


@pytest.mark.parametrize("of", [moved, apart, linked, lacking])
def test_it_fits_the_page(of: Callable[[], Rescored]) -> None:
    """No line is longer than it is wide."""
    assert max(map(len, rescored_text([of()], 80).splitlines())) <= 80


def test_another_scale_is_no_move() -> None:
    """It is said, and equal, higher and lower stay empty."""
    said = words(apart())
    assert "score s not comparable 0 of 3" in said
    assert "What moved is the measure: these are not comparable, and say nothing of better or worse practice." in said
    assert "s 0 – – – 4 0 0" in said


def test_a_link_says_how_many() -> None:
    """And which item was not rated; the score has its bounds."""
    said = words(linked())
    assert "score s linked only 3 of 4" in said
    assert "Why score s is linked only - `i4` was not rated before" in said
    assert "new, and missing in these records 1 0 0" in said
    assert "75.0 to 100.0 no score: too many ratings are missing" in said


def test_what_one_version_lacks_is_told_in_a_sentence() -> None:
    """A table of one row would say no more; the score that is gone is shown as it was."""
    said = words(lacking())
    assert "Criterion good, which the new version does not have: then not met 1 and met 3." in said
    assert "Criterion fair, which the old version does not have: now not in force 4." in said
    assert "v0 s 100.0 (b1) gone" in said


def test_a_long_list_stops_and_says_so() -> None:
    """After so many records."""
    page = rescored_text([moved()], most=1)
    assert "3 more records: `--format csv` shows them all." in page
    assert "v1" not in page
