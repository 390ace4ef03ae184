"""What went well and what to work on, as a page says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.forms.blank import STATUS_WORDS
from fidelity.intervention import Intervention
from fidelity.model.answer import Answer
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plan.words import listed
from fidelity.report.feedback import phrases, words
from fidelity.report.feedback.choice import Nearness, Strength, Target, Why
from fidelity.report.feedback.lean import Lean
from fidelity.report.feedback.measure import Measure
from fidelity.report.feedback.practice_record import Note, SeenPart, StrengthPart, TargetPart
from fidelity.report.feedback.results import asks_for, shown_result
from fidelity.report.feedback.standing import PracticePart, Standing
from fidelity.report.numbers import shown

ENDS = (Fraction(0), Fraction(100))
MOST_SEEN = 2
"""How many items of one part are shown with their anchors; the others are named."""


@attrs.frozen(eq=False)
class Practice:
    """What a page needs in order to speak of practice.

    Attributes:
        intervention: The intervention.
        plan: The plan of the checklist.
        results: The results by score.
        notes: What was noted, by item; empty where notes are to stay out.
    """

    intervention: Intervention
    plan: Plan
    results: Mapping[str, Result]
    notes: Mapping[str, str]

    def strength(self, of: Strength) -> StrengthPart:
        """One thing that went well."""
        if isinstance(of.of, Measure):
            return self._reached(of.of)
        items = tuple(each.item.id for each in of.items)
        title = words.KEPT_CLEAR.format(title=name_of(of.of)) if of.of.is_prohibited else name_of(of.of)
        part = StrengthPart(*of.of.key, title, of.nearness.value, _expected(of.of), "", items, self.noted(items))
        if of.nearness is Nearness.WHOLE:
            is_said = of.of.is_prohibited and bool(part.expected)
            return attrs.evolve(part, remark="" if is_said else phrases.at_best(len(items), of.of.is_prohibited))
        if of.nearness is Nearness.NEAREST:
            assert of.of.gap is not None
            share = shown((1 - of.of.gap) * 100, 0, ENDS)
            return attrs.evolve(part, remark=phrases.nearest(len(items), share))
        (best,) = of.items
        title = words.NOT_SO.format(title=best.item.text) if best.lean is Lean.FEWER else best.item.text
        within = words.PART_OF.format(title=name_of(of.of)) if of.of.component else ""
        return attrs.evolve(part, kind="item", id=best.item.id, title=title, expected=_anchor(best), remark=within)

    def _reached(self, measure: Measure) -> StrengthPart:
        items = tuple(item.id for item in measure.items)
        said = words.REACHED.format(shown=self._shown(measure), asked=self._asked(measure))
        return StrengthPart(
            "measure", measure.score.id, measure.score.name, "whole", self._of_component(measure), said, items,
            self.noted(items),
        )  # fmt: skip

    def target(self, of: Target) -> TargetPart:
        """One thing to work on."""
        asking = [criterion.name for criterion in of.criteria]
        if isinstance(of.of, Measure):
            return self._missed(of.of, phrases.why(of.why, True, asking))
        part = of.of
        reason = phrases.why(of.why, part.is_core, asking)
        title = words.AVOID.format(title=name_of(part)) if part.is_prohibited else name_of(part)
        seen = tuple(self._seen(each) for each in of.items[:MOST_SEEN])
        more = [f"“{each.item.text.rstrip('.')}”" for each in of.items[MOST_SEEN:]]
        return TargetPart(
            *part.key, title, _expected(part), self._when(part.id), seen, phrases.more_short(more), reason, of.why.value
        )

    def _missed(self, measure: Measure, why: str) -> TargetPart:
        items = [item.id for item in measure.items]
        seen = SeenPart(
            measure.score.id, measure.score.name, self._shown(measure), "", self._asked(measure), self.noted(items)
        )
        return TargetPart(
            "measure", measure.score.id, measure.score.name, self._of_component(measure),
            self._when(measure.component), (seen,), "", why, Why.ASKED.value,
        )  # fmt: skip

    def _seen(self, each: Standing) -> SeenPart:
        item = each.item
        seen = item.anchor(each.answer.code) if each.answer.code else ""
        best = item.anchor(each.best_code) if each.best_code else ""
        if each.lean is Lean.FEWER and item.scale.kind is Kind.COUNT and not item.steps:
            best = words.NOT_AT_ALL
        return SeenPart(item.id, item.text, recorded(item, each.answer), seen, best, self.noted([item.id]))

    def _shown(self, measure: Measure) -> str:
        return shown_result(self.plan, measure.score.id, self.results[measure.score.id])

    def _asked(self, measure: Measure) -> str:
        return " ".join(asks_for(self.plan, ((each.criterion, each.test) for each in measure.asked)))

    def _of_component(self, measure: Measure) -> str:
        component = self.intervention.component.get(measure.component)
        return component.practice.expected if component else ""

    def _when(self, component: str) -> str:
        """When a component is done, by the definition's steps."""
        steps = [step for step in self.intervention.doable.steps if step.component == component]
        return " ".join(filter(None, (phrases.when(step.when, step.minutes, step.needs) for step in steps)))

    def noted(self, items: Iterable[str]) -> tuple[Note, ...]:
        """What was noted at some items."""
        return tuple(Note(name, self.notes[name].strip()) for name in items if self.notes.get(name, "").strip())


def name_of(part: PracticePart) -> str:
    """A part's name for people: the component's title, or what is rated where there is no component."""
    return part.component.title if part.component else part.standings[0].item.text


def _expected(part: PracticePart) -> str:
    """What a part looks like as intended: the practice profile, else the best anchor of its only item."""
    if part.component and part.component.practice.expected:
        return part.component.practice.expected
    return _anchor(part.standings[0]) if len(part.standings) == 1 else ""


def _anchor(standing: Standing) -> str:
    return standing.item.anchor(standing.best_code) if standing.best_code else ""


def recorded(item: Item, answer: Answer) -> str:
    """An answer as its scale names it, or why there is none.

    Args:
        item: The item.
        answer: What was recorded.
    """
    unrated = {
        Status.MISSING: words.RATED_NOT,
        Status.INVALID: words.UNREADABLE,
        Status.OFF_BY_DESIGN: words.LEFT_OUT,
        **{status: label for status, (label, _) in STATUS_WORDS.items()},
    }
    if answer.status is not Status.RATED:
        return unrated[answer.status]
    if answer.persons:
        share = shown(100 * sum(answer.persons, Fraction(0)) / len(answer.persons), 0, ENDS)
        return words.PERSONS.format(n=len(answer.persons), share=share)
    label = next((point.label for point in item.scale.points if point.code == answer.code), "")
    if answer.code:
        if label and label.casefold() != answer.code.casefold():
            return words.LABELLED.format(label=label, code=answer.code)
        return label or answer.code
    number = "" if answer.value is None else plain(answer.value)
    unit = item.scale.unit or ("%" if item.scale.kind is Kind.PERCENT else "")
    return f"{number} {unit}" if unit else words.COUNTED.format(number=number)


def also(rest: Sequence[StrengthPart]) -> str:
    """The strengths for which there is no room, in a sentence."""
    return words.ALSO.format(titles=listed(f"“{each.title}”" for each in rest)) if rest else ""
