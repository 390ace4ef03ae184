"""What a comparison found, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from fidelity.difference.record import (
    ChecklistDifference,
    CriterionDifference,
    CriterionExample,
    Sample,
    ScoreDifference,
    ScoreExample,
)
from fidelity.difference.verdict import Aspect, Base, Proof, Verdict
from fidelity.model.criterion import Truth
from fidelity.model.number import plain
from fidelity.plan.result import SENTENCES, Result
from fidelity.plan.sentences import marked
from fidelity.plan.words import counted, listed, several
from fidelity.report.numbers import shown

FEW = 4
"""So many ratings are told one by one."""
VERDICTS = {
    Verdict.CANNOT_MOVE: "cannot move",
    Verdict.MAY_MOVE: "may move",
    Verdict.MOVES: "moves",
    Verdict.ADDED: "is new",
    Verdict.REMOVED: "is gone",
}
ASPECTS = {
    Aspect.VALUE: "its value",
    Aspect.PRESENCE: "whether it has a value",
    Aspect.REASON: "why it has no value",
    Aspect.BAND: "its band",
    Aspect.BOUNDS: "its bounds",
    Aspect.COUNTS: "its counts",
    Aspect.VERDICT: "whether it is met",
    Aspect.DECIDED: "whether it can be told",
}
_BASES = {
    Base.HIGHEST: "every item at its highest",
    Base.LOWEST: "every item at its lowest",
    Base.NOTHING: "nothing recorded",
}
_ENDLESS = {Base.HIGHEST: 10, Base.LOWEST: 0}
_TRUTHS = {
    Truth.MET: "met",
    Truth.NOT_MET: "not met",
    Truth.CANNOT_TELL: "cannot be told",
    None: "not in force",
}


def known_by(proof: Proof | None, n_tried: int) -> str:
    """How a verdict is known, in a few words; empty where there is nothing to prove."""
    if proof is Proof.EVERY_STATE:
        return "all states were tried"
    if proof is Proof.NONE and n_tried:
        return f"no example among {n_tried} tried"
    return {Proof.SAME_PLAN: "computed in the same way", Proof.EXAMPLE: "there is an example"}.get(
        proof or Proof.NONE, "" if proof is None else "not known"
    )


def sample_words(sample: Sample) -> str:
    """The ratings of an example, without a full stop: ``every item at its highest, but greets 1``."""
    if len(sample.ratings) <= FEW:
        return listed(_rated(item, text) for item, text in sample.ratings.items())
    said = _BASES[sample.base]
    if not sample.has_ends and sample.base in _ENDLESS:
        said += f" ({_ENDLESS[sample.base]} where numbers have no end)"
    if sample.changed:
        said += ", but " + listed(_rated(item, sample.ratings[item]) for item in sample.changed)
    return said


def _rated(item: str, text: str) -> str:
    return f"{marked(item)} {text}" if text else f"{marked(item)} not recorded"


def score_example_words(example: ScoreExample, decimals: int) -> str:
    """An example of a score in two sentences.

    Args:
        example: The example.
        decimals: How many digits people are shown.
    """
    ends = (_end(example, 0, decimals), _end(example, 1, decimals))
    if ends[0] == ends[1]:
        # They differ beyond the digits that are shown.
        ends = (_end(example, 0, None), _end(example, 1, None))
    said = sample_words(example.sample)
    return f"With {said}. Before: {ends[0]}. Now: {ends[1]}."


def _end(example: ScoreExample, side: int, decimals: int | None) -> str:
    result, band = ((example.old, example.old_band), (example.new, example.new_band))[side]
    if example.aspect is Aspect.COUNTS:
        return (
            f"{result.n_expected} expected, {result.n_applicable} apply, {result.n_rated} rated, "
            f"{result.n_missing} missing, {result.n_used} used"
        )
    said = _outcome(result, band, decimals)
    if example.aspect is Aspect.BOUNDS:
        ends = (result.lowest, result.highest)
        low, high = ("without limit" if end is None else _number(end, decimals) for end in ends)
        said += f", and it could still be {low} to {high}"
    return said


def _outcome(result: Result, band: str, decimals: int | None) -> str:
    if result.value is None:
        return f"no score, because {SENTENCES[result.reason] if result.reason else 'of its rule'}"
    return _number(result.value, decimals) + (f" (band {marked(band)})" if band else "")


def _number(value: Fraction, decimals: int | None) -> str:
    if decimals is None or (value * 10**decimals).denominator == 1:
        return plain(value)
    return f"about {shown(value, decimals)}"


def criterion_example_words(example: CriterionExample) -> str:
    """An example of a criterion in two sentences."""
    said = sample_words(example.sample)
    on = f", on {example.day.isoformat()}" if example.day else ""
    return f"With {said}{on}. Before: {_TRUTHS[example.old]}. Now: {_TRUTHS[example.new]}."


def score_remarks(of: ScoreDifference) -> list[str]:
    """What an example does not say: what else was seen to differ, and what cannot."""
    said = []
    if len(of.examples) > 1:
        said.append(f"Also seen to differ: {listed(ASPECTS[each.aspect] for each in of.examples[1:])}.")
    if of.examples and of.tried_all:
        seen = {each.aspect for each in of.examples}
        fixed = [ASPECTS[each] for each in (Aspect.VALUE, Aspect.PRESENCE, Aspect.BAND) if each not in seen]
        if fixed:
            said.append(f"All states were tried: {listed(fixed)} cannot move.")
    return said


def tried_words(of: ScoreDifference | CriterionDifference) -> str:
    """What was done where no example was found, in one sentence; empty where there is one, or none was looked for."""
    if of.proof is Proof.EVERY_STATE:
        return "The plans differ, and in no state that can occur does it matter: all were tried."
    if of.proof is Proof.NONE:
        return f"The plans differ, and {counted(of.n_tried, 'observation')} that were tried did not show it."
    return ""


def recorded_words(of: ChecklistDifference) -> Iterator[str]:
    """What only one version takes for items of both, without a full stop: once for all items of which it is so."""
    refused = {item.id: item.refused for item in of.items if item.refused}
    accepted = {item.id: item.accepted for item in of.items if item.accepted}
    yield from (f"no longer taken: {said}" for said in _by_texts(refused))
    yield from (f"taken now: {said}" for said in _by_texts(accepted))


def _by_texts(texts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    items: dict[tuple[str, ...], list[str]] = {}
    for item, each in texts.items():
        items.setdefault(each, []).append(item)
    for each, names in items.items():
        # What a scale measures is said in words, and a code is no word.
        said = (text if " " in text else marked(text) for text in each)
        yield f"{listed(said)} for {several([*map(marked, names)])}"
