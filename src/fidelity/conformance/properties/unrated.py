"""What is not rated: nothing at all, more than is tolerated, not applicable, nought."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from fidelity.conformance.engine import Row
from fidelity.conformance.limits import own_items, tolerated
from fidelity.conformance.properties.alone import value
from fidelity.conformance.properties.removal import removed
from fidelity.conformance.sample import nothing, rated, whole
from fidelity.conformance.subject import Subject, Variant
from fidelity.errors import InvalidRecord
from fidelity.model.answer import MISSING, Answer, allowed
from fidelity.model.criterion import Truth
from fidelity.model.missing import MissingRule, Then
from fidelity.model.number import plain
from fidelity.model.rule import Count, FirstApplicable, Sum
from fidelity.model.score import Score
from fidelity.model.status import Effect, Status
from fidelity.plan.result import Reason
from fidelity.problems import Problem

NA = Answer(Status.NOT_APPLICABLE)


def nothing_rated(subject: Subject) -> Iterator[Problem]:
    """Where nothing is rated nothing has a value, and no criterion is met."""
    for variant in subject.variants:
        row = nothing(variant.checklist)
        results = variant.score(row)
        for score in variant.scores:
            found = results[score.id]
            if found.value is not None or found.reason is None:
                yield Problem(
                    "nothing-rated",
                    f"score `{score.id}` is {value(found)} where nothing was rated",
                    "a rule must give None where it has nothing to go by",
                    variant.at(score),
                )
        truths = variant.engine.judge_one(variant.plan, row, results)
        for criterion, truth in zip(variant.plan.criteria, truths, strict=True):
            if truth is not Truth.CANNOT_TELL:
                message = f"criterion `{criterion.id}` is {truth.name.lower()} where nothing was rated"
                yield Problem("nothing-rated", message, "", variant.path)


def missing_limit(subject: Subject) -> Iterator[Problem]:
    """With as many missing as are tolerated there is a value; with one more there is none, and a reason."""
    for variant in subject.variants:
        for score in variant.scores:
            if not isinstance(score.rule, FirstApplicable):
                yield from _limit_problems(variant, score)


def _limit_problems(variant: Variant, score: Score) -> Iterator[Problem]:
    row = _complete(variant, score)
    names = own_items(variant, score)
    if row is None or not names:
        return
    n_members = len(variant.plan.scores[score.id].members)
    limit = tolerated(score, n_members)
    for n_missing in range(min(limit + 2, len(names) + 1)):
        found = variant.score({**row, **dict.fromkeys(names[:n_missing], MISSING)})[score.id]
        if (
            n_missing <= limit
            and found.value is None
            and found.reason in (Reason.TOO_MANY_MISSING, Reason.TOO_FEW_RATED)
        ):
            yield _limit(variant, score, n_missing, f"no value, although {limit} may be missing")
        elif n_missing > limit and found.value is not None and found.lowest != found.highest:
            yield _limit(variant, score, n_missing, f"{plain(found.value)}, although only {limit} may be missing")
        elif found.value is None and found.reason is None:
            yield _limit(variant, score, n_missing, "no value and no reason")
        else:
            continue
        return


def _limit(variant: Variant, score: Score, n_missing: int, said: str) -> Problem:
    message = f"score `{score.id}` with {n_missing} missing: {said}"
    return Problem("missing-limit", message, "", variant.at(score))


def _complete(variant: Variant, score: Score) -> Row | None:
    """A row in which every member of a score is rated and the score has a value."""
    for row, results in zip(variant.rows, variant.results, strict=True):
        found = results[score.id]
        if found.value is not None and found.n_rated == found.n_expected == found.n_used:
            return row
    return None


def not_applicable(subject: Subject) -> Iterator[Problem]:
    """An item that does not apply never lowers a score, and where it is left out it is as if it were not there."""
    for variant in subject.variants:
        for score in variant.scores:
            yield from _first(_removal_problems(variant, score))


def _first(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The first problem of a score: the others would say the same of another item."""
    found = next(problems, None)
    if found is not None:
        yield found


