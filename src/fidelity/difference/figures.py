"""The figures of two versions, compared: a figure moves as what it is taken of does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from fidelity.difference.reasons import Reason, item_reasons, told
from fidelity.difference.record import CriterionDifference, FigureDifference, ScoreDifference
from fidelity.difference.sameness import same_member
from fidelity.difference.sides import Sides
from fidelity.difference.verdict import Aspect, Proof, Verdict
from fidelity.model.figure import Figure, FigureRule, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.plan.figure_words import figure_words
from fidelity.plan.item_member import figure_members
from fidelity.plan.sentences import marked_figure

Base = ScoreDifference | CriterionDifference


def figures(
    sides: Sides, scores: Mapping[str, ScoreDifference], criteria: Mapping[str, CriterionDifference]
) -> Iterator[FigureDifference]:
    """Every figure of two versions, compared.

    Args:
        sides: The old and the new version.
        scores: What was found of the scores, by id.
        criteria: What was found of the criteria, by id.
    """
    before, after = ({figure.id: figure for figure in side.figures} for side in sides.checklists)
    for name in dict.fromkeys((*before, *after)):
        title = (after.get(name) or before[name]).name
        if name not in after:
            yield FigureDifference(name, title, Verdict.REMOVED)
        elif name not in before:
            yield FigureDifference(name, title, Verdict.ADDED)
        else:
            yield _compared(sides, (before[name], after[name]), scores, criteria)


def _compared(
    sides: Sides,
    pair: tuple[Figure, Figure],
    scores: Mapping[str, ScoreDifference],
    criteria: Mapping[str, CriterionDifference],
) -> FigureDifference:
    new = pair[1]
    why = [*_own_reasons(sides, pair)]
    if why:
        return FigureDifference(new.id, new.name, Verdict.MAY_MOVE, Proof.NONE, told(why))
    base = _base(new.rule, scores, criteria)
    if base is None:
        why += _item_reasons(sides, pair)
        verdict, proof = (Verdict.MAY_MOVE, Proof.NONE) if why else (Verdict.CANNOT_MOVE, Proof.SAME_PLAN)
        return FigureDifference(new.id, new.name, verdict, proof, told(why))
    if base.verdict is Verdict.CANNOT_MOVE:
        return FigureDifference(new.id, new.name, base.verdict, base.proof)
    # Observations that are all like the example give the figure that the example has.
    moves = _main_aspect(base)
    verdict, proof = (Verdict.MOVES, Proof.EXAMPLE) if moves else (Verdict.MAY_MOVE, Proof.NONE)
    return FigureDifference(new.id, new.name, verdict, proof, told([(base.id, "not the same")]))


def _own_reasons(sides: Sides, pair: tuple[Figure, Figure]) -> Iterator[Reason]:
    """What differs in the figure itself; of what it is taken may have another name for people only."""
    old, new = ((figure.goal, figure.n_at_least, _of(figure.rule)) for figure in pair)
    if old != new:
        spoken = (attrs.evolve(figure, rule=marked_figure(figure.rule)) for figure in pair)
        words = [figure_words(figure, side) for figure, side in zip(spoken, sides.checklists, strict=True)]
        yield "", f"{words[1]} (before: {words[0]})"


def _of(rule: FigureRule) -> object:
    return MeanOfItemPercentages if isinstance(rule, MeanOfItemPercentages) else rule


def _base(
    rule: FigureRule, scores: Mapping[str, ScoreDifference], criteria: Mapping[str, CriterionDifference]
) -> Base | None:
    """What was found of the score or criterion that a figure is taken of; None where it is taken of items."""
    if isinstance(rule, ShareMeeting):
        return criteria[rule.criterion]
    return scores[rule.score] if isinstance(rule, MeanOfScore) else None


def _main_aspect(base: Base) -> bool:
    """Whether an example shows another verdict or value, which a share or mean of such observations has too."""
    if isinstance(base, ScoreDifference):
        return any(example.aspect is Aspect.VALUE for example in base.examples)
    example = base.example
    return example is not None and example.aspect is Aspect.VERDICT


def _item_reasons(sides: Sides, pair: tuple[Figure, Figure]) -> Iterator[Reason]:
    """What differs in the items of a mean of percentages."""
    old, new = (
        {member.id: member for member in figure_members(figure.rule.items, side)}
        for figure, side in zip(pair, sides.checklists, strict=True)
        if isinstance(figure.rule, MeanOfItemPercentages)
    )
    yield from ((name, "counted too") for name in new if name not in old)
    yield from ((name, "no longer counted") for name in old if name not in new)
    for name, member in new.items():
        if name in old and not same_member(sides, old[name], member):
            yield from [*item_reasons(sides, old[name], member)] or [(name, "not the same")]
