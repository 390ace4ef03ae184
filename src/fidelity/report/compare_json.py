"""Several raters of one visit compared, as data: JSON, and rows of a table to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from fidelity.agreement.percent import Agreement
from fidelity.raters.compare import Comparison, Side
from fidelity.report.compare_text import ComparisonPage, mark_of, names_of
from fidelity.report.observation_scores import scores_json

FORMAT = 1
"""Raised when a program that reads the old form could not read the new one."""
ITEM, AGREED, NOTE = "item", "agreed", "note"
"""The columns of the table that are read back: which item, what was agreed on, and why."""


def comparison_json(page: ComparisonPage) -> dict[str, object]:
    """A comparison as plain data."""
    comparison = page.comparison
    return {
        "format": FORMAT,
        "visit": page.visit,
        "blind": page.blind,
        "raters": [
            {**_side(side), **(scores_json(scores) if comparison.is_one_edition else {})}
            for side, scores in zip(comparison.sides, page.scores, strict=True)
        ],
        "items": [
            {
                "item": each.item.id,
                "number": each.number,
                "ratings": dict(zip(_names(comparison), each.texts, strict=True)),
                "notes": {name: note for name, note in zip(_names(comparison), each.notes, strict=True) if note},
                "closeness": each.closeness.value,
            }
            for each in comparison.items
        ],
        "left_out": list(comparison.left_out),
        "agreement": _agreement(comparison.agreement),
        "agreement_by_score": {name: _agreement(each) for name, each in comparison.by_score.items()},
        "consensus_outdated_by": None if page.outdated is None else list(page.outdated),
    }


def _side(side: Side) -> dict[str, object]:
    why = side.independence.why_not
    return {
        "rater": side.rater,
        "record": side.stored.record.id,
        "role": side.stored.observation.facts.get("role", ""),
        "counts": side.counts,
        "why_not": why and why.value,
        "corrected_later": sorted(side.changed),
    }


def _agreement(agreement: Agreement) -> dict[str, object]:
    why_exact, why_within = agreement.why_no_exact, agreement.why_no_within_one
    return {
        "exact": _number(agreement.exact),
        "within_one": _number(agreement.within_one),
        "why_no_exact": why_exact and why_exact.value,
        "why_no_within_one": why_within and why_within.value,
        "n_pairs": agreement.n_pairs,
        "n_exact": agreement.n_exact,
        "n_graded": agreement.n_graded,
        "n_within_one": agreement.n_within_one,
        "n_left_out": agreement.n_left_out,
    }


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def comparison_rows(page: ComparisonPage, agreed: Mapping[str, str]) -> list[list[str]]:
    """A comparison as a table, the headings first, with a column to be filled in where raters differ.

    Args:
        page: The comparison.
        agreed: What all raters say, by item.
    """
    names = _names(page.comparison)
    rows = [[ITEM, "number", "text", *names, "closeness", AGREED, NOTE]]
    for each in page.comparison.items:
        now = [side.stored.observation.ratings.get(each.item.id, "") for side in page.comparison.sides]
        rows.append(
            [each.item.id, str(each.number), each.item.text, *now, mark_of(each), agreed.get(each.item.id, ""), ""]
        )
    return rows


def _names(comparison: Comparison) -> list[str]:
    return names_of(comparison.sides, (ITEM, "number", "text", "closeness", AGREED, NOTE))
