"""Figures of raters: worked by hand, against the statistic, and where nobody can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fidelity.agreement.measurements import of_table
from fidelity.agreement.severity import severity
from fidelity.evaluation.rated_apart import rated_apart
from fidelity.evaluation.severity_columns import ALWAYS, COLUMNS
from fidelity.evaluation.severity_figures import severity_figures
from fidelity.model.status import Status
from tests.evaluation.doubles import Record, gathered, visits


def figures(records: list[Record], *by: str, items: bool = False) -> pd.DataFrame:
    """The table of some records."""
    return severity_figures([rated_apart([gathered(records)], by)], by, items=items)


def two(visit: str, first: int, second: int, raters: tuple[str, str] = ("R1", "R2"), site: str = "S1") -> list[Record]:
    """A visit that two rated, apart in the first item only; the total is its points plus 1 and 0."""
    pair = zip(raters, (first, second), strict=True)
    return [Record(visit, rater, (points, 1, 0, 10), site=site) for rater, points in pair]


def test_by_hand() -> None:
    """Totals 1 2, 3 3, 2 4 and 3 4 of two raters: 3.25 is 1 above 2.25, so each lies 0.5 from their mean of 2.75."""
    records = [*two("V1", 0, 1), *two("V2", 2, 2), *two("V3", 1, 3), *two("V4", 2, 3)]
    found = figures([*records, Record("V5", "R1", (3, 3, 1, 10))])
    assert list(found.columns) == [*ALWAYS, *COLUMNS]
    assert found["rater"].tolist() == ["R1", "R2"]
    assert found["severity"].tolist() == pytest.approx([-0.5, 0.5])
    assert found["mean"].tolist() == pytest.approx([2.25, 3.25])
    assert found["adjusted_mean"].tolist() == pytest.approx([2.75, 2.75])
    assert found["n_shared"].tolist() == [4, 4]
    assert found["n_visits"].tolist() == [5, 4]
    # Differences 1 0 2 1 with a standard error of their mean of sqrt(2/3)/2, half of it for each, by t with 3 df.
    assert found["high"].tolist() == pytest.approx(np.array([-0.5, 0.5]) + 3.182446305 * (2 / 3) ** 0.5 / 4)
    assert found["verdict"].tolist() == ["too_few", "too_few"]


def test_against_the_statistic() -> None:
    """Many visits, scores and items: what the statistic says of a table of the same numbers."""
    records = visits(60, 5)
    found = figures(records, items=True)
    points = {(record.visit, record.rater): record.answers[0] for record in records}
    raters = sorted({record.rater for record in records})
    table = np.full((60, len(raters)), np.nan)
    for (visit, rater), answer in points.items():
        if not isinstance(answer, Status):
            table[int(visit[1:]), raters.index(rater)] = answer
    direct = severity(of_table(table))
    asks = found[found["measure"] == "asks"]
    np.testing.assert_allclose(asks["severity"], direct.effect, atol=1e-12)
    np.testing.assert_allclose(asks["low"], direct.low, atol=1e-12)
    assert asks["n_shared"].tolist() == direct.n_shared.tolist()
    assert [*dict.fromkeys(found["measure"])] == ["total", "asks", "listens", "plans", "minutes"]


def test_sets_of_raters_who_share_nobody() -> None:
    """R1 with R2 and R3 with R4 are two sets; R5 rated alone, and has a reason."""
    records = [*two("V1", 0, 1), *two("V2", 1, 2), *two("V3", 0, 1, ("R3", "R4")), *two("V4", 3, 3, ("R3", "R4"))]
    found = figures([*records, Record("V5", "R5", (1, 1, 1, 10))]).set_index("rater")
    assert found["set"].tolist()[:4] == [1, 1, 2, 2]
    assert found.loc["R5", "why_no_severity"] == "shares_nobody"
    assert np.isnan(found.loc["R5", ["severity", "mean", "adjusted_mean", "set"]].astype(float)).all()
    # Both pairs of the first set differ by exactly 1: no error is left to see.
    assert found.loc["R1", "why_no_interval"] == "no_spread"


def test_what_can_be_said() -> None:
    """Ten visits on which one rater is a point or two higher, and another no different, and the mirror of it."""
    records = [
        record
        for place in range(10)
        for record in (*two(f"V{place}", place % 2, place % 2 + 1 + (place == 3)), *two(f"W{place}", 1, 1 + place % 2))
    ]
    found = figures(records).set_index("rater")
    assert found["verdict"].to_dict() == {"R1": "lower", "R2": "higher"}
    even = [record for place in range(10) for record in two(f"V{place}", place % 2, 1 - place % 2)]
    assert {*figures(even)["verdict"]} == {"not_told_apart"}


def test_groups_with_totals_and_no_records() -> None:
    """Each site by itself, then all; without records there is a table without rows."""
    records = [*two("V1", 0, 1), *two("V2", 1, 1), *two("V3", 0, 2, site="S2"), *two("V4", 0, 3, site="S2")]
    found = figures(records, "site")
    assert found[["grouped_by", "site"]].drop_duplicates().to_numpy().tolist() == [
        ["site", "S1"],
        ["site", "S2"],
        ["", ""],
    ]
    second = found[found["rater"] == "R2"]
    assert second["severity"].tolist() == pytest.approx([0.25, 1.25, 0.75])
    assert severity_figures([]).empty
