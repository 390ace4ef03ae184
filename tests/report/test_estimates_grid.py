"""A table of some estimates."""

from __future__ import annotations

import attrs

from fidelity.report.estimate_cells import Cells
from fidelity.report.estimates_grid import OBSERVATIONS, Cell, Line, estimates_grid, side_by_side

SITE: Cell = ("site", lambda line: line.row["site"])


def line(site: str, interval: str = "", method: str = "", observations: str = "") -> Line:
    """A row of a table."""
    return Line({"site": site, "statistic": "mean_of_sessions"}, Cells("5", interval, "", observations, "", method, {}))


def test_columns_without_content_are_left_out() -> None:
    """Without intervals, remarks and observations there are none of these columns; numbers stand flush right."""
    text = estimates_grid("Mean", [line("S1", "–"), line("S2")], [SITE, OBSERVATIONS], 1, 80)
    assert text == "  Mean\n  site  value\n  ----  -----\n  S1        5\n  S2        5"


def test_one_method_is_named_below() -> None:
    """The heading of the column has the level, and the foot the method in full."""
    rows = [line("S1", "4 to 6", "90 % interval: by hand"), line("S2", "too few to say")]
    lines = estimates_grid("", rows, [SITE], 1, 80).splitlines()
    assert lines[0].split("  ")[1:] == ["site", "value", "90 % interval"]
    assert lines[-1] == "  90 % interval: by hand"


def test_several_methods_are_told_apart() -> None:
    """Each interval says by which it was made; levels that differ are not in the heading."""
    rows = [line("S1", "4 to 6", "90 % interval: by hand"), line("S2", "4 to 6", "95 % interval: by eye")]
    lines = estimates_grid("", rows, [SITE], 1, 80).splitlines()
    assert lines[0].endswith("value  interval")
    assert [each.rpartition("  ")[2] for each in lines[2:4]] == ["[1] 4 to 6", "[2] 4 to 6"]
    assert lines[4:] == ["  [1] 90 % interval: by hand", "  [2] 95 % interval: by eye"]


def spread_line(site: str, statistic: str, value: str, remark: str = "") -> Line:
    """A row that tells of a spread."""
    return Line({"site": site, "statistic": statistic}, Cells(value, "–", "7", "9", remark, "", {}))


def test_what_tells_of_a_spread_stands_in_one_table() -> None:
    """Each statistic has a column of its own name, in one order, and a group without one of them has a gap."""
    rows = [
        spread_line("S1", "highest_of_observations", "9"),
        spread_line("S2", "highest_of_observations", "8"),
        spread_line("S1", "sd_of_observations", "–", "too few to say"),
    ]
    n: Cell = ("n", lambda line: line.cells.n)
    assert estimates_grid_lines(side_by_side("Spread", rows, [SITE, n], 1, 80)) == [
        "Spread",
        "site  n  SD  highest  remark",
        "----  -  --  -------  --------------",
        "S1    7   –        9  too few to say",
        "S2    7            8",
    ]


def test_what_is_hidden_of_every_group_has_no_column() -> None:
    """It is said once below; a group of which everything is hidden keeps its remark."""
    rows = [
        spread_line(site, f"{statistic}_of_observations", value, remark)
        for site, value, remark in (("S1", "9", ""), ("S2", "–", "hidden"))
        for statistic, value, remark in (("sd", value, remark), ("lowest", "–", "hidden"), ("highest", "–", "hidden"))
    ]
    assert estimates_grid_lines(side_by_side("Spread", rows, [SITE], 1, 80)) == [
        "Spread",
        "site  SD  remark",
        "----  --  ------",
        "S1     9",
        "S2     –  hidden",
        "Lowest and highest: hidden in every group.",
    ]


def test_a_spread_with_an_interval_is_shown_as_any_other() -> None:
    """The table of several statistics has no room for intervals."""
    assert spread_line("S1", "median_of_observations", "5").across == "median"
    assert not spread_line("S1", "mean_of_observations", "5").across
    with_interval = Line({"statistic": "sd_of_sites"}, Cells("5", "4 to 6", "", "", "", "95 % interval: t", {}))
    assert not with_interval.across


def test_a_spread_stands_beside_its_mean() -> None:
    """In a column, with its reason in the remark where it has no value and the mean has one."""
    few = Cells("–", "", "1", "1", "too few to say; 1 left out", "", {})
    rows = [
        attrs.evolve(line("S1", "4 to 6"), beside={"SD": Cells("2", "", "9", "9", "", "", {})}),
        attrs.evolve(line("S2", "4 to 6"), beside={"SD": few}),
    ]
    assert estimates_grid_lines(estimates_grid("", rows, [SITE], 1, 80)) == [
        "site  value  interval  SD  remark",
        "----  -----  --------  --  -----------------",
        "S1        5  4 to 6     2",
        "S2        5  4 to 6     –  SD too few to say",
    ]


def test_what_no_answer_is_has_no_column() -> None:
    """Shares that are 0 in every row are named below, and so their column is not missed."""
    rows = [
        spread_line(site, f"share_{name}", value)
        for site in ("S1", "S2")
        for name, value in (("rated", "100.0 %"), ("not_observed", "0.0 %"), ("at_floor", "0.0 %"))
    ]
    assert estimates_grid_lines(side_by_side("Shares", rows, [SITE], 1, 80)) == [
        "Shares",
        "site    rated",
        "----  -------",
        "S1    100.0 %",
        "S2    100.0 %",
        "Floor and not observed: none in any row.",
    ]


def estimates_grid_lines(text: str) -> list[str]:
    """The lines without their indent."""
    return [line.removeprefix("  ") for line in text.splitlines()]
