"""A clash on a page: both sides, item by item."""

from __future__ import annotations

from typing import Any

import attrs

from fidelity.records.clash import Clash, Side
from fidelity.report.clash_text import clash_json, clash_rows, clash_text, side_words
from tests.report.stored import FACTS, PLAN, RATINGS, content, record


def side(number: int, **parts: Any) -> Side:
    """One side."""
    at = f"2026-11-2{number}T17:05:01.123456Z"
    return Side(str(number) * 64, f"R{number}", at, f"reason {number}", content(**parts), False)


FIRST = side(1, ratings={**RATINGS, "plans": "2", "asks": "2"})
SECOND = side(2, ratings={**RATINGS, "plans": "0"}, notes={}, facts={**FACTS, "mode": "live"})
CLASH = Clash("aaaaaaaa-bbbb", content(), (FIRST, SECOND))


def test_both_sides_stand_beside_what_was_before() -> None:
    """Only where they differ, in the order of the checklist, then notes and facts."""
    assert (
        clash_text(record(), CLASH, PLAN.checklist)
        == """\
Observation aaaaaaaa-bbbb, P03-2026-11-20

11111111  2026-11-21 17:05 UTC  R1: reason 1
22222222  2026-11-22 17:05 UTC  R2: reason 2

              was             11111111   22222222
------------  --------------  ---------  --------
asks          1               2          1
plans         not_applicable  2          0
note at asks  Only once       Only once  –
mode          –               –          live"""
    )


def test_a_third_side_is_a_third_column() -> None:
    """Three devices can go apart, too."""
    three = attrs.evolve(CLASH, sides=(FIRST, SECOND, side(3)))
    assert clash_rows(three, PLAN.checklist)[0] == ("asks", "1", ["2", "1", "1"])


def test_sides_that_never_agreed_have_no_before() -> None:
    """Two records with one id."""
    assert clash_rows(attrs.evolve(CLASH, base=None))[0][1] == "–"


def test_a_sign_off_on_one_side_is_a_difference() -> None:
    """It may be the only one."""
    signed = attrs.evolve(side(2), locked=True)
    clash = attrs.evolve(CLASH, sides=(side(1), signed))
    assert clash_rows(clash) == [("state", "–", ["open", "signed off"])]
    assert side_words(signed) == "22222222  2026-11-22 17:05 UTC  R2  signed off: reason 2"
    assert "Both say the same." in clash_text(record(), attrs.evolve(CLASH, sides=(side(1), side(2))))


def test_a_sealed_clash_tells_nothing_of_the_ratings() -> None:
    """On the page and as data."""
    text = clash_text(record(), CLASH, PLAN.checklist, sealed=True)
    assert ("reason 1" in text, "Sealed" in text, "plans" in text) == (True, True, False)
    assert clash_json(CLASH, sealed=True)["differences"] == []


def test_the_same_as_data() -> None:
    """By revision."""
    shown: Any = clash_json(CLASH)
    assert shown["differences"][1] == {
        "what": "plans",
        "was": "not_applicable",
        "said": {"1" * 64: "2", "2" * 64: "0"},
    }
