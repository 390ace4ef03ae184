"""The best and the worst ratings give the highest and the lowest value, and bounds hold what may still come."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fidelity.conformance.engine import Results, Row
from fidelity.conformance.sample import whole
from fidelity.conformance.smallest import smallest, told
from fidelity.conformance.subject import Subject, Variant
from fidelity.model.number import plain
from fidelity.model.rule import Mean, PercentOfPossible, Python, Sum, Weighted
from fidelity.model.score import Score
from fidelity.model.status import Status
from fidelity.problems import Path, Problem

_RANGE = "`range`"


def extremes(subject: Subject) -> Iterator[Problem]:
    """The best and worst ratings reach exactly the range that is stated, and never leave the range that there is."""
    for variant in subject.variants:
        for score in variant.scores:
            found = (variant.extreme(score, highest=False), variant.extreme(score, highest=True))
            yield from _stated(variant, score, *found)
            yield from _beyond(variant, score, *found)


def _stated(variant: Variant, score: Score, low: Fraction | None, high: Fraction | None) -> Iterator[Problem]:
    for where, lowest, highest in _sayings(variant, score):
        for word, said, found in (("lowest", lowest, low), ("highest", highest, high)):
            if found is not None and found != said:
                yield Problem(
                    "extremes",
                    f"the {word} value of score `{score.id}` is said to be {plain(said)}, and comes to {plain(found)}",
                    f"compare items, points and weights with the source, or mend {where}",
                    _at(variant, score, where),
                )


def _at(variant: Variant, score: Score, where: str) -> Path:
    return (*variant.at(score), "range") if where == _RANGE and not variant.checklist.profile else variant.at(score)


def _sayings(variant: Variant, score: Score) -> Iterator[tuple[str, Fraction, Fraction]]:
    """What is said of the range: where it was published, and what a rule in Python is said to give."""
    if score.declared:
        yield _RANGE, score.declared.lowest, score.declared.highest
    members = variant.plan.scores[score.id].members
    # Of raw numbers without an end nobody knows the highest value.
    if isinstance(score.rule, Python) and None not in {end for each in members for end in (each.lowest, each.highest)}:
        yield "`lowest` and `highest`", score.rule.lowest, score.rule.highest


def _beyond(variant: Variant, score: Score, *found: Fraction | None) -> Iterator[Problem]:
    low, high = variant.plan.scores[score.id].range
    values = [value for value in found if value is not None]
    values += [value for results in variant.results if (value := results[score.id].value) is not None]
    outside = [each for each in values if (low is not None and each < low) or (high is not None and each > high)]
    if outside:
        ends = " to ".join("no end" if end is None else plain(end) for end in (low, high))
        yield Problem(
            "extremes",
            f"score `{score.id}` can come to {plain(outside[0])}, outside the range that it is to have, {ends}",
            "mend `lowest` and `highest`, or the rule: a weight may count in the sum and not in what it is divided by",
            variant.at(score),
        )


def bounds(subject: Subject) -> Iterator[Problem]:
    """A value lies within its bounds, they meet where nothing is missing, and every completion lies within them."""
    for variant in subject.variants:
        told_of: set[str] = set()
        for row, results in zip(variant.rows, variant.results, strict=True):
            completed = _completed(variant, row)
            for score in variant.scores:
                fault = _fault(variant, score, results) or _strayed(score, results, completed)
                if fault and score.id not in told_of:
                    told_of.add(score.id)
                    yield _out_of_bounds(variant, score, row, fault)


def _completed(variant: Variant, row: Row) -> list[Results]:
    """The scores of a row with its gaps filled, once at their best and once at their worst."""
    gaps = [name for name, answer in row.items() if answer.status is Status.MISSING]
    ends = [whole(variant.checklist), whole(variant.checklist, worst=True)] if gaps else []
    return [variant.score({**row, **{name: end[name] for name in gaps}}) for end in ends]


def _out_of_bounds(variant: Variant, score: Score, row: Row, fault: str) -> Problem:
    best, alone = whole(variant.checklist), variant.only(score)

    def fails(each: Row) -> bool:
        results = alone.score(each)
        return bool(_fault(alone, score, results) or _strayed(score, results, _completed(alone, each)))

    least = smallest(row, best, fails)
    return Problem(
        "bounds",
        f"score `{score.id}`, {told(least, best, 'at its highest')}: {fault}",
        "a rule in Python must give no more than its `highest` and no less than its `lowest`",
        variant.at(score),
    )


def _fault(variant: Variant, score: Score, results: Results) -> str:
    result = results[score.id]
    value, low, high = result.value, result.lowest, result.highest
    if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
        return f"{plain(value)} lies outside its own bounds"
    inner = [results[member.id] for member in variant.plan.scores[score.id].members if member.is_score]
    # A score that is there may still be open itself, so that what is made of it is open too.
    closed = not result.n_missing and all(None is not each.lowest == each.highest for each in inner)
    if value is not None and closed and not (low == value == high):
        return "nothing is missing, and yet the value is not settled"
    additive = isinstance(score.rule, Sum | Mean | Weighted | PercentOfPossible)
    if additive and not inner and result.n_missing and value is not None and None is not low == high:
        return "a rating is missing, and yet nothing is open"
    return ""


def _strayed(score: Score, before: Results, completed: list[Results]) -> str:
    """What is wrong with the completions of a row with gaps."""
    low, high = before[score.id].lowest, before[score.id].highest
    for after in completed:
        # A status cannot be filled in, and may leave a member missing: then not all that is missing was rated.
        value = None if after[score.id].n_missing else after[score.id].value
        if value is not None and low is not None and high is not None and not low <= value <= high:
            return f"completed it comes to {plain(value)}, outside the bounds that it had before"
    return ""
