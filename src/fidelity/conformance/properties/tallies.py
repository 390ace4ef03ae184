"""Above one observation: groups without a score are shown, and copies change no mean."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.sample import nothing
from fidelity.conformance.subject import Subject
from fidelity.problems import Problem


def shown(subject: Subject) -> Iterator[Problem]:
    """A group in which nothing could be scored is counted, has its reasons, and has no mean."""
    for variant in subject.variants:
        scores = variant.engine.score_table(variant.plan, [nothing(variant.checklist)] * 3, variant.rules)
        for score in variant.scores:
            found = variant.engine.tally(scores, score.id)
            empty = found.n_scored == 0 and found.mean() is None
            if not (empty and found.n_observations == 3 and sum(found.reasons().values()) == 3):
                message = (
                    f"three observations without a rating: {found.n_observations} counted, {found.n_scored} scored"
                )
                yield Problem("groups-shown", f"score `{score.id}`, {message}", "", variant.at(score))


def copies(subject: Subject) -> Iterator[Problem]:
    """The same observations three times over have the same mean, of three times as many."""
    for variant in subject.variants:
        once, thrice = (
            variant.engine.score_table(variant.plan, variant.rows * times, variant.rules) for times in (1, 3)
        )
        for score in variant.scores:
            one, three = (variant.engine.tally(scores, score.id) for scores in (once, thrice))
            if (three.mean(), three.n_scored) != (one.mean(), 3 * one.n_scored):
                message = f"score `{score.id}`: the mean of three copies is not the mean of one"
                yield Problem("copies", message, "", variant.at(score))
