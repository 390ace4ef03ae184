"""Rescored records as rows for programs: a row a record and score, or a record and criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fidelity.evaluation.moves import SAID, said
from fidelity.evaluation.rescoring import Rescored
from fidelity.model.number import plain
from fidelity.plan.definition import Definition
from fidelity.plan.result import Result
from fidelity.report.plain_csv import csv_rows
from fidelity.scoring import Scores

_RESULT = ("exact", "reason", "band", "lowest", "highest", "n_used", "n_expected")
COLUMNS = (
    "observation",
    "rater",
    "date",
    "kind",
    "id",
    "comparability",
    "then",
    "now",
    *(f"then.{name}" for name in _RESULT),
    *(f"now.{name}" for name in _RESULT),
    "then.edition",
    "then.plan_hash",
    "now.edition",
    "now.plan_hash",
    "now.on",
)
"""The columns: ``then`` and ``now`` hold a number, or a verdict, or nothing."""
_NO_RESULT = ("",) * len(_RESULT)


def rescored_csv(parts: Sequence[Rescored], *, raw: bool = False) -> Iterator[str]:
    """Rescored records as CSV, an edition after the other under one heading.

    Args:
        parts: The records of each edition, rescored.
        raw: Whether text is written as it is, for programs; else what a spreadsheet would compute is made harmless.
    """
    yield csv_rows(COLUMNS, (), raw=raw)
    for part in parts:
        yield csv_rows(COLUMNS, rescored_rows(part), raw=raw).partition("\n")[2]


def rescored_rows(of: Rescored) -> Iterator[tuple[str, ...]]:
    """The cells of each row, in the order of `COLUMNS`.

    Args:
        of: The records of one edition, rescored.
    """
    sides = (*_side(of.then), *_side(of.now), of.on.isoformat())
    names = of.old.observations
    known = [_column(of.old, name) for name in ("rater", "date")]
    criteria = {each.id: (said(of.old, each.id), said(of.new, each.id)) for each in of.criteria}
    for row in range(len(of)):
        who = (names[row], *(column[row] for column in known))
        for each in of.scores:
            results = of.results(row, each.id)
            cells = (_result(of.old, each.id, results[0]), _result(of.new, each.id, results[1]))
            values = map(_decimal, results)
            yield (*who, "score", each.id, each.comparability.value, *values, *cells[0], *cells[1], *sides)
        for each in of.criteria:
            verdicts = (SAID[int(truths[row])] for truths in criteria[each.id])
            yield (*who, "criterion", each.id, each.comparability.value, *verdicts, *_NO_RESULT, *_NO_RESULT, *sides)


def _side(of: Definition) -> tuple[str, str]:
    checklist = of.checklist
    profile = f"+{checklist.profile}" if checklist.profile else ""
    return f"{of.intervention.name}/{checklist.id}{profile}", of.plan.hash


def _column(scores: Scores, name: str) -> list[str]:
    table = scores.descriptors
    return [str(text) for text in table[name]] if name in table else [""] * len(scores)


def _decimal(result: Result | None) -> str:
    """A value as near as a floating-point number comes to it; the exact one stands beside it."""
    return "" if result is None or result.value is None else repr(float(result.value)).removesuffix(".0")


def _result(scores: Scores, score: str, result: Result | None) -> tuple[str, ...]:
    if result is None:
        return _NO_RESULT
    bands = scores.plan.checklist.score[score].bands
    return (
        _plain(result.value),
        result.reason.value if result.reason else "",
        "" if result.band is None else bands[result.band].id,
        _plain(result.lowest),
        _plain(result.highest),
        str(result.n_used),
        str(result.n_expected),
    )


def _plain(value: Fraction | None) -> str:
    return "" if value is None else plain(value)
