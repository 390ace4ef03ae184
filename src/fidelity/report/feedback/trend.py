"""How the score of one practitioner, team or site has gone: its own earlier values, against what a criterion asks.

Joined are only observations that were rated with the very same plan and by the same kind of eyes: people's ratings of
themselves, a program's and an observer's are three things. Nobody else's results are in it.

Whether scores rise or fall is said by a rule of run charts: from six values on, and where at the end of the series at
least five of them in a row (six from nine values on, seven from twenty-one) each lie above, or below, the one before;
values that are equal to the one before are passed over. See Perla, Provost and Murray (2011), *BMJ Quality & Safety*
20:46-51, and the Scottish training material that follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from fidelity.model.criterion import BandTest, Criterion, ItemTest, ScoreTest, Truth, leaves
from fidelity.model.number import plain
from fidelity.model.score import Band
from fidelity.plan.definition import Definition
from fidelity.plan.judgement import of_result
from fidelity.plan.result import Result
from fidelity.plan.words import listed
from fidelity.raters.blind import SELF
from fidelity.raters.one_record import MACHINE
from fidelity.records.observation import Observation
from fidelity.report.feedback import phrases, words
from fidelity.report.feedback.result_record import Line, TrendPart, TrendPoint
from fidelity.report.feedback.results import asks_for, shown_number, shown_result
from fidelity.report.feedback.subject import Earlier, day_words, in_order
from fidelity.report.observation_scores import answers_of

LEAST = 6
"""From how many values on it is said whether they rise or fall."""


def run_needed(n_values: int) -> int:
    """How many values in a row must rise, or fall, to be called a trend.

    Args:
        n_values: How many values there are.
    """
    return 5 if n_values <= 8 else 6 if n_values <= 20 else 7


def run_at_end(values: Sequence[Fraction]) -> int:
    """How many values at the end rise (above 0) or fall (below 0) in a row; equal ones are passed over.

    Args:
        values: The values in the order of time.
    """
    kept = [value for place, value in enumerate(values) if not place or value != values[place - 1]]
    length, rises = 1, kept[-1] > kept[-2] if len(kept) > 1 else True
    for before, after in zip(reversed(kept[:-1]), reversed(kept), strict=False):
        if (after > before) != rises:
            break
        length += 1
    return length if rises else -length


@attrs.frozen(eq=False)
class Course:
    """The observations of one practitioner, team or site, as one page follows them.

    Attributes:
        definition: What the page's own observation was rated with.
        score: The score that is followed, by id.
        criteria: The criteria that hold on the page's day.
        noun: What was rated: ``visit`` or ``review``.
        eyes: Whose eyes the page's own observation was seen with: ``self``, ``machine``, or empty for an observer's.
    """

    definition: Definition
    score: str
    criteria: tuple[Criterion, ...]
    noun: str
    eyes: str = ""

    def part(self, this: Earlier, earlier: Iterable[Earlier]) -> TrendPart:
        """How it has gone.

        Args:
            this: The page's own observation.
            earlier: The others, one for each visit.
        """
        every = in_order((*earlier, this))
        results = [self._result(each) for each in every]
        points = tuple(self._point(each, result, each is this) for each, result in zip(every, results, strict=True))
        joined = [
            result
            for point, result in zip(points, results, strict=True)
            if point.is_comparable and result is not None and result.value is not None
        ]
        low, high = self.definition.plan.scores[self.score].range
        return TrendPart(
            score=self.score,
            title=self.definition.checklist.score[self.score].name,
            points=points,
            lines=tuple(self._lines()),
            lowest=None if low is None else plain(low),
            highest=None if high is None else plain(high),
            sentences=tuple(self._sentences(points, joined)),
            picture=self._picture(points) if len(joined) > 1 else "",
            caption=self._caption(points) if len(joined) > 1 else "",
        )

    def _result(self, of: Earlier) -> Result | None:
        """What the score came to; None where it cannot be computed."""
        if of.definition is None or self.score not in of.definition.plan.scores:
            return None
        return of.definition.results(answers_of(of.observation.ratings, of.definition.checklist))[self.score]

    def _point(self, of: Earlier, result: Result | None, is_this: bool) -> TrendPoint:
        edition = of.observation.edition
        is_same = of.definition is not None and of.definition.plan.hash == self.definition.plan.hash
        remarks = [words.THIS_ONE.format(noun=self.noun)] if is_this else []
        if not is_same:
            version = " ".join(filter(None, (edition.version, edition.profile)))
            remarks.append(words.OTHER_VERSION.format(version=version))
        if eyes_of(of.observation) != self.eyes:
            remarks.append(words.EYES[eyes_of(of.observation)])
        return TrendPoint(
            date=of.observation.date,
            day=day_words(of.observation.date) if of.observation.date else words.NO_DATE,
            visit=of.observation.visit,
            value=None if result is None or result.value is None else plain(result.value),
            shown=words.NOT_COMPUTED
            if result is None or of.definition is None
            else shown_result(of.definition.plan, self.score, result),
            remark=", ".join(remarks),
            is_comparable=is_same and eyes_of(of.observation) == self.eyes,
            is_this=is_this,
        )

    def _tests(self) -> Iterator[tuple[Criterion, ScoreTest | BandTest]]:
        """What criteria ask of the score."""
        for criterion in self.criteria:
            for _, test in leaves(criterion.condition):
                if not isinstance(test, ItemTest) and test.score == self.score:
                    yield criterion, test

    def _lines(self) -> Iterator[Line]:
        seen: set[Fraction] = set()
        for criterion, test in self._tests():
            for end in self._ends(test):
                if end not in seen:
                    seen.add(end)
                    yield Line(criterion.name, plain(end), shown_number(self.definition.plan, self.score, end))

    def _ends(self, test: ScoreTest | BandTest) -> list[Fraction]:
        """The values at which a test begins or ceases to hold."""
        ranges = [test.range] if isinstance(test, ScoreTest) else [each.range for each in self._bands(test)]
        lows, highs = [each.low for each in ranges], [each.high for each in ranges]
        found = [] if None in lows else [min(low for low in lows if low is not None)]
        return found if None in highs else [*found, max(high for high in highs if high is not None)]

    def _bands(self, test: BandTest) -> list[Band]:
        return [band for band in self.definition.checklist.score[self.score].bands if band.id in test.bands]

    def _sentences(self, points: Sequence[TrendPoint], joined: Sequence[Result]) -> Iterator[str]:
        """What can be said, and what cannot."""
        noun = self.noun
        if len(points) == 1:
            yield words.FIRST.format(noun=noun)
        elif len(joined) < 2:
            said = words.ONLY_ONE if joined else words.NO_VALUES
            yield said.format(n=len(points), noun=noun)
        else:
            yield from self._asked(joined)
            yield _direction([each.value for each in joined if each.value is not None])
        n_others = sum(not point.is_comparable for point in points)
        if n_others:
            yield words.ONE_OTHER if n_others == 1 else words.OTHERS.format(n=phrases.number(n_others).capitalize())

    def _asked(self, joined: Sequence[Result]) -> Iterator[str]:
        plan = self.definition.plan
        for said, test in asks_for(plan, self._tests()).items():
            n_met = sum(of_result(test, result, plan) == Truth.MET for result in joined)
            yield f"{said} {words.SO_FAR.format(n=n_met, of=len(joined))}"

    def _picture(self, points: Sequence[TrendPoint]) -> str:
        """What the picture shows, in words."""
        drawn = [point for point in points if point.value is not None]
        values = listed(f"{point.shown}{f' ({point.remark})' if point.remark else ''}" for point in drawn)
        said = words.PICTURE.format(
            title=self.definition.checklist.score[self.score].name,
            n=len(drawn),
            noun=self.noun,
            first=drawn[0].day,
            last=drawn[-1].day,
            values=values,
        )
        lines = [words.PICTURE_LINE.format(shown=line.shown, label=line.label) for line in self._lines()]
        return " ".join((said, *(f"{line}." for line in lines)))

    def _caption(self, points: Sequence[TrendPoint]) -> str:
        """What the marks of the picture mean, of those that are in it."""
        drawn = [point for point in points if point.is_comparable and point.value is not None]
        there = {
            "this": any(point.is_this for point in drawn),
            "earlier": any(not point.is_this for point in drawn),
            "other": any(point.value is not None and not point.is_comparable for point in points),
            "none": any(point.value is None and point.is_comparable for point in points),
        }
        said = [words.CAPTION[name].format(noun=self.noun) for name, holds in there.items() if holds]
        lines = [words.CAPTION["line"].format(shown=line.shown, label=line.label) for line in self._lines()]
        return " ".join((*said, *lines))


def eyes_of(observation: Observation) -> str:
    """Whose eyes an observation was seen with, as far as that makes its numbers mean something else.

    Args:
        observation: The observation.

    Returns:
        ``self``, ``machine``, or an empty text for whoever observed.
    """
    role = observation.facts.get("role", "")
    return role if role in (SELF, MACHINE) else ""


def _direction(values: Sequence[Fraction]) -> str:
    """Whether the values rise or fall, as far as their number lets anybody say so."""
    if len(values) < LEAST:
        return words.TOO_FEW.format(n=phrases.number(len(values)).capitalize(), least=phrases.number(LEAST))
    run, needed = run_at_end(values), run_needed(len(values))
    if abs(run) < needed:
        return words.MIXED.format(needed=phrases.number(needed))
    return (words.RISING if run > 0 else words.FALLING).format(
        run=phrases.number(abs(run)), needed=phrases.number(needed)
    )
