"""What was planned beside what was made, and groups in which nothing was observed."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from fidelity.evaluation.expecting import PlannedCell, planned_by, with_gaps, with_plan
from fidelity.planning.expected import Planned
from fidelity.tally.estimates import COLUMNS, NoEstimate

Keys = tuple[str, ...]


def table(names: Keys, *groups: Keys) -> pd.DataFrame:
    """A mean in each group."""
    made = []
    for group in groups:
        row: dict[str, Any] = {name: "" if column.kind == "text" else 1.0 for name, column in COLUMNS.items()}
        made.append(
            {**row, "statistic": "mean", "grouped_by": ", ".join(names), **dict(zip(names, group, strict=True))}
        )
    frame = pd.DataFrame(made, columns=[*names, *COLUMNS])
    return frame.astype(dict.fromkeys([*names, *(n for n, c in COLUMNS.items() if c.kind == "text")], "category"))


def keys(frame: pd.DataFrame, names: Keys) -> list[Keys]:
    """The groups in their order."""
    return [*zip(*(frame[name].tolist() for name in names), strict=True)]


def test_weeks_between_the_first_and_the_last_are_there() -> None:
    """Over the turn of a year with 53 weeks; each new row says that nothing was measured, and has no value."""
    found = with_gaps(table(("week",), ("2026-W52",), ("2027-W01",), ("not said",)))
    assert sorted(found["week"].tolist()) == ["2026-W52", "2026-W53", "2027-W01", "not said"]
    (gap,) = found[found["week"] == "2026-W53"].to_dict("records")
    assert np.isnan(gap["value"])
    assert (gap["why_no_value"], gap["n"]) == (NoEstimate.NOT_MEASURED.value, 0)


def test_each_site_has_the_gaps_of_all() -> None:
    """A site that was seen in the last month only lacks the others, and the table of no periods is left as it is."""
    names = ("site", "month")
    found = with_gaps(table(names, ("S1", "2026-01"), ("S2", "2026-03")))
    assert sorted(keys(found, names)) == [(site, f"2026-0{month}") for site in ("S1", "S2") for month in (1, 2, 3)]
    alone = table(("site",), ("S1",), ("S2",))
    assert with_gaps(alone) is alone


def test_one_day_of_long_ago_makes_no_endless_table() -> None:
    """A slip in a year is told by its row, and not by a million of them."""
    found = with_gaps(table(("week",), ("0026-W01",), ("2026-W01",)))
    assert len(found) <= 5002


def test_a_plan_adds_its_groups_and_no_coverage_where_nothing_was_planned() -> None:
    """A site that is on the plan alone has a row; one that is on none has no coverage, rather than a full one."""
    cells: dict[Keys, PlannedCell] = {("S2",): PlannedCell(4, 0, 2, 0), ("S3",): PlannedCell(0, 0, 1, 0)}
    found = with_plan(table(("site",), ("S1",)), lambda _: cells)
    said = dict(zip(found["site"].tolist(), found.to_dict("records"), strict=True))
    assert set(said) == {"S1", "S2"}
    assert np.isnan(said["S1"]["coverage"])
    assert (said["S2"]["coverage"], said["S2"]["n_planned"], said["S2"]["n_intended"]) == (0, 4, 2)


def test_who_was_there_is_no_plan() -> None:
    """Where nobody says how often to observe, a site that was never seen has a row, and none has a coverage."""
    window = Planned("P1", "", "S2", "", date(2026, 3, 1), date(2026, 3, 31), 1)
    found = with_plan(table(("site",), ("S1",)), planned_by([window], {}, is_counted=False))
    assert found["site"].tolist() == ["S1", "S2"]
    assert found[["n_planned", "n_planned_made", "coverage"]].isna().all(axis=None)
    assert found["n_intended"].tolist() == [0, 1]


def test_a_plan_knows_places_and_periods_and_nothing_else() -> None:
    """What a roster does not say stands under not said; a column that it does not know has no plan."""
    window = Planned("P1", "", "", "", date(2026, 3, 30), date(2026, 4, 5), 2)
    plan = planned_by([window], {"P1": [date(2026, 4, 5).toordinal()]})
    assert plan(("mode",)) is None
    assert plan(("site", "mode")) is None
    assert plan(("site",)) == {("not said",): PlannedCell(2, 1, 1, 1)}
    assert plan(()) == {(): PlannedCell(2, 1, 1, 1)}
