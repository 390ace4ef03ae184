"""A score without one of its items."""

from __future__ import annotations

from fidelity.conformance.properties.removal import removed
from tests.conformance.asked import added, subject_of


def test_what_remains_is_the_score_without_the_item() -> None:
    """Weights, reversals, limits and members go with the item; bands go for all, since the range is another one."""
    (variant, _) = subject_of().variants
    less = removed(variant, variant.checklist.score["manner"], "hurries")
    assert less is not None
    score = less.checklist.score["manner"]
    assert (score.of.ids, score.reverse, score.bands) == (("sits_close", "asks", "waits"), frozenset(), ())
    assert [*less.plan.scores] == ["manner"]
    weighed = removed(variant, variant.checklist.score["points"], "asks")
    assert weighed is not None
    assert weighed.checklist.score["points"].weights == {}


def test_some_scores_cannot_do_without() -> None:
    """The only member, and the parts of a ratio, a rate or a ladder."""
    ratio = (
        "{id: pace, rule: ratio, of: [asks, waits], to: [length], zero_over_zero: none, over_zero: none, missing: none}"
    )
    (variant, _) = subject_of(added(f"{{id: one, rule: mean, of: [asks], missing: none}}\n        - {ratio}")).variants
    assert removed(variant, variant.checklist.score["one"], "asks") is None
    assert removed(variant, variant.checklist.score["pace"], "asks") is None


def test_a_limit_fits_fewer_members() -> None:
    """Where one of two may be missing, none of one may."""
    (variant, _) = subject_of(added("{id: two, rule: mean, of: [asks, waits], missing: {at_most: 1}}")).variants
    less = removed(variant, variant.checklist.score["two"], "asks")
    assert less is not None
    assert less.checklist.score["two"].missing.at_most == 0
