"""A comparison of two versions on a page of plain text: what can move, what cannot, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fidelity.difference.record import (
    ChecklistDifference,
    CriterionDifference,
    FigureDifference,
    InterventionDifference,
    ItemDifference,
    ScoreDifference,
)
from fidelity.difference.verdict import Verdict
from fidelity.plan.sentences import marked
from fidelity.plan.words import listed
from fidelity.report.difference_words import (
    VERDICTS,
    criterion_example_words,
    known_by,
    recorded_words,
    score_example_words,
    score_remarks,
    tried_words,
)
from fidelity.report.grid import grid, paragraph

Part = ScoreDifference | CriterionDifference | FigureDifference


def difference_text(difference: InterventionDifference, width: int = 80) -> str:
    """A comparison.

    Args:
        difference: What was found.
        width: How wide the page is, in characters.
    """
    blocks = [f"{difference.old} → {difference.new}"]
    for checklist in difference.checklists:
        blocks += _checklist(checklist, width)
    for names, said in ((difference.checklists_added, "new"), (difference.checklists_removed, "gone")):
        if names:
            blocks.append(paragraph(f"Checklists that are {said}: {listed(names)}", width, "", "  "))
    blocks.append(paragraph(_verdict(difference), width))
    return "\n\n".join(blocks)


def _checklist(of: ChecklistDifference, width: int) -> Iterator[str]:
    old, new = _name(of.old, of.old_profile), _name(of.new, of.new_profile)
    yield f"Checklist {old}" if old == new else f"Checklist {old} → {new}"
    nouns: tuple[tuple[str, tuple[Part, ...]], ...] = (
        ("score", of.scores),
        ("criterion", of.criteria),
        ("figure", of.figures),
    )
    rows = [(noun, each.id, VERDICTS[each.verdict], _known(each)) for noun, parts in nouns for each in parts]
    if rows:
        yield grid(("", "id", "verdict", "how that is known"), rows, (), width)
    for noun, parts in nouns:
        for part in parts:
            lines = [*_why(part), *_examples(part)]
            if lines:
                head = paragraph(f"Why {noun} {part.id} {_asked(part)}", width)
                yield "\n".join([head, *(paragraph(line, width, "- ") for line in lines)])
    recorded = [paragraph(line, width, "- ") for line in _recorded(of)]
    if recorded:
        yield "\n".join(["What can be recorded", *recorded])
    if of.wording:
        wording = [paragraph(line, width, "- ") for line in of.wording]
        yield "\n".join(["What else changed: it moves no number, though raters may rate otherwise", *wording])


def _name(checklist: str, profile: str) -> str:
    return f"{checklist} with profile {profile}" if profile else checklist


def _known(part: Part) -> str:
    n_tried = 0 if isinstance(part, FigureDifference) else part.n_tried
    return known_by(part.proof, n_tried)


def _asked(part: Part) -> str:
    return {Verdict.CANNOT_MOVE: "cannot move, though it differs", Verdict.MAY_MOVE: "may move"}.get(
        part.verdict, "moves"
    )


def _why(part: Part) -> Iterator[str]:
    yield from part.why
    if not isinstance(part, FigureDifference) and part.why and tried_words(part):
        yield tried_words(part)


def _examples(part: Part) -> Iterator[str]:
    if isinstance(part, ScoreDifference) and part.examples:
        yield f"Example: {_lowered(score_example_words(part.examples[0], part.decimals))}"
        yield from score_remarks(part)
    if isinstance(part, CriterionDifference) and part.example is not None:
        yield f"Example: {_lowered(criterion_example_words(part.example))}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _recorded(of: ChecklistDifference) -> Iterator[str]:
    if of.items_added:
        yield f"new items: {listed(map(marked, of.items_added))}"
    if of.items_removed:
        yield f"items that are gone: {listed(map(marked, of.items_removed))}"
    yield from recorded_words(of)


def unlike_items(items: Iterable[ItemDifference]) -> bool:
    """Whether anything that could be recorded can be recorded no longer."""
    return any(item.refused for item in items)


def _verdict(of: InterventionDifference) -> str:
    """The whole in a sentence or two."""
    verdicts = [each for checklist in of.checklists for each in checklist.verdicts]
    n = {verdict: verdicts.count(verdict) for verdict in Verdict}
    refused = any(unlike_items(checklist.items) for checklist in of.checklists)
    said = []
    if n[Verdict.MOVES]:
        said.append(f"{n[Verdict.MOVES]} can move")
    if n[Verdict.MAY_MOVE]:
        said.append(f"{n[Verdict.MAY_MOVE]} may move")
    if n[Verdict.REMOVED]:
        said.append(f"{n[Verdict.REMOVED]} gone")
    if n[Verdict.ADDED]:
        said.append(f"{n[Verdict.ADDED]} new")
    if n[Verdict.CANNOT_MOVE]:
        said.append(f"{n[Verdict.CANNOT_MOVE]} cannot move")
    if not of.moves and not of.may_move:
        whole = "No score, criterion or figure can move: the same ratings give the same."
        whole += f" {n[Verdict.ADDED]} new." if n[Verdict.ADDED] else ""
    else:
        whole = f"Scores, criteria and figures: {', '.join(said)}."
    if refused:
        whole += " Some ratings can no longer be recorded."
    if of.text_changed:
        whole += " The text of the definition changed."
    return whole
