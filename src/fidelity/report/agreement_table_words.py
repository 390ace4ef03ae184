"""Words of the page of agreement: headings, what a figure looks like, and what to remark about a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import isnan

from fidelity.evaluation.agreement_asked import STATISTICS
from fidelity.evaluation.agreement_columns import CAUTIONS, DEPENDENT, WHY_NO_INTERVAL, WHY_NO_VALUE
from fidelity.report.agreement_words import NONE, percent
from fidelity.report.numbers import shown

WHETHER = "not_rated_by_one"
"""The statistic that has no column, and is remarked where it is high."""
MANY = 0.05
"""From this share of pairs on it is remarked that one rater gave a rating and the other none."""
SHARES = ("exact", "within_one", WHETHER)
"""The statistics that are shares, and are shown as percentages without an interval: coefficients are for judging by."""
NO_BREAK = "\u2060"
"""Stands for a space at which no line ends; it is no white space to Python, as a no-break space is."""
MINUS = "\u2212"
"""Stands for a hyphen at which no line ends, until the table is drawn."""
HEADS: Mapping[str, str] = {
    "exact": "exact",
    "within_one": "near",
    "ac1": "AC1",
    "ac2": "AC2",
    "alpha": "alpha",
    "fleiss_kappa": "Fleiss' kappa",
    "conger_kappa": "Conger's kappa",
    "brennan_prediger": "B.-P.",
    "cohen_kappa": "kappa",
}
"""The headings of columns; others are called by their name."""
MEANINGS: Mapping[str, str] = {
    "exact": "in how many of 100 pairs of ratings both raters said the same.",
    "within_one": "in how many they said the same or neighbouring points.",
    "ac1": "agreement beyond chance (Gwet): 1 is perfect, 0 is what chance alone would give. Best where nearly all "
    "ratings are the same.",
    "ac2": "agreement beyond chance (Gwet), where near misses count in part: 1 is perfect, 0 is what chance alone "
    "would give. Best where nearly all ratings are the same.",
    "alpha": "agreement beyond chance (Krippendorff): 1 is perfect, 0 is chance. It falls where nearly all ratings are "
    "the same, because then there is little to tell apart.",
    "cohen_kappa": "agreement of two raters beyond chance (Cohen): 1 is perfect, 0 is chance.",
    "fleiss_kappa": "agreement beyond chance (Fleiss): 1 is perfect, 0 is chance. Low where nearly all are the same.",
    "icc_a1": "how far one rater's score can stand for any other's: 1 entirely, 0 not at all.",
    "icc_ak": "the same for the mean of all who rated a visit.",
}
"""What a column means, for people who are no statisticians."""
_INSTEAD: Mapping[str, str] = {
    "few_units": "fewer than 10 visits were rated twice: mind how wide the intervals are",
    "few_subjects": "fewer than 10 visits were rated twice: mind how wide the intervals are",
    "one_category": "alike everywhere: agreement cannot be told from chance",
    "no_variation": "alike everywhere: agreement cannot be told from chance",
    "all_alike": "alike everywhere: agreement cannot be told from chance",
    "skewed": "nearly all ratings are the same: the figures rest on the few that are not",
    "paradox": "raters agree on most visits, and yet this is low because nearly all ratings are the same: judge by AC",
    "no_pairs": "no visit was rated twice",
    "no_spread": "no interval: all visits are alike, and one without width would be false",
    "too_few_to_say": "no interval: too few visits were rated twice, or nearly all ratings are the same",
}
_UNREMARKABLE = ("incomplete", "two_raters", "at_zero")


def figure(row: Mapping[str, object]) -> str:
    """A figure with its interval: ``.72 [.55, .88]``; a dash where there is none.

    Args:
        row: Its row in the table.
    """
    value, low, high = (float(str(row[name])) for name in ("value", "low", "high"))
    if isnan(value):
        return NONE
    if row["statistic"] in SHARES:
        return percent(Fraction(value).limit_denominator(10**9))
    if isnan(low):
        return _number(value)
    return f"{_number(value)} [{_number(low)}, {_number(high)}]".replace(" ", NO_BREAK)


def _number(value: float) -> str:
    """Two digits after the point, without the 0 before it; 1 only where it is exactly that."""
    text = shown(Fraction(value).limit_denominator(10**9), 2, {Fraction(1), Fraction(-1)})
    text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
    return text.replace("-", MINUS)


def remarks(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """What is to be remarked about the figures of a row of the page, each once.

    Args:
        rows: The rows of the table that it is made of.
    """
    for row in rows:
        codes = [str(row["why_no_value"]), *str(row["cautions"]).split(", ")]
        if row["statistic"] == WHETHER and float(str(row["value"])) >= MANY:
            yield f"in {100 * MANY:.0f} % of pairs or more one rater had an answer, and the other a reason for none"
        if row["statistic"] in SHARES:
            # Percentages are shown without an interval.
            codes = [code for code in codes[:1] if code != "nothing_graded"]
        elif "one_category" not in codes:
            codes.append(str(row["why_no_interval"]))
        for code in codes:
            if code and code not in (*_UNREMARKABLE, DEPENDENT):
                yield _INSTEAD.get(code) or CAUTIONS.get(code) or _phrase(code)


def _phrase(code: str) -> str:
    words = WHY_NO_VALUE.get(code) or WHY_NO_INTERVAL.get(code, code)
    said = f"{words[0].lower()}{words[1:]}".rstrip(".")
    return said if code in WHY_NO_VALUE else f"no interval: {said}"


def head_of(statistics: Iterable[str]) -> str:
    """The heading of a column of one statistic, or of AC1 and AC2 together.

    Args:
        statistics: What stands in it.
    """
    names = [HEADS.get(name) or STATISTICS[name].words for name in statistics]
    return "AC1, AC2" if len(names) > 1 else names[0]
