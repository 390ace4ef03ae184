"""The order of estimates."""

from __future__ import annotations

import random

from fidelity.report.estimate_order import in_order
from fidelity.report.estimates_table import estimates_table
from tests.report.estimated import MEASURES, ROWS, frame

PAIRS = [(each.kind, each.id) for each in MEASURES]


def test_groups_stand_by_name_and_totals_last() -> None:
    """S2 comes before S10, each site's total after its quarters, and that of all sites at the end."""
    found = in_order(estimates_table(frame()), PAIRS, "practitioner").head(10)
    groups = [tuple(each) for each in found[["site", "quarter"]].astype(str).to_numpy()]
    quarters = ("2026-Q1", "2026-Q2", "")
    assert groups == [*((site, quarter) for site in ("S1", "S2", "S10") for quarter in quarters), ("", "")]
    assert set(found["source"].astype(str)) == {"observed"}


def test_the_order_of_the_rows_does_not_matter() -> None:
    """However the rows come in, they are shown alike, and never by their values."""
    rows = list(ROWS)
    random.Random(5).shuffle(rows)
    shuffled = in_order(estimates_table(frame(rows)), PAIRS).reset_index(drop=True)
    sorted_ = in_order(estimates_table(frame()), PAIRS).reset_index(drop=True)
    assert shuffled.astype(str).equals(sorted_.astype(str))


def test_the_unit_of_analysis_comes_first_and_measures_as_they_are_given() -> None:
    """Measures that nobody described come last, by name."""
    strange = [{**ROWS[0], "measure": name} for name in ("m10", "m2")]
    table = estimates_table(frame([*strange, *ROWS]))
    units = in_order(table, PAIRS, "session")["unit"].astype(str)
    assert list(dict.fromkeys(units))[:2] == ["session", "practitioner"]
    assert list(dict.fromkeys(in_order(table, PAIRS)["measure"].astype(str))) == ["total", "competent", "m2", "m10"]


def test_the_checklist_as_published_comes_before_its_profiles() -> None:
    """An empty profile is no total."""
    rows = [{**ROWS[1], "profile": profile} for profile in ("oregon", "")]
    assert in_order(estimates_table(frame(rows)), PAIRS)["profile"].astype(str).tolist() == ["", "oregon"]
