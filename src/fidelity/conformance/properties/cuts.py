"""Bands and cut-offs are compared exactly: by the value, never by what a float or a rounded figure makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from fidelity.conformance.engine import Results, Row
from fidelity.conformance.golden.tried import tried_cases
from fidelity.conformance.subject import Subject, Variant
from fidelity.model.criterion import All, Any, BandTest, Condition, ItemTest, ScoreTest, Truth, leaves
from fidelity.model.number import plain
from fidelity.plan.judgement import PASSED_OVER, of_seen
from fidelity.problems import Problem

NEAR = Fraction(1, 10**9)
"""How far beside a cut-off it is asked again: nearer than any rounded figure, and further than nothing."""


def bands_once(subject: Subject) -> Iterator[Problem]:
    """Every value that comes up lies in one band, and the result names that one."""
    for variant in subject.variants:
        # Golden cases stand next to the edges of bands, where made-up ratings need not come.
        scored = [*variant.results, *(each.results for each in tried_cases(subject, variant))]
        for score in (each for each in variant.scores if each.bands):
            for results in scored:
                found = results[score.id]
                if found.value is None:
                    continue
                held = [place for place, band in enumerate(score.bands) if band.range.holds(found.value)]
                if held != [found.band]:
                    named = "in none" if found.band is None else f"in `{score.bands[found.band].id}`"
                    message = f"{plain(found.value)} of score `{score.id}` is said to be {named} of its bands"
                    yield Problem("band-of-value", message, "", variant.at(score))
                    break


def cuts(subject: Subject) -> Iterator[Problem]:
    """A criterion says what the exact values say, one row at a time, in a table, and right beside each cut-off."""
    for variant in subject.variants:
        cases = tried_cases(subject, variant)
        rows = [*variant.rows, *(each.row for each in cases)]
        scored = [*variant.results, *(each.results for each in cases)]
        pairs = [*zip(rows, scored, strict=True), *_beside(variant)]
        yield from _slips(variant, pairs)
        yield from _table_slips(variant, rows, scored)


def _slips(variant: Variant, pairs: list[tuple[Row, Results]]) -> Iterator[Problem]:
    judged = [variant.engine.judge_one(variant.plan, *pair) for pair in pairs]
    for place, criterion in enumerate(variant.plan.criteria):
        for said, (row, results) in zip(judged, pairs, strict=True):
            wanted = _truth(variant, criterion.condition, row, results)
            if said[place] is not wanted:
                yield _slip(variant, criterion.id, said[place].name.lower(), wanted, results)
                break


def _table_slips(variant: Variant, rows: list[Row], scored: list[Results]) -> Iterator[Problem]:
    """The same of a table; without days it says nothing of criteria that hold for a time only."""
    table = variant.engine.score_table(variant.plan, rows, variant.rules)
    for criterion in variant.plan.criteria:
        if criterion.valid_from or criterion.valid_until:
            continue
        for number, (row, results) in enumerate(zip(rows, scored, strict=True)):
            wanted = _truth(variant, criterion.condition, row, results)
            said = table.verdicts(number)[criterion.id]
            if said != wanted.name.lower():
                yield _slip(variant, criterion.id, f"{said} in a table", wanted, results)
                break


def _slip(variant: Variant, criterion: str, said: str, wanted: Truth, results: Results) -> Problem:
    shown = ", ".join(f"{name} = {plain(each.value)}" for name, each in results.items() if each.value is not None)
    word = wanted.name.lower()
    message = f"criterion `{criterion}` is {said} where it is exactly {word}: {shown or 'no score has a value'}"
    return Problem("cuts", message, "", variant.path)


def _beside(variant: Variant) -> Iterator[tuple[Row, Results]]:
    """The best ratings, as if one score lay exactly at a cut-off of a criterion, just above it, or just below it."""
    row, best = variant.rows[0], variant.results[0]
    tests = [test for each in variant.plan.criteria for _, test in leaves(each.condition)]
    for test in (each for each in tests if isinstance(each, ScoreTest)):
        for end in (end for end in (test.range.low, test.range.high) if end is not None):
            for value in (end - NEAR, end, end + NEAR):
                bands = variant.plan.scores[test.score].bands
                band = next((place for place, held in enumerate(bands) if held.holds(value)), None)
                yield row, {**best, test.score: attrs.evolve(best[test.score], value=value, reason=None, band=band)}


def _truth(variant: Variant, condition: Condition, row: Row, results: Results) -> Truth:
    truth = _kleene(variant, condition, row, results)
    return Truth.CANNOT_TELL if truth == PASSED_OVER else Truth(truth)


def _kleene(variant: Variant, condition: Condition, row: Row, results: Results) -> int:
    """What a condition comes to, worked out here once more: from the exact values, without the engine's bands."""
    if isinstance(condition, All):
        return min(_kleene(variant, part, row, results) for part in condition.of)
    if isinstance(condition, Any):
        parts = [_kleene(variant, part, row, results) for part in condition.of]
        return max((part for part in parts if part != PASSED_OVER), default=PASSED_OVER)
    if isinstance(condition, ItemTest):
        names = variant.checklist.members(condition.items)
        return min(of_seen(condition, variant.plan.floors[name].see(row[name])) for name in names)
    value = results[condition.score].value
    if value is None:
        return Truth.CANNOT_TELL
    return Truth.MET if _passes(variant, condition, value) else Truth.NOT_MET


def _passes(variant: Variant, test: ScoreTest | BandTest, value: Fraction) -> bool:
    if isinstance(test, ScoreTest):
        return test.range.holds(value)
    bands: Mapping[str, bool] = {each.id: each.range.holds(value) for each in variant.checklist.score[test.score].bands}
    return any(bands[name] for name in test.bands)
