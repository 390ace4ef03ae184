"""The cells of one estimate."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pandas as pd
import pytest

from fidelity.report.estimate_cells import Cells, Numbers, cells_of
from fidelity.report.estimates_table import estimates_table
from fidelity.report.tidy.preface import Measure
from tests.report.estimated import AT_CRITERION, MEANS, MEASURES, counts, frame, row

TOTAL, COMPETENT = MEASURES
GROUP = ("1", "", "observed", "S1", "2026-Q1")


def cells(what: tuple[str, str, str, str] = MEANS, **given: Any) -> Cells:
    """The cells of a row of which only this is known."""
    table = estimates_table(frame([row(GROUP, what, **given)]))
    measure = TOTAL if what[0] == "score" else COMPETENT
    (held,) = table.frame.to_dict("records")
    return cells_of({str(name): cell for name, cell in held.items()}, measure)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (79.996, "79.996"),
        (80.0, "80.0"),
        (80 - 1e-13, "80.0"),
        (99.96, "99.96"),
        (0.04, "0.04"),
        (100.0, "100.0"),
        (66.65, "66.7"),
        (0.05, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1e-16, "0.0"),
    ],
)
def test_no_number_is_rounded_onto_a_cut_and_none_shows_how_computers_count(value: float, text: str) -> None:
    """Half is rounded up in decimals, ends are only shown where they are meant, and rounding errors are not shown."""
    assert Numbers("mean_of_sessions", TOTAL).text(value) == text


@pytest.mark.parametrize(
    ("name", "measure", "value", "text"),
    [
        ("share_at_floor", TOTAL, 0.99999, "99.999 %"),
        ("share_at_floor", TOTAL, 1.0, "100.0 %"),
        ("mean_of_practitioner_means", COMPETENT, 2 / 3, "66.7 %"),
        ("coverage", Measure("coverage", "visits"), 1.25, "125.0 %"),
        ("mean_of_sessions", TOTAL, 83.333, "83.3 %"),
        ("sd_of_sessions", TOTAL, 79.996, "80.0 %"),
        ("mean_points", Measure("item", "asks", unit="points", decimals=2), 1.005, "1.01"),
        ("mean_points", Measure("item", "asks", highest=Fraction(2), decimals=1), 1.99, "1.99"),
        ("full_implementation", COMPETENT, 1.0, "yes"),
        ("full_implementation", COMPETENT, 0.0, "no"),
        ("full_implementation", COMPETENT, 0.25, "25.0 %"),
    ],
)
def test_shares_are_percentages_and_scores_are_on_their_scale(
    name: str, measure: Measure, value: float, text: str
) -> None:
    """A share is shown in percent whatever the measure is in; what is yes or no is said so."""
    assert Numbers(name, measure).with_unit(value) == text


def test_a_row_is_told_in_its_cells() -> None:
    """Value, interval, how many of how many, and how the interval was made."""
    found = cells(value=79.99, low=71.06, high=100.0, **counts(11, 30, 33, 2))
    assert (found.value, found.interval, found.n, found.observations) == ("79.99 %", "71.1 to 100.0", "11", "30")
    assert found.remark == "2 left out"
    assert found.method == "95 % interval: cluster-robust (CR2, Satterthwaite), clusters: sites"
    assert list(found.words) == ["left out"]


def test_without_clusters_none_are_named() -> None:
    """Where units stand alone, the method is all there is to say; a level that is not whole is not rounded."""
    said = cells(AT_CRITERION, value=0.5, low=0.2, high=0.8, method="wilson", cluster="", level=0.975, **counts(12, 30))
    assert said.method == "98 % interval: Wilson's score interval"


@pytest.mark.parametrize(
    ("why", "remark"),
    [
        ("not_measured", "not measured"),
        ("suppressed", "hidden"),
        ("suppressed_with", "hidden"),
        ("too_few", "too few to say"),
    ],
)
def test_where_there_is_no_value_it_says_why(why: str, remark: str) -> None:
    """A dash, no interval, and the reason in words that are explained below."""
    found = cells(why_no_value=why)
    assert (found.value, found.interval, found.n, found.observations, found.remark) == ("–", "", "", "", remark)
    assert list(found.words) == [remark]


def test_what_is_hidden_with_another_looks_like_it() -> None:
    """A page does not tell which of two hidden figures is the small one, and a plan alone is no count."""
    small, large = cells(why_no_value="suppressed", n_planned=9), cells(why_no_value="suppressed_with", n_planned=9)
    assert small == large
    assert small.observations == ""


@pytest.mark.parametrize(
    ("why", "words"), [("too_few_to_say", "too few to say"), ("no_spread", "all alike"), ("none_defined", "–")]
)
def test_where_there_is_no_interval_it_says_why(why: str, words: str) -> None:
    """The reason stands in the place of the interval; that none is defined wants no explanation."""
    found = cells(value=50.0, why_no_interval=why, **counts(3, 3))
    assert (found.value, found.interval, found.method) == ("50.0 %", words, "")
    assert list(found.words) == ([] if words == "–" else [words])


def test_counts_that_are_not_known_are_empty() -> None:
    """What was not planned has no plan, and no cell says <NA>."""
    said = "".join(attrs.astuple(cells(value=50.0, why_no_interval="no_spread", **counts(None, 4)))[:5])
    assert str(pd.NA) not in said
    assert cells(value=50.0, why_no_interval="no_spread", **counts(None, 4)).observations == "4"


def test_a_method_on_clusters_names_them_once() -> None:
    """Where the method's own words speak of the clusters, these are named there."""
    found = cells(value=50.0, low=40.0, high=60.0, method="t_of_means_clipped", **counts(5, 9))
    assert found.method == "95 % interval: Student's t on the means of the sites"
