"""An observation is scored by itself: not by its neighbours, their order, or what was scored before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from fidelity.conformance.engine import Results, Row
from fidelity.conformance.sample import whole
from fidelity.conformance.smallest import told
from fidelity.conformance.subject import Subject, Variant
from fidelity.plan.result import Result
from fidelity.problems import Problem

_PURE = "a rule in Python must be a function of the one observation that it is given"


def alone(subject: Subject) -> Iterator[Problem]:
    """A row scored alone equals the same row scored in a table, in either order of the rows."""
    for variant in subject.variants:
        forth = _in_table(variant, variant.rows)
        back = _in_table(variant, variant.rows[::-1])[::-1]
        for row, one, first, second in zip(variant.rows, variant.results, forth, back, strict=True):
            names = [name for name in one if not one[name] == first[name] == second[name]]
            if names:
                yield _unlike(variant, "alone", names[0], row, (one, first, second), ("alone", "in a table"))
                break


def _in_table(variant: Variant, rows: Sequence[Row]) -> list[Results]:
    scores = variant.engine.score_table(variant.plan, rows, variant.rules)
    return [scores.results(place) for place in range(len(rows))]


def repeated(subject: Subject) -> Iterator[Problem]:
    """An answer that is changed and changed back leaves everything as it was."""
    for variant in subject.variants:
        for row, before in zip(variant.rows[::-1], variant.results[::-1], strict=True):
            after = variant.score(row)
            names = [name for name in before if before[name] != after[name]]
            if names:
                yield _unlike(variant, "undo", names[0], row, (before, after), ("at first", "after another"))
                break


def _unlike(
    variant: Variant, code: str, name: str, row: Row, results: Sequence[Results], words: tuple[str, str]
) -> Problem:
    best = whole(variant.checklist)
    one = results[0][name]
    other = next(each[name] for each in results[1:] if each[name] != one)
    said = f"{words[0]} {value(one)}, {words[1]} {value(other)}"
    return Problem(
        code,
        f"score `{name}`, {told(row, best, 'at its highest')}: {said}{_field(one, other)}",
        _PURE,
        variant.at(variant.checklist.score[name]),
    )


def value(result: Result) -> str:
    """A result in a word or two: its value, or why there is none."""
    if result.value is None:
        return f"no value ({result.reason.value if result.reason else 'no reason'})"
    return str(result.value)


def _field(one: Result, other: Result) -> str:
    """The field in which two results differ, where it is not the value."""
    if (one.value, one.reason) != (other.value, other.reason):
        return ""
    pairs = zip(attrs.asdict(one).items(), attrs.asdict(other).values(), strict=True)
    return next(f" ({name} {mine} and {yours})" for (name, mine), yours in pairs if mine != yours)


def ordered(subject: Subject) -> Iterator[Problem]:
    """In another order of items, scores and criteria everything comes to the same, the hash included."""
    for variant in subject.variants:
        checklist = variant.checklist
        turned = variant.with_checklist(
            attrs.evolve(
                checklist,
                items=checklist.items[::-1],
                scores=checklist.scores[::-1],
                criteria=checklist.criteria[::-1],
            )
        )
        if turned is None or turned.plan.hash != variant.plan.hash:
            yield Problem("order", "in another order of its items the plan is another one", "", variant.path)
            continue
        for row, before in zip(variant.rows, variant.results, strict=True):
            after = turned.score(row)
            names = [name for name in before if before[name] != after[name]]
            if names:
                yield _unlike(variant, "order", names[0], row, (before, after), ("as written", "in another order"))
                break
