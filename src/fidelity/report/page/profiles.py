"""What profiles change, as a page tells it: their changes in sentences, and what these do to every score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fidelity.difference.comparison import compare
from fidelity.difference.record import ChecklistDifference, CriterionDifference, FigureDifference, ScoreDifference
from fidelity.difference.verdict import Verdict
from fidelity.model.criterion import Criterion
from fidelity.model.item import Item
from fidelity.model.profile import Profile
from fidelity.model.score import Score
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.sentences import marked, sentence
from fidelity.plan.words import listed
from fidelity.report.difference_words import VERDICTS, criterion_example_words, recorded_words, score_example_words
from fidelity.report.page.record import MovePart, ProfilePart

Difference = ScoreDifference | CriterionDifference | FigureDifference


def profile_part(profile: Profile, published: Plan, changed: Plan, rules: Mapping[str, PythonRule]) -> ProfilePart:
    """One profile.

    Args:
        profile: The profile.
        published: The plan of the checklist as published.
        changed: The plan of the checklist as the profile has it.
        rules: The plugins' own rules by name, where a plan calls any.
    """
    difference = compare(published, changed, rules)
    still = [each.id for _, each in _all(difference) if each.verdict is Verdict.CANNOT_MOVE]
    return ProfilePart(
        id=profile.id,
        title=profile.title or profile.id,
        checklist=profile.checklist,
        source=profile.source,
        changes=(*_changes(profile), *(sentence(said) for said in recorded_words(difference))),
        moves=tuple(_move(noun, each) for noun, each in _all(difference) if each.verdict is not Verdict.CANNOT_MOVE),
        still=f"What does not move: {listed(map(marked, still))}." if still else "",
    )


def _all(of: ChecklistDifference) -> Iterator[tuple[str, Difference]]:
    yield from (("score", each) for each in of.scores)
    yield from (("criterion", each) for each in of.criteria)
    yield from (("figure", each) for each in of.figures)


def _changes(profile: Profile) -> Iterator[str]:
    if profile.leaves_out:
        yield f"Leaves out {listed(map(marked, profile.leaves_out))}."
    said: dict[tuple[str, str], list[str]] = {}
    for change in profile.replacements:
        verb = "Adds" if not change.replaces else "Changes" if change.replaces == change.part.id else "Replaces"
        name = marked(change.part.id)
        if verb == "Replaces":
            name = f"{marked(change.replaces)} by {name}"
        said.setdefault((verb, _noun(change.part)), []).append(name)
    for (verb, noun), names in said.items():
        yield f"{verb} the {_plural(noun) if len(names) > 1 else noun} {listed(names)}."


def _plural(noun: str) -> str:
    return {"criterion": "criteria"}.get(noun, f"{noun}s")


def _noun(part: Item | Score | Criterion) -> str:
    return "item" if isinstance(part, Item) else "score" if isinstance(part, Score) else "criterion"


def _move(noun: str, of: Difference) -> MovePart:
    example = ""
    if isinstance(of, ScoreDifference) and of.examples:
        example = score_example_words(of.examples[0], of.decimals)
    if isinstance(of, CriterionDifference) and of.example is not None:
        example = criterion_example_words(of.example)
    return MovePart(noun, of.id, VERDICTS[of.verdict], of.why, example)
