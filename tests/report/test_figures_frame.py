"""Figures as a table for other programs."""

from __future__ import annotations

import csv
import io

from fidelity.report.figures_frame import figures_frame
from fidelity.report.scores_frame import MADE, csv_text
from tests.report.figured import FIGURED, by_site, whole
from tests.report.sample import PROVENANCE


def test_a_row_is_a_figure_of_a_group_or_of_the_whole() -> None:
    """Values are exact beside the number, counts are by what is lacked, and every row has its provenance."""
    frame = figures_frame(whole(), FIGURED, PROVENANCE)
    assert frame["figure"].tolist() == ["good_share", "mean_mean", "by_item"]
    assert frame["exact"].tolist() == ["200/3", "11/9", "625/9"]
    assert frame["goal"].tolist() == ["at least 200/3", "at most 1.001", ""]
    assert frame["goal_met"].tolist() == ["met", "not_met", ""]
    assert frame["n_without.no_score"].tolist() == [0, 1, 0]
    assert frame["n_missing"].tolist() == [0, 0, 4]
    assert tuple(frame.columns[-len(MADE) :]) == MADE
    assert set(frame["plan_hash"]) == {PROVENANCE.plan_hash}


def test_the_whole_is_no_group() -> None:
    """Its rows name no column, also where a group has no name; and where there is no value there is a reason."""
    frame = figures_frame(by_site(), FIGURED, PROVENANCE)
    assert frame["by"].tolist() == ["site"] * 9 + [""] * 3
    assert frame["group"].tolist()[::3] == ["all", "", "=1+1", ""]
    assert frame.loc[6, "reason"] == "nothing_to_use"
    assert frame["value"].isna().tolist() == [row in (4, 6, 7, 8) for row in range(12)]


def test_no_group_is_a_formula() -> None:
    """In CSV the name of a site is text, and values read back are the values."""
    frame = figures_frame(by_site(), FIGURED, PROVENANCE)
    rows = list(csv.DictReader(io.StringIO(csv_text(frame))))
    assert rows[6]["group"] == "'=1+1"
    assert [float(row["value"]) for row in rows[9:]] == frame["value"].tolist()[9:]
    assert list(csv.DictReader(io.StringIO(csv_text(frame, raw=True))))[6]["group"] == "=1+1"
