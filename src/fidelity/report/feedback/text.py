"""Feedback on a page of plain text: the same content as the page of HTML, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fidelity.report.feedback import words
from fidelity.report.feedback.practice_record import GoalPart, Note, RatingPart, SeenPart, StrengthPart, TargetPart
from fidelity.report.feedback.record import Fact, Feedback
from fidelity.report.feedback.result_record import CriterionPart, ScorePart, TrendPart
from fidelity.report.grid import grid, paragraph

RULED = "_"


def feedback_text(feedback: Feedback, width: int = 80) -> str:
    """Feedback as plain text.

    Args:
        feedback: What it says.
        width: How wide the page is, in characters.
    """
    return _Sheet(width).whole(feedback)


class _Sheet:
    """A sheet of plain text of some width."""

    def __init__(self, width: int) -> None:
        self.width = width

    def whole(self, of: Feedback) -> str:
        """Every part that there is, with a blank line between two."""
        blocks = (
            self._head(of),
            self._section(of.strengths.heading, self._strengths(of)),
            self._section(words.LAST_TIME, self._goals(words.GOALS_INTRO, of.goals) if of.goals else ()),
            self._section(of.targets.heading if of.targets else "", self._targets(of)),
            self._section(words.RESULTS.format(noun=of.noun), self._results(of.scores, of.criteria)),
            self._section(words.TREND, self._trend(of.trend) if of.trend else ()),
            self._section(words.AGREE, self._agree(of)),
            self._section(words.RATINGS, [self._ratings(of.ratings)] if of.ratings else ()),
            self._section(words.PROVENANCE, [self._facts(of.provenance)]),
        )
        return "\n\n\n".join(block for block in blocks if block) + "\n"

    def _said(self, text: str, indent: str = "") -> str:
        return paragraph(text, self.width, indent)

    def _section(self, heading: str, blocks: Iterable[str]) -> str:
        """A part under its heading; nothing where it has no content."""
        held = [block for block in blocks if block]
        return "\n\n".join([f"{heading}\n{'-' * len(heading)}", *held]) if held else ""

    def _head(self, of: Feedback) -> str:
        title = self._said(of.title)
        rule = "=" * max(map(len, title.splitlines()))
        return "\n\n".join((self._said(of.kicker), f"{title}\n{rule}", self._facts(of.facts), self._said(of.greeting)))

    def _facts(self, of: Iterable[Fact]) -> str:
        held = list(of)
        wide = max((len(each.label) for each in held), default=0) + 2
        return "\n".join(self._fact(each, wide) for each in held)

    def _fact(self, of: Fact, wide: int) -> str:
        room = paragraph(of.text, self.width - wide).splitlines() or [""]
        return "\n".join((of.label.ljust(wide) if not place else " " * wide) + line for place, line in enumerate(room))

    def _strengths(self, of: Feedback) -> Iterator[str]:
        yield self._said(of.strengths.intro)
        yield from (self._strength(each) for each in of.strengths.items)
        yield self._said(of.strengths.more)

    def _strength(self, of: StrengthPart) -> str:
        lines = [paragraph(f"* {of.title}", self.width, "", "  ")]
        lines += [self._said(text, "  ") for text in (of.expected, of.remark) if text]
        return "\n".join((*lines, *self._notes(of.notes)))

    def _notes(self, notes: Iterable[Note], indent: str = "  ") -> Iterator[str]:
        yield from (self._said(f"{words.NOTED}: {note.text}", indent) for note in notes)

    def _goals(self, intro: str, goals: Iterable[GoalPart]) -> Iterator[str]:
        yield self._said(intro)
        for goal in goals:
            lines = [f"* {goal.text}", *(f"  {text}" for text in (goal.about, goal.agreed, *goal.since) if text)]
            yield "\n".join(paragraph(line.strip(), self.width, "" if line[0] == "*" else "  ") for line in lines)

    def _targets(self, of: Feedback) -> Iterator[str]:
        if of.targets is None:
            return
        yield self._said(of.targets.intro)
        for number, each in enumerate(of.targets.items, 1):
            yield "\n\n".join(self._target(each, number))
        if of.targets.rule:
            yield self._said(f"{words.HOW_CHOSEN}: {of.targets.rule}")

    def _target(self, of: TargetPart, number: int) -> Iterator[str]:
        yield paragraph(f"{number}. {of.title}", self.width, "", "   ")
        if of.expected:
            yield self._said(f"{words.EXPECTED}: {of.expected}", "   ")
        for each in of.seen:
            yield "\n".join(self._seen(each, of))
        for label, text in (("", of.more), (words.WHEN, of.when), (words.WHY_THIS, of.why)):
            if text:
                yield self._said(f"{label}: {text}" if label else text, "   ")

    def _seen(self, of: SeenPart, target: TargetPart) -> Iterator[str]:
        if of.text != target.title:
            yield self._said(of.text, "   ")
        seen = f"{of.seen} ({of.recorded})" if of.seen else of.recorded
        yield self._said(f"{words.SEEN}: {seen}", "     ")
        if of.best:
            yield self._said(f"{words.ASKED_FOR if target.kind == 'measure' else words.BEST}: {of.best}", "     ")
        yield from self._notes(of.notes, "     ")

    def _results(self, scores: Iterable[ScorePart], criteria: Iterable[CriterionPart]) -> Iterator[str]:
        held = list(scores)
        if held:
            rows = [(each.title, each.shown, each.band, each.counts) for each in held]
            kept = [place for place in range(len(words.SCORE_HEAD)) if any(row[place] for row in rows)]
            yield grid(
                [words.SCORE_HEAD[place] for place in kept], [[row[place] for place in kept] for row in rows], (1,),
                self.width,
            )  # fmt: skip
        told: dict[tuple[str, ...], list[str]] = {}
        for each in held:
            told.setdefault(each.sentences, []).append(each.title)
        for sentences, titles in told.items():
            if sentences:
                yield self._said(f"{'; '.join(titles)}: {' '.join(sentences)}")
        for criterion in criteria:
            yield "\n".join(self._criterion(criterion))

    def _criterion(self, of: CriterionPart) -> Iterator[str]:
        yield self._said(f"{of.title}: {of.says}")
        yield self._said(of.asks, "  ")
        if of.source:
            yield self._said(f"{words.SOURCE}: {of.source}", "  ")

    def _trend(self, of: TrendPart) -> Iterator[str]:
        yield from map(self._said, of.sentences)
        if len(of.points) > 1:
            rows = [(point.day, point.shown, point.remark) for point in of.points]
            yield grid((words.TREND_HEAD[0], of.title, words.TREND_HEAD[2]), rows, (1,), self.width)

    def _agree(self, of: Feedback) -> Iterator[str]:
        yield self._said(of.agree.intro)
        if of.agree.agreed:
            yield from self._goals(words.ALREADY.format(noun=of.noun), of.agree.agreed)
        for line in of.agree.lines:
            yield f"{line}:\n\n{RULED * self.width}"

    def _ratings(self, of: Iterable[RatingPart]) -> str:
        rows = []
        for each in of:
            notes = "".join(f" {words.NOTED}: {note.text}" for note in each.notes)
            rows.append((str(each.number), f"{each.text}{notes}", each.recorded))
        return grid(("", *words.RATING_HEAD), rows, (0,), self.width)
