"""The scores and criteria of one observation, as a page of feedback says them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from fidelity.conformance.sample import rated
from fidelity.model.answer import MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, Criterion, ItemTest, ScoreTest, Truth, leaves
from fidelity.model.members import members_read
from fidelity.model.number import plain
from fidelity.model.score import Band, Score
from fidelity.plan.definition import Definition
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result
from fidelity.plan.seen import Part
from fidelity.plan.sentences import criterion_sentence
from fidelity.plan.words import missing_words
from fidelity.report.feedback import phrases, words
from fidelity.report.feedback.result_record import CriterionPart, ScorePart
from fidelity.report.numbers import cuts_of, shown

_CODE = re.compile(r"`([^`]*)`")
_DAY = re.compile(r", (?:from|until the day before) \d{4}-\d\d-\d\d")
_RANGE = re.compile("` (at least|above|at most|below)")
_LONGEST_NAME = 60
_WANTING = (Reason.NOTHING_RATED, Reason.TOO_MANY_MISSING, Reason.TOO_FEW_RATED, Reason.STATUS_NOT_PERMITTED)
"""The reasons that further ratings can do away with."""


def shown_result(plan: Plan, score_id: str, result: Result) -> str:
    """A score as people are shown it, or that there is none.

    Args:
        plan: The plan that the score belongs to.
        score_id: The score.
        result: What it came to.
    """
    return words.NO_SCORE if result.value is None else shown_number(plan, score_id, result.value)


def shown_number(plan: Plan, score_id: str, number: Fraction) -> str:
    """A number that a score has or could have, as people are shown it.

    Args:
        plan: The plan that the score belongs to.
        score_id: The score.
        number: The number.
    """
    return shown(number, plan.checklist.score[score_id].decimals, cuts_of(plan, score_id))


def asks(criterion: Criterion, checklist: Checklist) -> str:
    """What a criterion asks for: with names for people instead of ids, and without the days between which it holds.

    Args:
        criterion: The criterion.
        checklist: The checklist that it belongs to.
    """
    names = {score.id: score.name for score in checklist.scores}
    names |= {item.id: _short(item.text or item.id) for item in checklist.items}
    said = _DAY.sub("", criterion_sentence(criterion, checklist))
    said = _RANGE.sub(r"` of \1", said)
    return _CODE.sub(lambda found: f"“{names.get(found[1], found[1])}”", said)


def asked(plan: Plan, test: ScoreTest | BandTest) -> str:
    """What a test asks of its score, as a number where it asks for the highest bands.

    Args:
        plan: The plan that the score belongs to.
        test: The test.
    """
    if isinstance(test, ScoreTest):
        return str(test.range)
    order = sorted(
        plan.checklist.score[test.score].bands, key=lambda band: (band.range.low is not None, band.range.low)
    )
    passing = [band.id in test.bands for band in order]
    first = passing.index(True)
    if all(passing[first:]) and first:
        end, said = order[first].range.low, "at least" if order[first].range.at_least is not None else "above"
        return (
            f"{said} {shown_number(plan, test.score, end)}" if end is not None else phrases.bands(_named(order, test))
        )
    return phrases.bands(_named(order, test))


def _named(order: Iterable[Band], test: BandTest) -> Iterator[str]:
    return (band.name for band in order if band.id in test.bands)


def asks_for(plan: Plan, tests: Iterable[tuple[Criterion, ScoreTest | BandTest]]) -> dict[str, ScoreTest | BandTest]:
    """What criteria ask of one score: a sentence for each thing that is asked, with the test that asks it.

    Args:
        plan: The plan that the score belongs to.
        tests: The criteria with their tests of the score.
    """
    asking: dict[str, list[str]] = {}
    first: dict[str, ScoreTest | BandTest] = {}
    for criterion, test in tests:
        said = asked(plan, test)
        asking.setdefault(said, []).append(criterion.name)
        first.setdefault(said, test)
    return {phrases.ask(asking[said], said): test for said, test in first.items()}


def _short(text: str) -> str:
    text = text.rstrip(".")
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"


def main_score(checklist: Checklist, criteria: tuple[Criterion, ...]) -> str:
    """The score that is followed over time: of those that a criterion tests, the one that is made of the most items.

    Where no criterion tests a score, it is chosen among all; among equals it is the first that is tested, or else the
    last. Empty where the checklist computes nothing.

    Args:
        checklist: The checklist.
        criteria: The criteria that hold on the day.
    """
    tested = [test.score for each in criteria for _, test in leaves(each.condition) if not isinstance(test, ItemTest)]
    names = tested or [score.id for score in reversed(checklist.scores)]
    return max(names, key=lambda name: len(items_of(name, checklist)), default="")


def items_of(name: str, checklist: Checklist) -> tuple[str, ...]:
    """The items that a score is made of in the end, in the order of the checklist.

    Args:
        name: The score.
        checklist: The checklist.
    """
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for _, member in members_read(checklist.score[ahead.pop()], checklist.items):
            if member in checklist.score:
                ahead.append(member)
            else:
                found.add(member)
    return tuple(item.id for item in checklist.items if item.id in found)


@attrs.frozen(eq=False)
class Results:
    """What one observation came to.

    Attributes:
        definition: What it was rated with.
        criteria: The criteria that hold on its day.
        answers: The answers by item.
        results: The results by score.
        truths: What each of these criteria says, by id.
    """

    definition: Definition
    criteria: tuple[Criterion, ...]
    answers: Mapping[str, Answer]
    results: Mapping[str, Result]
    truths: Mapping[str, Truth]

    def scores(self) -> Iterator[ScorePart]:
        """The scores that stand for themselves: the one that is followed first, none that only helps another one."""
        checklist = self.definition.checklist
        main = main_score(checklist, self.criteria)
        inner = {member for score in checklist.scores for _, member in members_read(score, checklist.items)}
        tested = {
            test.score for each in self.criteria for _, test in leaves(each.condition) if not isinstance(test, ItemTest)
        }
        alone = [each for each in checklist.scores if each.id not in inner or each.id in tested or each.bands]
        for score in sorted(alone, key=lambda each: each.id != main):
            yield self._score(score, score.id == main)

    def _score(self, score: Score, is_main: bool) -> ScorePart:
        plan, result = self.definition.plan, self.results[score.id]
        lowered = plan.scores[score.id]
        there = result.n_used if result.value is not None else result.n_rated
        noun = "rating" if not any(member.is_score for member in lowered.members) else "part"
        excluded = result.n_expected - result.n_applicable
        low, high = ("" if end is None else plain(end) for end in lowered.range)
        return ScorePart(
            id=score.id,
            title=score.name,
            value=None if result.value is None else plain(result.value),
            shown=shown_result(plan, score.id, result),
            range=phrases.reach(low, high),
            band="" if result.band is None else score.bands[result.band].name,
            counts=phrases.counts(there, result.n_expected, result.n_missing, excluded, noun, result.value is not None),
            n_expected=result.n_expected,
            n_used=result.n_used,
            n_missing=result.n_missing,
            n_not_applicable=excluded,
            reason=None if result.reason is None else result.reason.value,
            sentences=tuple(self._sentences(score, result, is_main)),
            lowest=None if result.lowest is None else plain(result.lowest),
            highest=None if result.highest is None else plain(result.highest),
            is_main=is_main,
        )

    def _sentences(self, score: Score, result: Result, is_main: bool) -> Iterator[str]:
        """Why there is no score; of the main one also what would give one, and how far what is missing reaches."""
        if result.reason is not None:
            said = words.REASONS[result.reason].format(limit=missing_words(score).partition(";")[0])
            yield said if is_main else f"{said.partition(':')[0].rstrip('.')}."
            lacking = self._lacking(score.id) if is_main and result.reason in _WANTING else ()
            if lacking:
                yield phrases.needed([_short(self.definition.checklist.item[name].text) for name in lacking])
        if is_main or result.value is not None:
            yield from self._bounds(score.id, result)

    def _bounds(self, name: str, result: Result) -> Iterator[str]:
        """What it could still be; nothing where nothing is known yet, or nothing is missing."""
        low, high = result.lowest, result.highest
        if low is None or high is None or not result.n_rated or not result.n_missing:
            return
        plan = self.definition.plan
        ends = {"low": shown_number(plan, name, low), "high": shown_number(plan, name, high)}
        if low == high:
            yield from [words.WOULD_BE.format(**ends)] if result.value is None else []
        else:
            yield (words.COULD_BE if result.value is None else words.WITH_MISSING).format(**ends)

    def _lacking(self, name: str) -> tuple[str, ...]:
        """Items that would give the score if they were rated too, the first that do; empty where none would."""
        items = self._open_items(name)

        def would_do(n_items: int) -> bool:
            given = {item: rated(self.definition.checklist.item[item])[-1] for item in items[:n_items]}
            return self.definition.results({**self.answers, **given})[name].value is not None

        # What is there with some ratings is there with more, so the fewest are found by halving.
        return tuple(items[: bisect(range(len(items) + 1), False, key=would_do)]) if would_do(len(items)) else ()

    def _open_items(self, name: str) -> list[str]:
        """The items that keep a score from being there: those whose status it does not accept, then the missing."""
        parts: dict[str, Part] = {}
        ahead = [name]
        while ahead:
            for member in self.definition.plan.scores[ahead.pop()].members:
                if member.is_score:
                    ahead.append(member.id)
                else:
                    parts[member.id] = member.see(self.answers.get(member.id, MISSING)).part
        ids = [item.id for item in self.definition.checklist.items if item.id in parts]
        return [each for part in (Part.FORBIDDEN, Part.MISSING) for each in ids if parts[each] is part]

    def verdicts(self) -> Iterator[CriterionPart]:
        """The criteria that hold on the day."""
        for criterion in self.criteria:
            verdict = self.truths[criterion.id].name.lower()
            yield CriterionPart(
                criterion.id,
                criterion.name,
                verdict,
                words.VERDICTS[verdict],
                asks(criterion, self.definition.checklist),
                criterion.source,
            )
