"""One score of one observation, explained: which members counted, with what, by which rule, against which cut."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from fidelity.model.answer import MISSING, Answer
from fidelity.model.criterion import Truth
from fidelity.model.number import plain
from fidelity.model.status import Status
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plan.seen import Member, Part, Seen
from fidelity.plan.words import criterion_words, missing_words, rule_words, status_words


@attrs.frozen
class MemberLine:
    """One member of a score, as it counted.

    Attributes:
        id: The item or score.
        recorded: What was recorded: a code, a raw number, a status; for a score, its value or reason.
        counted: What became of it: ``used``, ``missing``, ``excluded``, ``forbidden``.
        points: What it was worth to this score; None where it was not used.
        weight: How much it weighed.
        reverse: Whether it counted backwards.
    """

    id: str
    recorded: str
    counted: str
    points: Fraction | None
    weight: Fraction
    reverse: bool


@attrs.frozen
class ScoreExplanation:
    """One score of one observation, explained.

    Attributes:
        id: The score.
        title: Its name for people.
        rule: What it is, in words.
        limits: What may be missing, and what each status does, in words.
        members: Its members, as they counted.
        result: What came of it.
        band: The name of its band; empty where it has none.
        bands: Every band with its range, in words.
    """

    id: str
    title: str
    rule: str
    limits: tuple[str, ...]
    members: tuple[MemberLine, ...]
    result: Result
    band: str
    bands: tuple[str, ...]


@attrs.frozen
class CriterionExplanation:
    """One criterion of one observation, explained.

    Attributes:
        id: The criterion.
        words: What must hold.
        source: Where the cut-off comes from.
        truth: Whether it holds, whatever its dates.
    """

    id: str
    words: str
    source: str
    truth: Truth


@attrs.frozen
class Explanation:
    """One observation, explained.

    Attributes:
        scores: Its scores.
        criteria: Its criteria.
    """

    scores: tuple[ScoreExplanation, ...]
    criteria: tuple[CriterionExplanation, ...]


def explain(plan: Plan, answers: Mapping[str, Answer], rules: Mapping[str, PythonRule] | None = None) -> Explanation:
    """One observation, explained.

    Args:
        plan: The plan.
        answers: The answers by item.
        rules: The plugins' own rules by name, where the plan calls any.
    """
    checklist = plan.checklist
    results = score_one(plan, answers, rules)
    whole = {item.id: answers.get(item.id, MISSING) for item in checklist.items}
    truths = judge_one(plan, whole, results)
    scores = tuple(_score(plan, score.id, whole, results) for score in checklist.scores)
    criteria = tuple(
        CriterionExplanation(each.id, criterion_words(each, checklist), each.source, truth)
        for each, truth in zip(plan.criteria, truths, strict=True)
    )
    return Explanation(scores, criteria)


def _score(plan: Plan, name: str, answers: Mapping[str, Answer], results: Mapping[str, Result]) -> ScoreExplanation:
    score, result = plan.checklist.score[name], results[name]
    return ScoreExplanation(
        id=name,
        title=score.name,
        rule=rule_words(score, plan.checklist),
        limits=(missing_words(score), *status_words(score, plan.checklist)),
        members=tuple(_line(member, answers, results) for member in plan.scores[name].members),
        result=result,
        band="" if result.band is None else score.bands[result.band].name,
        bands=tuple(f"{band.name}: {band.range}" for band in score.bands),
    )


def _line(member: Member, answers: Mapping[str, Answer], results: Mapping[str, Result]) -> MemberLine:
    if member.is_score:
        result = results[member.id]
        seen = member.see_result(result)
        recorded = plain(result.value) if result.value is not None else "no score"
    else:
        seen = member.see(answers[member.id])
        recorded = _recorded(answers[member.id])
    return MemberLine(member.id, recorded, _counted(seen), seen.points, member.weight, member.reverse)


def _recorded(answer: Answer) -> str:
    if answer.status is not Status.RATED:
        return str(answer.status.value).replace("_", " ")
    if answer.persons:
        return f"{len(answer.persons)} persons"
    return answer.code or ("" if answer.value is None else plain(answer.value))


def _counted(seen: Seen) -> str:
    if seen.part is Part.USED and not seen.rated:
        return "used, not rated"
    return seen.part.value
