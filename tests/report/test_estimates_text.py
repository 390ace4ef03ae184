"""Estimates on a page of plain text."""

from __future__ import annotations

import random
from collections.abc import Callable

import attrs
import pytest

from fidelity.report.estimates_table import estimates_table
from fidelity.report.estimates_text import estimates_text
from fidelity.report.tidy.preface import Preface
from tests.report.estimated import AT_CRITERION, MEANS, PREFACE, ROWS, SESSIONS, counts, frame, row, ungrouped


def page(rows: list[dict[str, object]] | None = None, **options: int) -> str:
    """The page of some rows."""
    return estimates_text(estimates_table(frame(rows)), PREFACE, **options)


def test_the_page_of_groups(golden: Callable[[str, str], None]) -> None:
    """What must be known, a block a measure, a table a statistic and source, totals last, every word explained."""
    golden("estimates.txt", page() + "\n")


def test_the_page_of_one_group(golden: Callable[[str, str], None]) -> None:
    """Without groups the statistics are the rows, each under its full name."""
    golden("estimates_of_all.txt", estimates_text(estimates_table(ungrouped()), PREFACE) + "\n")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    """Whatever the width, lines keep to it."""
    assert max(map(len, page(width=width).splitlines())) <= width


def test_the_order_of_rows_does_not_show() -> None:
    """However the rows come in, the page is the same."""
    rows = list(ROWS)
    random.Random(1).shuffle(rows)
    assert page(rows) == page()


def test_self_report_never_stands_among_what_observers_saw() -> None:
    """Each has a table of its own, under its name."""
    tables = page().split("\n\n")
    (own,) = [part for part in tables if "self-report (n" in part]
    (seen,) = [part for part in tables if "practitioners' means, seen by observers" in part]
    assert (own.count("96.1 %"), seen.count("96.1 %")) == (3, 0)


def test_versions_and_profiles_stand_apart_too() -> None:
    """Editions that compute differently never share a table."""
    rows = [{**ROWS[1], "version": version, "profile": profile} for version in ("1.9", "1.10") for profile in ("", "x")]
    shown = page(rows)
    captions = [
        f"Version {version}, profile {profile}" for version in ("1.9", "1.10") for profile in ("as published", "x")
    ]
    places = [shown.index(caption) for caption in captions]
    assert places == sorted(places)
    assert "Grouped by version and profile, in the order of names." in shown


def test_a_long_table_stops_and_says_so() -> None:
    """It ends with a table and names how many rows are left; words of rows that are not shown are not explained."""
    assert "17 more of 18 rows: `--out FILE` has them all." in page(most=1)
    assert "1 more of 18 rows:" in page(most=len(ROWS) - 1)
    assert "more of" not in page(most=len(ROWS))
    assert "too few to say:" not in page(most=1)
    whole = page()
    for most in range(10, len(ROWS)):
        cut = page(most=most)
        n_left = int(cut.partition(" more of 18 rows")[0].rpartition("\n")[2])
        assert len(ROWS) - most <= n_left < len(ROWS)
        shown = cut.partition(f"{n_left} more of")[0].rstrip()
        assert whole.startswith(f"{shown}\n\n")


def test_a_hidden_figure_leaves_no_trace() -> None:
    """Its row has a dash, its reason and nothing else."""
    hidden = next(line for line in page().splitlines() if line.endswith(" hidden") and "–" in line)
    assert hidden.split() == ["S2", "2026-Q1", "–", "hidden"]


def test_a_table_of_which_everything_is_hidden_is_one_line() -> None:
    """A column of dashes would say no more."""
    rows = [row(("1.2.0", "", "self", site, "Q1"), MEANS, why_no_value="suppressed") for site in ("S1", "S2")]
    shown = page([ROWS[1], *rows])
    assert "  Mean of the practitioners' means, self-report: hidden in every group.\n" in shown
    assert "–" not in shown.partition("Mean of the")[2].partition("\n\n")[0]


def test_the_units_of_analysis_are_named() -> None:
    """One where there is one, and all of them where tables differ in it."""
    assert "Unit of analysis: practitioner. " in page([ROWS[1]])
    assert "Units of analysis: practitioner and session; each table says which. " in page()


def test_measures_that_nobody_described_have_their_ids() -> None:
    """And without counts, notes and editions the page says nothing of these."""
    table = estimates_table(frame([row(("1", "", "observed", "S1", "Q1"), MEANS, why_no_value="not_measured")]))
    text = estimates_text(table, Preface("Visits", "visit", "delivery"))
    before, _, block = text.partition("\n\nscore total\n\n")
    same = "All rows: version 1, profile as published, source observed, site S1, quarter Q1."
    assert before.replace("\n  ", " ") == f"Visits\n\n{same}"
    assert block.splitlines() == [
        "  statistic                         value  remark",
        "  --------------------------------  -----  ------------",
        "  mean of the practitioners' means      –  not measured",
        "",
        "not measured: the group was expected, and nothing was observed in it.",
    ]


def test_what_was_pooled_on_purpose_is_said() -> None:
    """A reader must know that versions were thrown together, and that tallies hold no records."""
    said = attrs.evolve(PREFACE, pooled=("version", "source"), n_records=None, n_duplicates=None, n_files=1)
    shown = estimates_text(estimates_table(frame(ROWS[:10]).assign(version="", source="")), said)
    assert "Pooled on purpose: version and source." in shown
    assert "Read: 1 file.\n" in shown
    assert "All rows: profile as published." in " ".join(shown.split())


