"""Scores on a page of plain text."""

from __future__ import annotations

import attrs
import pandas as pd

from fidelity.report.scores_table import observation_names, provenance_words, scores_table
from tests.report.sample import PROVENANCE, scores


def test_each_result_has_its_line() -> None:
    """A value with its counts and band, a reason where there is none, and what it could still be."""
    lines = scores_table(scores([(2, 2, 2), (1, 1, 3), (0, 3, 3)]), PROVENANCE).splitlines()
    cells = [line.split() for line in lines]
    assert ["1", "mean", "2.00", "3", "of", "3", "High"] in cells
    assert ["total", "6", "3", "of", "3"] in cells
    assert ["2", "mean", "1.00", "2", "of", "3", "0.67", "to", "1.33", "Low"] in cells
    (unscored,) = (line for line in cells if line[:2] == ["3", "mean"])
    assert unscored[2:11] == ["–", "0", "of", "3", "0.00", "to", "1.33", "no", "score:"]


def test_few_criteria_stand_side_by_side_and_many_below_each_other() -> None:
    """Where the page is too narrow for a column each, every criterion has a line."""
    across = scores_table(scores([(2, 2, 2)]), PROVENANCE).splitlines()
    assert ["observation", "good", "fair"] in [line.split() for line in across]
    down = scores_table(scores([(2, 2, 2), (0, 0, 0)]), PROVENANCE, width=20).splitlines()
    assert ["observation", "good", "fair"] not in [line.split() for line in down]
    assert "fair" in "".join(down)


def test_a_long_table_stops_and_says_so() -> None:
    """After so many observations the rest is only counted."""
    text = scores_table(scores([(2, 2, 2)] * 5), PROVENANCE, most=3)
    assert "2 more observations" in text
    assert sum(" mean " in line for line in text.splitlines()) == 3


def test_an_observation_is_named_with_its_rater() -> None:
    """Where a rater is known, the name says which."""
    descriptors = pd.DataFrame({"rater": ["ann", ""]}, index=pd.Index(["x", "y"], name="observation"))
    assert observation_names(scores([(2, 2, 2), (0, 0, 0)], descriptors)) == ["x (ann)", "y"]


def test_the_provenance_is_said() -> None:
    """Definition, checklist, profile, what brought it, the engine and both hashes stand at the end."""
    said = provenance_words(attrs.evolve(PROVENANCE, profile="short", distribution_version="1.0"), 500)
    assert said == (
        "visit@1, checklist delivery, profile short; visit.yaml 1.0; fidelity 0.1.0; "
        "plan aaaaaaaaaaaa; text bbbbbbbbbbbb"
    )
    in_code = attrs.evolve(PROVENANCE, distribution="", text_hash="")
    assert "built in code" in provenance_words(in_code, 500)
    assert "text none" in provenance_words(in_code, 500)
    without_a_plugin = attrs.evolve(PROVENANCE, distribution="")
    assert provenance_words(without_a_plugin, 500).split("; ")[1] == "fidelity 0.1.0"
