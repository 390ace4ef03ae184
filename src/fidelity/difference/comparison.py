"""Two versions of a checklist, compared: whether the same ratings can give another score or verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fidelity.difference.choice import unlike
from fidelity.difference.criteria import criteria
from fidelity.difference.figures import figures
from fidelity.difference.reasons import score_reasons
from fidelity.difference.record import ChecklistDifference, ScoreDifference, ScoreExample
from fidelity.difference.sameness import same_score
from fidelity.difference.search import Quest, search, simplest
from fidelity.difference.sides import Observation, Sides
from fidelity.difference.verdict import Aspect, Proof, Verdict
from fidelity.difference.wording import wording
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result

COUNTS = ("n_expected", "n_applicable", "n_rated", "n_missing", "n_used")
NO_RULES: Mapping[str, PythonRule] = {}


def compare(old: Plan, new: Plan, rules: Mapping[str, PythonRule] = NO_RULES) -> ChecklistDifference:
    """What can move between two versions of a checklist.

    Args:
        old: The plan of the old version.
        new: The plan of the new version.
        rules: The plugins' own rules by name, where a plan calls any.
    """
    sides = Sides((old, new), rules)
    before, after = sides.checklists
    items = [item.id for item in before.items if item.id in after.item]
    unlikes = (unlike(name, sides.checklists) for name in items)
    scores, said = tuple(_scores(sides)), tuple(criteria(sides))
    return ChecklistDifference(
        old=before.id,
        new=after.id,
        old_profile=before.profile,
        new_profile=after.profile,
        old_hash=old.hash,
        new_hash=new.hash,
        scores=scores,
        criteria=said,
        figures=tuple(figures(sides, {each.id: each for each in scores}, {each.id: each for each in said})),
        items_added=tuple(item.id for item in after.items if item.id not in before.item),
        items_removed=tuple(item.id for item in before.items if item.id not in after.item),
        items=tuple(each for each in unlikes if each.refused or each.accepted),
        wording=wording(before, after),
    )


def _scores(sides: Sides) -> Iterator[ScoreDifference]:
    before, after = (side.score for side in sides.checklists)
    for name in dict.fromkeys((*before, *after)):
        title = (after.get(name) or before[name]).name
        if name not in after:
            yield ScoreDifference(name, title, Verdict.REMOVED)
        elif name not in before:
            yield ScoreDifference(name, title, Verdict.ADDED)
        elif same_score(sides, name):
            yield ScoreDifference(name, title, Verdict.CANNOT_MOVE, Proof.SAME_PLAN)
        else:
            yield _unlike_score(sides, name, title)


def _unlike_score(sides: Sides, name: str, title: str) -> ScoreDifference:
    """A score that the two plans do not compute in the same way."""
    part = sides.of_scores((name,))

    def differs(observation: Observation) -> frozenset[Aspect]:
        return _aspects(*_results(part, name, observation))

    quest = Quest(part, part.items(), differs, ((0, name), (1, name)))
    outcome = search(quest)
    examples = []
    for aspect, observation in outcome.samples.items():
        shrunk, sample = simplest(quest, observation, aspect)
        examples.append(ScoreExample(aspect, sample, *_results(part, name, shrunk, anew=True)))
    verdict, proof = _verdict(bool(examples), outcome.is_proof)
    why = tuple(score_reasons(sides, name))
    digits = max(side.score[name].decimals for side in sides.checklists)
    n_tried, is_proof = outcome.n_tried, outcome.is_proof
    return ScoreDifference(name, title, verdict, proof, why, tuple(examples), n_tried, digits, is_proof)


def _verdict(has_example: bool, is_proof: bool) -> tuple[Verdict, Proof]:
    if has_example:
        return Verdict.MOVES, Proof.EXAMPLE
    return (Verdict.CANNOT_MOVE, Proof.EVERY_STATE) if is_proof else (Verdict.MAY_MOVE, Proof.NONE)


def _results(sides: Sides, name: str, observation: Observation, anew: bool = False) -> tuple[Result, Result, str, str]:
    """What a score comes to in both versions, and the bands, by id."""
    score = sides.scored if anew else sides.results
    old, new = (score(side, observation)[name] for side in (0, 1))
    return old, new, sides.band(0, name, old), sides.band(1, name, new)


def _aspects(old: Result, new: Result, old_band: str, new_band: str) -> frozenset[Aspect]:
    """What differs."""
    both = old.value is not None and new.value is not None
    differs = {
        Aspect.VALUE: both and old.value != new.value,
        Aspect.PRESENCE: (old.value is None) is not (new.value is None),
        Aspect.REASON: old.value is None and new.value is None and old.reason is not new.reason,
        Aspect.BAND: both and old_band != new_band,
        Aspect.BOUNDS: (old.lowest, old.highest) != (new.lowest, new.highest),
        Aspect.COUNTS: any(getattr(old, name) != getattr(new, name) for name in COUNTS),
    }
    return frozenset(aspect for aspect, is_so in differs.items() if is_so)
