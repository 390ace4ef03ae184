"""What can be wrong with a score although each of its parts is right: found from the ranges of its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fidelity.model.checklist import Checklist
from fidelity.model.missing import Then
from fidelity.model.number import plain
from fidelity.model.range import Range, cover_problems
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    CountedFrom,
    LookUp,
    MeanOfPercentages,
    Opportunity,
    PercentOfPossible,
    ProportionAtOrAbove,
    Rate,
    Ratio,
    ShareOfPersons,
)
from fidelity.model.score import Score
from fidelity.model.status import Effect
from fidelity.plan.plan import ScorePlan
from fidelity.plan.reach import grain
from fidelity.plan.seen import Member
from fidelity.problems import Problem, under


def score_problems(score: Score, members: Sequence[Member]) -> Iterator[Problem]:
    """What is wrong with a score, given the ranges of its members.

    Args:
        score: The score.
        members: Its members.
    """
    yield from _reverse_problems(score, members)
    yield from _possible_problems(score, members)
    yield from _threshold_problems(score, members)
    yield from _missing_problems(score, members)
    yield from _end_problems(score, members)
    yield from _division_problems(score)
    if isinstance(score.rule, LookUp):
        (member,) = members
        ranges = [rung.range for rung in score.rule.ranges]
        yield from under(_cover(ranges, member.lowest, member.highest, None, f"ranges of score `{score.id}`"), "ranges")


def band_problems(score: Score, plan: ScorePlan, checklist: Checklist) -> Iterator[Problem]:
    """Where the bands of a score leave out a value that it can have, or claim one twice.

    Args:
        score: The score.
        plan: The score, lowered, with its range.
        checklist: The checklist that it belongs to.
    """
    if score.bands:
        ranges = [band.range for band in score.bands]
        step = grain(score, plan, checklist.item)
        yield from under(_cover(ranges, *plan.range, step, f"bands of score `{score.id}`"), "bands")


def _cover(
    ranges: Sequence[Range], low: Fraction | None, high: Fraction | None, step: Fraction | None, what: str
) -> Iterator[Problem]:
    """Holes and overlaps, also where an end has no limit: then just beyond the outermost range."""
    ends = [end for each in ranges for end in (each.low, each.high) if end is not None]
    low = min((*ends, Fraction(0))) - 1 if low is None else low
    high = max((*ends, low)) + 1 if high is None else high
    yield from cover_problems(ranges, low, high, step, what)


def _reverse_problems(score: Score, members: Sequence[Member]) -> Iterator[Problem]:
    for member in members:
        if member.reverse and (member.lowest is None or member.highest is None):
            yield Problem(
                "no-range",
                f"`{member.id}` counts backwards in score `{score.id}`, and its range has no end",
                "give its scale `at_least` and `at_most`",
                ("reverse",),
            )


def _possible_problems(score: Score, members: Sequence[Member]) -> Iterator[Problem]:
    if not isinstance(score.rule, PercentOfPossible | MeanOfPercentages):
        return
    from_lowest = score.rule.counted_from is CountedFrom.LOWEST
    for member in members:
        if member.highest is None or (from_lowest and member.lowest is None):
            yield Problem(
                "no-range",
                f"score `{score.id}` is a percentage of the possible points, and those of `{member.id}` have no end",
                "give its scale `at_most`",
                ("of",),
            )
        elif member.lowest is not None and member.lowest < 0 and not from_lowest:
            yield Problem(
                "negative-points",
                f"`{member.id}` can have {plain(member.lowest)} points, so that a percentage could fall below 0",
                "write `from: lowest`",
                ("of",),
            )
        elif member.highest <= ((member.lowest or Fraction(0)) if from_lowest else 0):
            yield Problem("no-possible-points", f"`{member.id}` can earn no points", "raise its highest", ("of",))


def _threshold_problems(score: Score, members: Sequence[Member]) -> Iterator[Problem]:
    if not isinstance(score.rule, ProportionAtOrAbove | Opportunity | Count | AllOrNothing):
        return
    threshold = score.rule.at_least
    for member in members:
        if threshold is None and member.highest is None:
            yield Problem(
                "no-threshold",
                f"`{member.id}` has no highest number, so score `{score.id}` needs a threshold",
                "add `threshold: …`",
            )
        elif threshold is not None and member.highest is not None and threshold > member.highest:
            yield Problem(
                "threshold-out-of-reach",
                f"`{member.id}` has {plain(member.highest)} at most and can never reach {plain(threshold)}",
                "lower the threshold, or leave the item out",
                ("threshold",),
            )


def _end_problems(score: Score, members: Sequence[Member]) -> Iterator[Problem]:
    """Where a member is to count as an end that it does not have, or a division could change its sign."""
    for member in members:
        effects = {effect for _, effect in member.effects} if not isinstance(score.rule, ShareOfPersons) else set()
        lowest = Effect.LOWEST in effects or score.missing.then is Then.LOWEST
        if (lowest and member.lowest is None) or (Effect.HIGHEST in effects and member.highest is None):
            message = f"score `{score.id}` may count `{member.id}` as an end of its range, and it has no such end"
            yield Problem("no-range", message, "give its scale `at_least` and `at_most`", ("of",))
        if isinstance(score.rule, Ratio | Rate) and member.lowest is not None and member.lowest < 0:
            message = f"`{member.id}` can have {plain(member.lowest)} points, and score `{score.id}` divides"
            yield Problem("negative-points", message, "divide only what cannot fall below 0", ("of",))


def _division_problems(score: Score) -> Iterator[Problem]:
    """Parameters of a division that would turn it round, or make it nothing, or let nothing stand below the line."""
    match score.rule:
        case Ratio(times=times, highest=highest, to_at_least=least):
            numbers = {"times": times, "highest": highest, "to_at_least": least}
        case Rate(every=every, per_at_least=least):
            numbers = {"every": every, "per_at_least": least}
        case _:
            return
    for name, number in numbers.items():
        if number is not None and number <= 0:
            message = f"`{name}` of score `{score.id}` must be above 0, and is {plain(number)}"
            yield Problem("out-of-range", message, "leave it out, or write a number above 0", (name,))


def _missing_problems(score: Score, members: Sequence[Member]) -> Iterator[Problem]:
    rule = score.missing
    if rule.rated_at_least > len(members) or (rule.at_most or 0) >= len(members):
        yield Problem(
            "bad-missing-rule",
            f"score `{score.id}` has {len(members)} members: this limit can never hold",
            "count again",
            ("missing",),
        )
    ranges = {(member.lowest, member.highest) for member in members}
    if rule.then is Then.PRORATE and (len(ranges) > 1 or (None in {end for pair in ranges for end in pair})):
        yield Problem(
            "prorate-unequal",
            f"score `{score.id}` stretches a sum over members with different or endless ranges",
            "use rule `percent_of_possible`, which weighs each by what could be had",
            ("missing", "then"),
        )