def _removal_problems(variant: Variant, score: Score) -> Iterator[Problem]:
    for name in own_items(variant, score):
        if Status.NOT_APPLICABLE not in allowed(variant.checklist.item[name]):
            continue
        without = removed(variant, score, name)
        effect = variant.checklist.effect(score, Status.NOT_APPLICABLE)
        for row in variant.few_rows if without else ():
            assert without is not None
            found, bare = variant.score({**row, name: NA})[score.id], without.score(row)[score.id]
            same = (found.value, found.reason) == (bare.value, bare.reason)
            lower = found.value is not None and bare.value is not None and found.value < bare.value
            if lower or (effect is Effect.EXCLUDED and not same):
                yield Problem(
                    "not-applicable",
                    f"score `{score.id}` is {value(found)} where `{name}` does not apply, and {value(bare)} without it",
                    "write `not_applicable: excluded`, so that it neither helps nor harms",
                    variant.at(score),
                )
                break
        if isinstance(score.rule, Sum | Count) and effect in (Effect.EXCLUDED, Effect.LOWEST):
            yield from _lost_points(variant, score, name)


def _lost_points(variant: Variant, score: Score, name: str) -> Iterator[Problem]:
    """A sum has no denominator: leaving an item out of it costs the points that it could have had."""
    best = whole(variant.checklist)
    whole_value, value_left = (variant.score(row)[score.id].value for row in (best, {**best, name: NA}))
    if whole_value is not None and value_left is not None and value_left < whole_value:
        yield Problem(
            "not-applicable",
            f"with all else at its best score `{score.id}` is {plain(value_left)} where `{name}` does not apply, and "
            f"{plain(whole_value)} where it does",
            "take a mean or a percentage of the possible points; or write what the source says, such as "
            "`not_applicable: counts_as_met`",
            variant.at(score),
        )


def not_applicable_apart(subject: Subject) -> Iterator[Problem]:
    """Not applicable and missing are counted apart wherever the score treats them apart."""
    for variant in subject.variants:
        for score in variant.scores:
            if variant.checklist.effect(score, Status.NOT_APPLICABLE) is Effect.EXCLUDED:
                yield from _first(_apart_problems(variant, score))


def _apart_problems(variant: Variant, score: Score) -> Iterator[Problem]:
    best = whole(variant.checklist)
    for name in own_items(variant, score):
        if Status.NOT_APPLICABLE in allowed(variant.checklist.item[name]):
            absent = variant.score({**best, name: NA})[score.id]
            missing = variant.score({**best, name: MISSING})[score.id]
            if (absent.n_applicable, absent.n_missing) != (missing.n_applicable - 1, missing.n_missing - 1):
                yield Problem(
                    "not-applicable-apart",
                    f"score `{score.id}` counts `{name}` alike where it does not apply and where it is missing",
                    "",
                    variant.at(score),
                )


def zero(subject: Subject) -> Iterator[Problem]:
    """Nought is a rating: it is counted as one, and is not a blank."""
    for variant in subject.variants:
        for score in variant.scores:
            alone = variant.only(score)
            for name in own_items(variant, score):
                nought = [answer for answer in rated(variant.checklist.item[name]) if answer.value == Fraction(0)]
                if not nought:
                    continue
                best = whole(variant.checklist)
                there, blank = (alone.score({**best, name: each})[score.id] for each in (nought[0], MISSING))
                if (there.n_rated, there.n_missing) != (blank.n_rated + 1, blank.n_missing - 1):
                    message = f"score `{score.id}` counts a nought of `{name}` as if it were a blank"
                    yield Problem("zero", message, "", variant.at(score))
                    break


def sentences(subject: Subject) -> Iterator[Problem]:
    """The sentence on what may be missing names the limit that holds, and another limit has another sentence."""
    for variant in subject.variants:
        for score in variant.scores:
            said, rule = variant.engine.missing_words(score), score.missing
            limit = _share(rule.share_at_most) if rule.share_at_most else str(rule.at_most or 0)
            wanted = limit if rule.tolerates else "no rating"
            if wanted not in said or _stricter_words(variant, score) == said:
                message = f"score `{score.id}` is said to be so: {said}; that is not its rule"
                yield Problem("missing-sentence", message, "", variant.at(score))


def _share(share: Fraction) -> str:
    return plain(share * 100) if (share * 100).denominator == 1 else plain(share)


def _stricter_words(variant: Variant, score: Score) -> str:
    """The sentence of the same score with another limit; empty where the score can have no other."""
    rule = score.missing
    other = MissingRule((rule.at_most or 0) + 1, None, rule.rated_at_least, rule.then or Then.LOWEST)
    try:
        return variant.engine.missing_words(attrs.evolve(score, missing=other))
    except InvalidRecord:
        return ""
