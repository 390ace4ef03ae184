"""Whether there is something to rate, and every cut-off has its source and its days."""

from __future__ import annotations

import pytest

from tests.conformance.asked import problems, subject_of, told

BARE = 'schema: 1\nid: bare\nversion: "1"\ntitle: Bare\n'
UNDATED = ('"Written for the tests of fidelity, 2026"', '"Written for the tests of fidelity"')
OWN = ("          source: Table 3\n", "          source: Table 3\n          {}\n")


def test_nothing_to_assess_is_owed() -> None:
    """A bare definition is no mistake, and owes its checklist."""
    (problem,) = problems("assessed", subject_of(text=BARE, cases=""))
    assert (problem.code, problem.severity.value) == ("no-checklist", "incomplete")


@pytest.mark.parametrize("added", ["from: 2025-01-01", "until: 2027-01-01", "title: At fidelity"])
def test_a_cut_off_has_its_day_from_itself(added: str) -> None:
    """A first or last day tells, where neither source nor citation names a year."""
    found = told("sourced", UNDATED, (OWN[0], OWN[1].format(added)))
    assert [code for code, _ in found] == (["cut-without-date"] if added.startswith("title") else [])


def test_bands_need_a_source_and_criteria_on_them_do_not() -> None:
    """Where a criterion asks for a band, the source of the band is that of the cut-off."""
    assert [code for code, _ in told("sourced", ("\n          source: Table 2", ""))] == ["cut-without-source"]
    on_band = (
        "all: [{score: manner, at_least: 4}, {score: steps, at_least: 60}, {item: [asks, waits], at_least: 2}]\n"
        "          source: Table 3\n",
        "all: [{score: manner, band: high}]\n",
    )
    assert told("sourced", on_band) == []


@pytest.mark.parametrize(
    ("source", "codes"),
    [("", ["cut-without-source"]), (", source: A letter", ["cut-without-date"]), (", source: A letter of 2026", [])],
)
def test_what_raters_must_reach_is_a_cut_off(source: str, codes: list[str]) -> None:
    """It needs its source and its year like any other."""
    reliable = "      reliability: {statistic: ac2, at_least: 0.60}\n"
    asked = f"      certification: {{agreement: exact, at_least: 80%{source}}}\n"
    assert [
        code
        for code, _ in told(
            "sourced", UNDATED, (OWN[0], OWN[1].format("from: 2025-01-01")), (reliable, reliable + asked)
        )
    ] == codes


@pytest.mark.parametrize(("begins", "codes"), [("2026-01-01", []), ("2026-01-02", ["days-without-cut"])])
def test_one_cut_off_begins_where_the_other_ends(begins: str, codes: list[str]) -> None:
    """The last day of the one is the first of the other, or there is a day without any."""
    first = OWN[1].format("until: 2026-01-01")
    second = (
        f"        - {{id: at_fidelity, all: [{{score: manner, at_least: 4.5}}], source: Table 5, from: {begins}}}\n"
    )
    assert [code for code, _ in told("dates", (OWN[0], first + second))] == codes
