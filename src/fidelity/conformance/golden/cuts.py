"""Whether golden cases stand on both sides of every cut-off, close to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from fidelity.conformance.check import owed
from fidelity.conformance.golden.tried import TriedCase, tried_cases
from fidelity.conformance.subject import Subject, Variant
from fidelity.model.criterion import ItemTest, ScoreTest, Truth, leaves
from fidelity.model.number import plain
from fidelity.model.range import Range
from fidelity.plan.judgement import of_seen
from fidelity.problems import Path, Problem


@attrs.frozen
class Cut:
    """A number at which the name of a value changes.

    Attributes:
        score: The score.
        at: The number.
        passes: The values on one of its sides.
        what: What it is the cut of.
        path: The way to it.
    """

    score: str
    at: Fraction
    passes: Range
    what: str
    path: Path


def cuts(subject: Subject) -> Iterator[Problem]:
    """For every cut-off there is a case at or just above it, and one just below."""
    published = {variant.checklist.id: variant for variant in subject.variants if not variant.checklist.profile}
    for variant in subject.variants:
        cases = tried_cases(subject, variant)
        old = published.get(variant.checklist.id)
        known = {(cut.score, cut.at) for cut in _cuts(old)} if old and variant.checklist.profile else set()
        for cut in _cuts(variant):
            if (cut.score, cut.at) not in known:
                yield from _sides(variant, cut, cases)
        if not variant.checklist.profile:
            yield from _floors(variant, cases)


def _cuts(variant: Variant) -> Iterator[Cut]:
    """Every number between two bands, and every end of a test of a score, each once."""
    checklist, seen = variant.checklist, set()
    for score in checklist.scores:
        for band in score.bands:
            end = band.range.low
            if (
                end is not None
                and any(other.range.high == end for other in score.bands)
                and (score.id, end) not in seen
            ):
                seen.add((score.id, end))
                yield Cut(score.id, end, band.range, f"band `{band.id}`", variant.at(score))
    for place, criterion in enumerate(checklist.criteria):
        path = variant.path if checklist.profile else (*variant.path, "criteria", place)
        for _, test in leaves(criterion.condition):
            for end in (test.range.low, test.range.high) if isinstance(test, ScoreTest) else ():
                if end is not None and isinstance(test, ScoreTest) and (test.score, end) not in seen:
                    seen.add((test.score, end))
                    yield Cut(test.score, end, test.range, f"criterion `{criterion.id}`", path)


def _sides(variant: Variant, cut: Cut, cases: tuple[TriedCase, ...]) -> Iterator[Problem]:
    told = [
        each for each in cases if each.case.criteria or {"value", "band"} & each.case.scores.get(cut.score, {}).keys()
    ]
    shown = {value for each in told if (value := each.results[cut.score].value) is not None}
    reached = shown | {value for each in variant.results if (value := each[cut.score].value) is not None}
    for holds, side in ((True, "in"), (False, "outside")):
        there = [abs(value - cut.at) for value in reached if cut.passes.holds(value) is holds]
        near = max(_tenth(variant, cut), min(there, default=Fraction(0)))
        shown_near = plain(near)
        if there and not any(cut.passes.holds(each) is holds and abs(each - cut.at) <= near for each in shown):
            yield owed(
                "golden-cuts",
                f"no golden case has score `{cut.score}` just {side} {cut.what}, {plain(cut.at)}, within {shown_near}",
                "add one at the cut-off or next to it",
                cut.path,
            )


def _says(tried: TriedCase, score: str) -> bool:
    """Whether a case says what must come of a score, or what it is judged to be."""
    return bool(tried.case.criteria or {"value", "band"} & tried.case.scores.get(score, {}).keys())


def _tenth(variant: Variant, cut: Cut) -> Fraction:
    """How far from a cut is near: a tenth of the score's range, or of the cut where the range has no end."""
    low, high = variant.plan.scores[cut.score].range
    return abs(cut.at) / 10 if low is None or high is None else (high - low) / 10


def _floors(variant: Variant, cases: tuple[TriedCase, ...]) -> Iterator[Problem]:
    """For every floor there is a case in which an item is below it, and one in which all are at it or above."""
    for place, criterion in enumerate(variant.checklist.criteria):
        for _, test in leaves(criterion.condition):
            if not isinstance(test, ItemTest):
                continue
            said = {
                min(of_seen(test, variant.plan.floors[name].see(each.row[name])) for name in names)
                for each in cases
                for names in (variant.checklist.members(test.items),)
            }
            for truth, word in ((Truth.MET, "hold"), (Truth.NOT_MET, "fail")):
                if truth not in said:
                    yield owed(
                        "golden-cuts",
                        f"in no golden case does the floor of criterion `{criterion.id}` {word}",
                        "add one",
                        (*variant.path, "criteria", place),
                    )