def test_observations_that_all_rows_share_are_said_once() -> None:
    """One group rests on the same observations, whatever is taken of them; where they differ, they have a column."""
    rows = ungrouped().to_dict("records")
    shown = estimates_text(estimates_table(ungrouped()), PREFACE)
    assert "82 observations" in shown
    assert "obs.: " not in shown
    rows[1] |= {"n_observations": 81}
    assert shown.count("obs.") < estimates_text(
        estimates_table(ungrouped().iloc[:0].pipe(lambda empty: type(empty)(rows))), PREFACE
    ).count("obs.")


def test_n_is_not_said_twice_where_units_are_observations() -> None:
    """A mean of sessions has its sessions in one column; where some were not rated, in two."""
    session = ("score", "total", "mean_of_sessions", "session")
    group = ("1", "", "observed", "S1", "Q1")
    rows = [row(group, session, value=5.0, why_no_interval="no_spread", **counts(7, 9, 10, 2))]
    rows.append(row((*group[:3], "S2", "Q1"), session, value=5.0, why_no_interval="no_spread", **counts(8, 8, 10)))
    assert "Mean of the sessions (n: sessions)" in page(rows)
    assert "Mean of the sessions\n" in page([rows[1], {**rows[1], "site": "S3"}])


def test_a_criterion_is_never_beside_a_score() -> None:
    """Each measure has a block, in the order of the preface."""
    shown = page()
    assert shown.index("Teach-back total (score total)") < shown.index("Competent (criterion competent)")
    assert AT_CRITERION[2] not in shown


def test_those_of_whom_nothing_is_said_are_no_total() -> None:
    """A group without a name stands before the total, under words of its own."""
    unknown = {**ROWS[1], "site": "", "grouped_by": "site, quarter"}
    total = {**ROWS[1], "site": "", "grouped_by": "quarter"}
    lines = page([total, unknown, ROWS[1]]).splitlines()
    groups = [line.split()[0] for line in lines if "70.1 to 92.5" in line]
    assert groups == ["S2", "not", "(all)"]


def test_the_spread_of_each_pair_of_eyes_is_one_table() -> None:
    """Standard deviation, median and ends of the same units stand beside each other, and sources still apart."""
    names = ("sd_of_sessions", "median_of_sessions", "lowest_of_sessions", "highest_of_sessions")
    rows = [
        row(("1", "", source, site, ""), ("score", "total", name, "session"), value=5.0, why_no_interval="none_defined")
        for name in names
        for source in ("observed", "self")
        for site in ("S1", "S2")
    ]
    text = page(rows)
    assert [line.split()[-4:] for line in text.splitlines()].count(["SD", "median", "lowest", "highest"]) == 2
    assert text.count("5.0 %") == len(rows)
    assert text.index("Spread of the sessions, seen by observers") < text.index("Spread of the sessions, self-report")


def test_coverage_stands_once_and_before_all_figures() -> None:
    """What was made of the plan, what was made beyond it, and of how many who were intended."""
    group = ("1.2.0", "", "observed", "S1", "Q1")
    plan = {"n_planned": 8, "n_planned_made": 6, "coverage": 0.75, "n_intended": 4, "n_intended_observed": 3}
    figure = {"value": 5.0, "why_no_interval": "no_spread", "n": 3, "n_observations": 9} | plan
    rows = [row(group, MEANS, **figure), row(group, SESSIONS, **figure)]
    rows.append(row((*group[:3], "S2", "Q1"), MEANS, why_no_value="suppressed", n_planned=5, n_intended=2))
    text = page(rows)
    lines = [line.split() for line in text.splitlines()]
    assert ["site", "obs.", "planned", "made", "beyond", "intended", "seen", "remark"] in lines
    assert ["S1", "9", "8", "6", "(75.0", "%)", "3", "4", "3", "(75.0", "%)"] in lines
    assert ["S2", "5", "2", "hidden"] in lines
    assert text.count("Coverage:") == 1
    assert text.index("Coverage:") < text.index("Teach-back total")


def test_observations_that_name_nobody_are_in_no_figure_of_practitioners() -> None:
    """Nine were observed and two of these name nobody: means of practitioners rest on seven, of sessions on nine."""
    figure = {"value": 5.0, "why_no_interval": "no_spread", "n_observations": 9, "n_not_rated": 0}
    group = ("1.2.0", "", "observed", "S1", "Q1")
    rows = [row(group, MEANS, **figure, n=3, n_unnamed=2), row(group, SESSIONS, **figure, n=9)]
    rows += [each | {"site": "S2"} for each in rows]
    text = page(rows)
    assert [line.split()[:3] for line in text.splitlines() if line.startswith("  S1")] == [
        ["S1", "3", "7"],
        ["S1", "9", "5.0"],
    ]
    assert "in figures of practitioners those that name one" in " ".join(text.split())


def test_items_are_one_table() -> None:
    """A row an item and a table a statistic, with the answers side by side."""
    group = ("1.2.0", "", "observed", "", "")
    rows = [
        row(group, ("item", item, statistic, "observation"), value=share, why_no_interval="none_defined", n=9)
        for item in ("asks_open", "listens")
        for statistic, share in (("mean_of_observations", 1.5), ("share_rated", 0.75), ("share_missing", 0.25))
    ]
    lines = [" ".join(line.split()) for line in page(rows).splitlines()]
    at = lines.index("Items")
    assert lines[at + 2 : at + 7] == [
        "Mean of the observations (n: observations)",
        "item n value",
        "--------- - -----",
    ] + [f"{item} 9 1.5" for item in ("asks open", "listens")]
    assert lines[at + 8 : at + 13] == ["Shares of the answers", "item rated missing", "--------- ------ -------"] + [
        f"{item} 75.0 % 25.0 %" for item in ("asks open", "listens")
    ]


def test_a_table_without_rows_says_so() -> None:
    """Nobody is left to wonder whether the page was cut off."""
    assert "There is nothing to show" in page([])
