"""What became of an attempt, in words that can be read aloud."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.model.certification import AgreementKind
from fidelity.model.period import Period
from fidelity.raters.certification import Candidate, certificate, judge
from fidelity.raters.trial import trials
from fidelity.report.certification_text import (
    CertificationPage,
    certification_text,
    edition_words,
    nothing_text,
    percent,
)
from tests.raters.rated import EDITION
from tests.raters.test_certification import book_of, rule

HALF = attrs.evolve(EDITION, profile="online")


def page(*same: int, is_chosen: bool = False, **changes: object) -> str:
    """The page of a rater on whose visits so many of five ratings are the same as the master's, on one line."""
    candidate = Candidate("R1", EDITION, is_chosen=is_chosen)
    asked = rule(2, **changes)
    book = book_of(*same)
    verdict = judge(trials("R1", book.visits, book.source).trials, asked)
    made = certificate("c1", candidate, verdict, book.entries)
    text = certification_text(CertificationPage(candidate, "A visit", verdict, made, {"V9": "it rained"}, 1))
    assert max(map(len, text.splitlines())) <= 80
    return " ".join(text.split())


def test_a_page_says_all_of_it() -> None:
    """Who, of what, each visit, each item, the whole, what was left out, the rule and the end."""
    text = page(4, 5, valid_for=Period.of("1 year"), source="Page 7")
    assert text.startswith("R1 beside master ratings: A visit (visiting@1.0 visit) visit day answers agree share")
    assert "V1 2026-03-01 5 4 80.0 % V2 2026-03-08 5 5 100.0 %" in text
    assert "greets 2 1 2 lower 1 asks 2 2 2 listens" in text
    assert "In all, 9 of 10 answers (90.0 %) are the same as the master's." in text
    assert "Not compared: V9, because it rained." in text
    assert "1 visit is not counted: it is no later than what the certificate before rests on." in text
    assert "it holds for 1 year (Page 7)." in text
    assert text.endswith("Met: R1 is certified from 2026-03-08 until 2027-03-08.")


def test_without_an_end_it_says_so() -> None:
    """A certificate that holds for ever."""
    assert page(4, 5).endswith("Met: R1 is certified from 2026-03-08 without an end.")


def test_what_is_below_is_marked() -> None:
    """A visit where each counts, an item where each item counts, and neither where all are taken together."""
    assert "V1 2026-03-01 5 3 60.0 % *" in page(3, 5)
    weak = page(4, 4, together=True, each_item_at_least=Fraction(3, 5))
    assert "greets * 2 0 2 lower 2" in weak
    assert "* below the share that is asked for" in weak
    assert "*" not in page(3, 5, together=True)


def test_agreement_within_one_tells_the_same_too() -> None:
    """How often it was not merely near."""
    text = page(4, 5, agreement=AgreementKind.WITHIN_ONE)
    assert "10 of 10 answers (100.0 %) are within one point of the master's, and 9 (90.0 %) are the same." in text


def test_chosen_visits_are_told() -> None:
    """Whoever reads it knows that somebody picked."""
    assert "The visits were named with the command" in page(4, 5, is_chosen=True)
    assert "named with the command" not in page(4, 5)


@pytest.mark.parametrize(
    ("share", "cut", "text"),
    [
        (None, None, "–"),
        (Fraction(1), None, "100.0 %"),
        (Fraction(9999, 10000), None, "99.99 %"),
        (Fraction(1, 10000), None, "0.01 %"),
        (Fraction(0), None, "0.0 %"),
        (Fraction(4, 5), Fraction(4, 5), "80.0 %"),
        (Fraction(79999, 100000), Fraction(4, 5), "79.999 %"),
    ],
)
def test_a_percentage_is_never_rounded_onto_a_cut_or_an_end(
    share: Fraction | None, cut: Fraction | None, text: str
) -> None:
    """79.999 % is not the 80 % that was asked for."""
    assert percent(share, cut) == text


def test_nothing_to_compare_is_told_with_the_reason() -> None:
    """And whether that is so since the last certificate."""
    candidate = Candidate("R1", HALF)
    assert edition_words(HALF) == "visiting@1.0 visit online"
    said = " ".join(nothing_text(candidate, {"V1": "it rained"}, 0).split())
    assert said.endswith("visiting@1.0 visit online. Not compared: V1, because it rained.")
    said = " ".join(nothing_text(candidate, {}, 2).split())
    assert "since the last certificate. 2 visits are not counted: they are" in said
