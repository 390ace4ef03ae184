"""The highest and the lowest value, found by climbing: the same as by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.conformance.climb import items_read, scores_read
from fidelity.conformance.engine import ENGINE
from fidelity.conformance.sample import rated, whole
from fidelity.conformance.subject import Variant
from fidelity.model.checklist import Checklist
from fidelity.model.score import Score
from tests.conformance.asked import added, subject_of
from tests.oracle.strategies import checklists

MOST = 400
"""Up to how many observations are all tried."""


def everything(variant: Variant, score: Score) -> Iterator[Fraction | None]:
    """The value of every complete observation of a score's items; nothing where these are too many."""
    checklist = variant.checklist
    names = [name for name in items_read(checklist, score) if name not in checklist.off]
    levels = [rated(checklist.item[name]) for name in names]
    alone, start = variant.only(score), whole(checklist)
    if prod(map(len, levels)) <= MOST:
        for answers in product(*levels):
            yield alone.score({**start, **dict(zip(names, answers, strict=True))})[score.id].value


@settings(max_examples=30)
@given(checklists())
def test_climbing_finds_what_trying_everything_finds(checklist: Checklist) -> None:
    """For scores of every rule, and scores of scores."""
    variant = Variant(checklist, ENGINE.lower(checklist), (), {}, ENGINE)
    for score in checklist.scores:
        tried = [*everything(variant, score)]
        values = [value for value in tried if value is not None]
        if tried:
            found = (variant.extreme(score, highest=False), variant.extreme(score, highest=True))
            assert found == (min(values, default=None), max(values, default=None)), score.rule


@given(st.sampled_from(["minimum", "mean"]))
def test_what_counts_backwards_is_at_its_other_end(rule: str) -> None:
    """The lowest of two items that count backwards rises only where both are low."""
    (variant, _) = subject_of(
        added(f"{{id: calm, rule: {rule}, of: [hurries, waits], reverse: [hurries, waits], missing: none}}")
    ).variants
    score = variant.checklist.score["calm"]
    assert [variant.extreme(score, highest) for highest in (False, True)] == [Fraction(1), Fraction(5)]


def test_what_a_score_reads() -> None:
    """Also by way of others, and also of one that weighs nothing."""
    whole_score = "{id: both, rule: weighted, of: [steps, asks], weights: {steps: 0, asks: 1}, missing: none}"
    (variant, _) = subject_of(added(whole_score)).variants
    score = variant.checklist.score["both"]
    assert [each.id for each in scores_read(variant.checklist, score)] == ["both", "steps"]
    assert items_read(variant.checklist, score) == ["asks", "shows_book", "asks_again", "length"]
