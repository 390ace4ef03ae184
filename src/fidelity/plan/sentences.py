"""Whole sentences about scores, criteria and figures, made from their plan, with every id between backticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest
from fidelity.model.figure import Figure, FigureRule, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.number import plain
from fidelity.model.rule import Ladder, Rate, Ratio, Rule
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from fidelity.plan.figure_words import figure_words
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.plan.words import EFFECTS, criterion_words, listed, missing_words, rule_words

MANY = 6
"""So many members are named within a sentence."""


def sentence(words: str) -> str:
    """Words as a sentence: a capital letter, unless an id comes first, and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def rule_sentence(score: Score, checklist: Checklist) -> str:
    """What a score is."""
    return sentence(rule_words(_marked_score(score, checklist), checklist))


def brief_rule(score: Score, checklist: Checklist) -> str:
    """What a score is, without a full stop, where none of its members are listed below: many of them are counted."""
    n, scores = len(score.of.ids), {*score.of.ids} & {*checklist.score}
    noun = "scores" if len(scores) == n else "parts" if scores else "items"
    return rule_sentence(score, checklist).rstrip(".").replace(f"the {n} below", f"{n} {noun}")


def members_sentence(score: Score, plan: ScorePlan) -> str:
    """What a score is made of, where its rule names a group or many; else empty."""
    if score.of.every or (score.of.ids and not _are_many(score)):
        return ""
    names = [marked(member.id) for member in plan.members if not member.off]
    return f"{_noun(plan, len(names)).capitalize()}: {listed(names)}."


def _are_many(score: Score) -> bool:
    """Whether a rule's sentence would be lost among the names of its members."""
    return len(score.of.ids) > MANY and not isinstance(score.rule, Ratio | Rate | Ladder)


def _noun(plan: ScorePlan, number: int) -> str:
    """What a score is made of: items, scores, or both."""
    kinds = {member.is_score for member in plan.members}
    word = "item" if kinds == {False} else "score" if kinds == {True} else "part"
    return word if number == 1 else f"{word}s"


def limit_sentences(score: Score, plan: Plan) -> tuple[str, ...]:
    """What may be missing from a score, and what each status does that its members can have.

    Args:
        score: The score.
        plan: The plan that it is part of.
    """
    noun = {"item": "rating"}.get(name := _noun(plan.scores[score.id], 1), name)
    return (sentence(missing_words(score, noun)), *_status_sentences(plan, score.id))


def _status_sentences(plan: Plan, name: str) -> Iterator[str]:
    """From the effects that the engine reads: a status that cannot occur is not spoken of."""
    does: dict[tuple[Status, Effect], None] = {}
    applies: dict[Effect, None] = {}
    for member in plan.scores[name].members:
        if member.is_score and _may_not_apply(plan, member.id):
            # Of a score that it is made of, a score is told only that nothing applies.
            applies[member.effect(Status.NOT_APPLICABLE)] = None
        elif not member.is_score and not member.off:
            does |= dict.fromkeys(member.effects)
    for status, effect in sorted(does, key=lambda each: list(Status).index(each[0])):
        yield sentence(f"{status.value.replace('_', ' ')} {EFFECTS[effect]}")
    for effect in applies:
        yield sentence(f"a score in it to which nothing applies {EFFECTS[effect]}")


def _may_not_apply(plan: Plan, name: str) -> bool:
    """Whether it can be that nothing applies to a score."""
    members = plan.scores[name].members
    return any(
        member.off
        or (
            Effect.EXCLUDED in dict(member.effects).values()
            and (not member.is_score or _may_not_apply(plan, member.id))
        )
        for member in members
    )


def reach_sentence(plan: ScorePlan) -> str:
    """How far a score can reach."""
    low, high = ("" if end is None else plain(end) for end in plan.range)
    if low and high:
        return f"It lies between {low} and {high}."
    if low:
        return f"It is at least {low}, without an upper limit."
    if high:
        return f"It is at most {high}, without a lower limit."
    return "Its range has no fixed ends."


def reverse_sentences(score: Score, plan: ScorePlan) -> tuple[str, ...]:
    """What counting backwards means for each member that does."""
    return tuple(
        f"{marked(member.id)} counts backwards: {plain(member.lowest + member.highest)} minus its points."
        for member in plan.members
        if member.reverse and member.lowest is not None and member.highest is not None
    )


def criterion_sentence(criterion: Criterion, checklist: Checklist) -> str:
    """What a criterion asks for, and between which days."""
    condition = marked_condition(criterion.condition, checklist)
    return f"Asks for {criterion_words(attrs.evolve(criterion, condition=condition), checklist)}."


def figure_sentence(figure: Figure, checklist: Checklist) -> str:
    """What a figure over many observations is."""
    return sentence(figure_words(attrs.evolve(figure, rule=marked_figure(figure.rule)), checklist))


def marked(name: str) -> str:
    """An id as text shows it."""
    return f"`{name}`"


def _all_marked(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(marked, names))


def _marked_members(of: Members, checklist: Checklist) -> Members:
    return attrs.evolve(of, ids=_all_marked(name for name in of.ids if name not in checklist.off))


def _marked_score(score: Score, checklist: Checklist) -> Score:
    """The same score with every id marked, for the words that are made of it, without what a profile leaves out."""
    return attrs.evolve(
        score,
        rule=marked_rule(score.rule),
        of=Members((f"the {len(score.of.ids)} below",)) if _are_many(score) else _marked_members(score.of, checklist),
        reverse=frozenset(_all_marked(score.reverse)),
        weights={marked(name): weight for name, weight in score.weights.items()},
    )


def marked_rule(rule: Rule) -> Rule:
    """The same rule with every id marked, for the words that are made of it."""
    if isinstance(rule, Ratio):
        return attrs.evolve(rule, to=_all_marked(rule.to))
    if isinstance(rule, Rate):
        return attrs.evolve(rule, per=marked(rule.per))
    if isinstance(rule, Ladder):
        steps = (
            attrs.evolve(step, needs=tuple(attrs.evolve(need, of=_all_marked(need.of)) for need in step.needs))
            for step in rule.steps
        )
        return attrs.evolve(rule, steps=tuple(steps))
    return rule


def marked_condition(condition: Condition, checklist: Checklist) -> Condition:
    """The same condition with every id marked and every band by its name, for the words that are made of it.

    Args:
        condition: The condition.
        checklist: The checklist that it belongs to.
    """
    if isinstance(condition, All | Any):
        return attrs.evolve(condition, of=tuple(marked_condition(part, checklist) for part in condition.of))
    if isinstance(condition, ItemTest):
        return attrs.evolve(condition, items=_marked_members(condition.items, checklist))
    if isinstance(condition, BandTest):
        names = {band.id: band.name for band in checklist.score[condition.score].bands}
        bands = tuple(f"“{names[band]}”" for band in condition.bands)
        return attrs.evolve(condition, score=marked(condition.score), bands=bands)
    return attrs.evolve(condition, score=marked(condition.score))


def marked_figure(rule: FigureRule) -> FigureRule:
    """The same rule of a figure with every id marked, for the words that are made of it."""
    match rule:
        case ShareMeeting(criterion):
            return ShareMeeting(marked(criterion))
        case MeanOfScore(score):
            return MeanOfScore(marked(score))
        case MeanOfItemPercentages(items):
            return MeanOfItemPercentages(attrs.evolve(items, ids=_all_marked(items.ids)))
