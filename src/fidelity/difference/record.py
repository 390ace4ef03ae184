"""What a comparison of two checklists finds: a verdict for each score and criterion, with its reasons and examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from fidelity.difference.verdict import Aspect, Base, Proof, Verdict
from fidelity.model.criterion import Truth
from fidelity.plan.result import Result


@attrs.frozen
class Sample:
    """The ratings of one example.

    Attributes:
        base: The plain ratings that it departs from.
        ratings: What is recorded, by item, for the items that matter here.
        changed: The items that are not as in the base.
        has_ends: Whether every item has a highest rating.
    """

    base: Base
    ratings: Mapping[str, str]
    changed: tuple[str, ...]
    has_ends: bool = True


@attrs.frozen
class ScoreExample:
    """Ratings for which a score differs.

    Attributes:
        aspect: What of it differs.
        sample: The ratings.
        old: What the old version makes of them.
        new: What the new version makes of them.
        old_band: The band in the old version, by id; empty where there is none.
        new_band: The band in the new version, by id; empty where there is none.
    """

    aspect: Aspect
    sample: Sample
    old: Result
    new: Result
    old_band: str
    new_band: str


@attrs.frozen
class CriterionExample:
    """Ratings, and perhaps a day, for which a criterion says something else.

    Attributes:
        aspect: What differs: what it says, or whether it can be told at all.
        sample: The ratings.
        day: The day of the observation; None for one without a date.
        old: What the old version says; None where it is not in force on that day.
        new: What the new version says; None where it is not in force on that day.
    """

    aspect: Aspect
    sample: Sample
    day: date | None
    old: Truth | None
    new: Truth | None


@attrs.frozen
class ScoreDifference:
    """One score, compared.

    Attributes:
        id: The score.
        title: Its name for people, in the newest version that has it.
        verdict: Whether it can move.
        proof: How that is known; None where there is nothing to prove.
        why: What differs in the two plans, a sentence without a full stop for each.
        examples: Ratings for which it differs: the simplest one for each aspect that was seen to differ.
        n_tried: How many different ratings were tried.
        decimals: How many digits people are shown, in the version that shows more.
        tried_all: Whether these stand for all that can be recorded, so that nothing else of it can move.
    """

    id: str
    title: str
    verdict: Verdict
    proof: Proof | None = None
    why: tuple[str, ...] = ()
    examples: tuple[ScoreExample, ...] = ()
    n_tried: int = 0
    decimals: int = 2
    tried_all: bool = False


@attrs.frozen
class CriterionDifference:
    """One criterion, compared.

    Attributes:
        id: The criterion.
        title: Its name for people, in the newest version that has it.
        verdict: Whether what it says can move.
        proof: How that is known; None where there is nothing to prove.
        why: What differs, a sentence without a full stop for each.
        example: Ratings for which it says something else; None where there is none.
        n_tried: How many different ratings were tried.
    """

    id: str
    title: str
    verdict: Verdict
    proof: Proof | None = None
    why: tuple[str, ...] = ()
    example: CriterionExample | None = None
    n_tried: int = 0


@attrs.frozen
class FigureDifference:
    """One figure over many observations, compared.

    Attributes:
        id: The figure.
        title: Its name for people, in the newest version that has it.
        verdict: Whether it can move.
        proof: How that is known; None where there is nothing to prove.
        why: What differs, a sentence without a full stop for each.
    """

    id: str
    title: str
    verdict: Verdict
    proof: Proof | None = None
    why: tuple[str, ...] = ()


@attrs.frozen
class ItemDifference:
    """What can be recorded for one item in one version only.

    Attributes:
        id: The item.
        refused: What the old version takes and the new one refuses.
        accepted: What the new version takes and the old one refuses.
    """

    id: str
    refused: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()


@attrs.frozen
class ChecklistDifference:
    """Two checklists, compared.

    Attributes:
        old: The old checklist, by id.
        new: The new checklist, by id.
        old_profile: The profile that made the old one, by id; empty for the checklist as published.
        new_profile: The profile that made the new one, by id; empty for the checklist as published.
        old_hash: The hash of the old plan.
        new_hash: The hash of the new plan.
        scores: The scores of both.
        criteria: The criteria of both.
        figures: The figures of both.
        items_added: Items that only the new one has, by id.
        items_removed: Items that only the old one has, by id.
        items: Items of both for which not the same can be recorded.
        wording: What changed that moves no number: texts, anchors, labels; a few words for each.
    """

    old: str
    new: str
    old_profile: str
    new_profile: str
    old_hash: str
    new_hash: str
    scores: tuple[ScoreDifference, ...]
    criteria: tuple[CriterionDifference, ...]
    figures: tuple[FigureDifference, ...]
    items_added: tuple[str, ...]
    items_removed: tuple[str, ...]
    items: tuple[ItemDifference, ...]
    wording: tuple[str, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict of every score, criterion and figure."""
        of: tuple[ScoreDifference | CriterionDifference | FigureDifference, ...]
        of = (*self.scores, *self.criteria, *self.figures)
        return tuple(each.verdict for each in of)

    @property
    def moves(self) -> bool:
        """Whether something is known to move, is gone, or can no longer be recorded."""
        gone = {Verdict.MOVES, Verdict.REMOVED} & {*self.verdicts}
        return bool(gone) or any(item.refused for item in self.items)

    @property
    def may_move(self) -> bool:
        """Whether it is not known of something whether it can move."""
        return Verdict.MAY_MOVE in self.verdicts


@attrs.frozen
class InterventionDifference:
    """Two versions of an intervention, compared.

    Attributes:
        old: The old version, as a command takes it: ``imr@1.0``.
        new: The new version.
        old_text_hash: The hash over all text of the old version; empty for one that was built in code.
        new_text_hash: The hash over all text of the new version.
        checklists: The checklists that both have.
        checklists_added: Checklists that only the new version has, by id.
        checklists_removed: Checklists that only the old version has, by id.
    """

    old: str
    new: str
    old_text_hash: str
    new_text_hash: str
    checklists: tuple[ChecklistDifference, ...]
    checklists_added: tuple[str, ...] = ()
    checklists_removed: tuple[str, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether something is known to move, is gone, or can no longer be recorded."""
        return bool(self.checklists_removed) or any(each.moves for each in self.checklists)

    @property
    def may_move(self) -> bool:
        """Whether it is not known of something whether it can move."""
        return any(each.may_move for each in self.checklists)

    @property
    def text_changed(self) -> bool:
        """Whether any text of the document changed."""
        return self.old_text_hash != self.new_text_hash
