"""Everything that a page of feedback says, put together from one observation and what came before it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.about import VERSION
from fidelity.forms.blank import texts_beside_numbers
from fidelity.model.criterion import Truth
from fidelity.plan.judgement import judge_one
from fidelity.records.goals import Goal, StoredGoal
from fidelity.report.feedback import origin, phrases, words
from fidelity.report.feedback.agreed import Agreed
from fidelity.report.feedback.choice import Nearness, Strength, Target, Why, strengths, targets
from fidelity.report.feedback.demand import demanded
from fidelity.report.feedback.measure import Measure, measures
from fidelity.report.feedback.practice import Practice, also, name_of, recorded
from fidelity.report.feedback.practice_record import AgreePart, RatingPart, StrengthsPart, TargetsPart
from fidelity.report.feedback.record import Feedback
from fidelity.report.feedback.result_record import TrendPart
from fidelity.report.feedback.results import Results, main_score
from fidelity.report.feedback.standing import PracticePart, Seen, parts, standings
from fidelity.report.feedback.subject import Earlier, Subject, day_of
from fidelity.report.feedback.trend import Course, eyes_of
from fidelity.report.observation_scores import answers_of

MOST_STRENGTHS = 6
"""How many strengths are told in full; the others are named."""


def feedback_of(subject: Subject) -> Feedback:
    """The feedback on one observation.

    Args:
        subject: What it is about.
    """
    return _Telling.of(subject).feedback()


@attrs.frozen(eq=False)
class _Telling:
    """What was found out about one observation, ready to be told."""

    subject: Subject
    results: Results
    practice: Practice
    parts: tuple[PracticePart, ...]
    measured: tuple[Measure, ...]
    chosen: tuple[Target, ...]
    strong: tuple[Strength, ...]

    @classmethod
    def of(cls, subject: Subject) -> _Telling:
        """Score, judge and choose."""
        definition, checklist = subject.definition, subject.definition.checklist
        plan = definition.plan
        criteria = checklist.criteria_on(day_of(subject.observation))
        answers = answers_of(subject.observation.ratings, checklist)
        results = definition.results(answers)
        every = zip(plan.criteria, judge_one(plan, answers, results), strict=True)
        truths = {criterion.id: truth for criterion, truth in every if criterion in criteria}
        measured = measures(plan, criteria, results)
        counted = {item.id for measure in measured for item in measure.items}
        held = parts(standings(plan, definition.intervention, answers, counted), definition.intervention)
        unmet = [criterion for criterion in criteria if truths[criterion.id] == Truth.NOT_MET]
        chosen = targets(held, measured, demanded(plan, unmet, answers, results))
        notes = subject.observation.notes if subject.with_notes else {}
        return cls(
            subject,
            Results(definition, criteria, answers, results, truths),
            Practice(definition.intervention, plan, results, notes),
            held,
            measured,
            chosen,
            strengths(held, measured, chosen),
        )

    @property
    def voice(self) -> words.Voice:
        """How the page speaks."""
        return words.VOICES[self.subject.definition.checklist.unit]

    @property
    def judged(self) -> list[PracticePart | Measure]:
        """The parts of which something can be said."""
        told = [each for each in self.measured if each.is_short or each.is_best]
        return [*(part for part in self.parts if part.gap is not None), *told]

    def feedback(self) -> Feedback:
        """The page."""
        subject, definition = self.subject, self.subject.definition
        return Feedback(
            kicker=f"{self.voice.whose}: {definition.intervention.title}",
            title=self._title(),
            greeting=self._greeting(),
            noun=self.voice.noun,
            facts=tuple(origin.facts(subject)),
            strengths=self._strengths(),
            goals=tuple(self._agreed.part(each) for each in self._goals(before=True)),
            targets=self._targets() if self.judged else None,
            scores=tuple(self.results.scores()),
            criteria=tuple(self.results.verdicts()),
            trend=self._trend(),
            agree=AgreePart(
                self.voice.closing,
                tuple(self._agreed.part(each, is_new=True) for each in self._goals(before=False)),
                (self.voice.try_next, words.HELPS, words.LOOK_AGAIN),
            ),
            ratings=tuple(self._ratings()),
            provenance=tuple(fact for fact in origin.provenance(subject) if fact.text),
            made_of=origin.made_of(subject),
            engine=VERSION,
        )

    def _title(self) -> str:
        found = phrases.Finding(
            n_whole=sum(part.is_best for part in self.parts),
            n_parts=sum(part.gap is not None for part in self.parts),
            n_measures=sum(each.is_short or each.is_best for each in self.measured),
            found_best=any(each.nearness is not Nearness.NEAREST for each in self.strong),
            is_partial=self._is_partial,
            to_mend=any(each.why is Why.HAPPENED for each in self.chosen),
            aims=tuple(_aim(each) for each in self.chosen if each.why is not Why.HAPPENED),
            n_untold=self._n_untold,
        )
        return phrases.title(found, self.voice.noun)

    @property
    def _n_untold(self) -> int:
        """Of how many measures it cannot be said whether they are what is asked for."""
        return sum(not (each.is_short or each.is_best) for each in self.measured)

    def _greeting(self) -> str:
        said = self.voice.greeting.format(eyes=origin.eyes(self.subject))
        if not self._is_partial or not self.judged:
            return said
        n_due, n_unseen = self._n_due, self._n_unseen
        return f"{said} {words.ONLY_PART.format(n=n_due - n_unseen, of=n_due)}"

    @property
    def _is_partial(self) -> bool:
        """Whether more than a quarter of what was due has no rating."""
        return self._n_unseen * 4 > self._n_due

    @property
    def _n_due(self) -> int:
        return sum(each.seen is not Seen.NOT_DUE for part in self.parts for each in part.standings)

    @property
    def _n_unseen(self) -> int:
        return sum(each.seen is Seen.NOT_RATED for part in self.parts for each in part.standings)

    def _strengths(self) -> StrengthsPart:
        told = [self.practice.strength(each) for each in self.strong]
        found = {each.nearness for each in self.strong}
        if not told:
            seen = {each.seen for part in self.parts for each in part.standings}
            nothing = words.ONLY_COUNTED if Seen.COUNTED in seen else words.NOTHING_RATED
            return StrengthsPart(words.BEGINNING, words.NOTHING_NEAR if self.judged else nothing, (), "")
        heading = words.NEAREST if found == {Nearness.NEAREST} else words.STRENGTHS
        more = also(told[MOST_STRENGTHS:])
        return StrengthsPart(heading, self._strengths_intro(found), tuple(told[:MOST_STRENGTHS]), more)

    def _strengths_intro(self, found: set[Nearness]) -> str:
        """What the strengths have in common."""
        n_measures = sum(isinstance(each.of, Measure) for each in self.strong)
        if n_measures:
            return words.REACHED_ASKED if n_measures == len(self.strong) else words.BEST_OR_REACHED
        if len(found) > 1:
            return words.SOME_AT_BEST
        return (_INTROS_OF_ONE if len(self.strong) == 1 else _INTROS)[self.strong[0].nearness]

    def _targets(self) -> TargetsPart:
        told = tuple(self.practice.target(each) for each in self.chosen)
        heading = words.TARGETS[len(told)]
        if told:
            return TargetsPart(heading, words.ENOUGH[len(told)].format(noun=self.voice.noun), told, words.RULE)
        n_unseen = self._n_unseen
        all_best = not n_unseen and all(each.is_best for each in self.judged)
        intro = words.NONE_SHORT
        if all_best:
            reached = words.AS_FAR_AS_TOLD if self._n_untold else words.ALL_REACHED
            intro = reached if self.measured else words.ALL_BEST
        return TargetsPart(heading, " ".join(filter(None, (intro, phrases.unseen(n_unseen)))), (), "")

    def _trend(self) -> TrendPart | None:
        definition = self.subject.definition
        score = main_score(definition.checklist, self.results.criteria)
        if not score:
            return None
        eyes = eyes_of(self.subject.observation)
        course = Course(definition, score, self.results.criteria, self.voice.noun, eyes)
        return course.part(self._this, self.subject.earlier)

    @property
    def _this(self) -> Earlier:
        return Earlier(self.subject.observation, self.subject.definition)

    @property
    def _agreed(self) -> Agreed:
        every = (*self.subject.earlier, self._this)
        return Agreed(self.subject.definition, every)

    def _goals(self, before: bool) -> list[StoredGoal]:
        """The goals that were agreed before and are open, or those that were agreed at this visit."""
        return [each for each in self.subject.goals if self._is_new(each.goal) != before and each.goal.is_open]

    def _is_new(self, goal: Goal) -> bool:
        """Whether a goal was agreed at this visit, or since."""
        observation = self.subject.observation
        if goal.visit:
            return goal.visit == observation.visit
        return bool(observation.date) and goal.set_on.isoformat() >= observation.date

    def _ratings(self) -> Iterator[RatingPart]:
        checklist = self.subject.definition.checklist
        texts = texts_beside_numbers(checklist)
        for number, item in enumerate(checklist.items, 1):
            if item.id not in checklist.off:
                said = recorded(item, self.results.answers[item.id])
                yield RatingPart(item.id, number, texts[item.id], said, self.practice.noted([item.id]))


_INTROS = {
    Nearness.WHOLE: words.ALL_AT_BEST,
    Nearness.SINGLE: words.SINGLES_AT_BEST,
    Nearness.NEAREST: words.CAME_CLOSEST,
}
_INTROS_OF_ONE = {
    Nearness.WHOLE: words.ONE_AT_BEST,
    Nearness.SINGLE: words.SINGLE_AT_BEST,
    Nearness.NEAREST: words.CAME_CLOSEST,
}


def _aim(target: Target) -> str:
    """What is to be worked on, as a title names it."""
    return target.of.score.name if isinstance(target.of, Measure) else name_of(target.of)
