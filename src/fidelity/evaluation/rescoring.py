"""Rescoring: stored ratings by another version or profile, both results kept side by side and never mixed."""

from __future__ import annotations

from datetime import date

import attrs

from fidelity.difference.comparison import compare
from fidelity.difference.sides import Sides
from fidelity.evaluation.comparability import Statement, score_statements
from fidelity.evaluation.crosswalk import Crossing, cross
from fidelity.evaluation.cuts import as_of, criterion_statements
from fidelity.evaluation.moves import SAID, Moves, ValueMoves, band_moves, criterion_moves, said, value_moves
from fidelity.plan.definition import Definition
from fidelity.plan.result import Result
from fidelity.ratings.dates import days
from fidelity.ratings.table import Ratings
from fidelity.scoring import Scores, score


@attrs.frozen(eq=False)
class Rescored:
    """The same ratings by two editions of their checklist.

    There is no mean in it, on purpose: a mean over some records by one edition and others by another says nothing.

    Attributes:
        then: The edition in which the ratings were made.
        now: The edition that was asked for.
        on: The day that counts as today.
        old: Their scores by the first, with the criteria in force on the day of each record.
        new: Their scores by the second, with the criteria in force today; the records in the same order.
        crossings: What became of each item.
        scores: What may be said of each score of both.
        criteria: What may be said of each criterion of both.
        verdicts: What each criterion said then and says now.
        values: What became of the values of each score that both have.
        bands: What became of the bands of each score that has any in both.
        wording: What else changed and moves no number, a few words for each: raters may rate otherwise.
    """

    then: Definition
    now: Definition
    on: date
    old: Scores
    new: Scores
    crossings: tuple[Crossing, ...]
    scores: tuple[Statement, ...]
    criteria: tuple[Statement, ...]
    verdicts: tuple[Moves, ...]
    values: tuple[ValueMoves, ...]
    bands: tuple[Moves, ...]
    wording: tuple[str, ...]

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.old)

    def results(self, row: int, score_id: str) -> tuple[Result | None, Result | None]:
        """What one score of one record comes to by both; None by an edition that does not have it.

        Args:
            row: The record, counted from 0.
            score_id: The score.
        """
        old, new = (
            scores.columns[score_id].result(row) if score_id in scores.columns else None
            for scores in (self.old, self.new)
        )
        return old, new

    def said(self, row: int, criterion: str) -> tuple[str, str]:
        """What one criterion said of one record then, and says now, as in `fidelity.evaluation.moves.SAID`.

        Args:
            row: The record, counted from 0.
            criterion: The criterion.
        """
        then, now = (SAID[int(said(scores, criterion)[row])] for scores in (self.old, self.new))
        return then, now


def rescore(then: Definition, now: Definition, ratings: Ratings, on: date) -> Rescored:
    """Stored ratings by another edition, beside what they came to by their own.

    Items are matched by id, and a rating is carried where it means the same to both (`fidelity.evaluation.crosswalk`).
    Whatever the other edition asks for beyond that is missing to it, so a score of it may rightly have no value, with
    the bounds between which it lies. The first edition judges each record by the criteria in force on its day, the
    second by those of today.

    Args:
        then: The edition in which the ratings were made.
        now: The edition that is asked for: another version, another profile, or the same one with the cuts of today.
        ratings: Ratings of the first edition.
        on: The day that counts as today.

    Raises:
        RatingsError: A date of the ratings is written in another form than year-month-day.
    """
    carried, crossings = cross(ratings, now.checklist)
    old, new = score(then.plan, ratings, then.rules), score(as_of(now.plan, on), carried, now.rules)
    rules = {**then.rules, **now.rules}
    difference = compare(then.plan, now.plan, rules)
    sides = Sides((then.plan, now.plan), rules)
    statements = score_statements(sides, difference.scores, crossings)
    criteria = criterion_statements(sides, statements, crossings, {*days(ratings)}, on)
    both = [name for name in old.columns if name in new.columns]
    banded = [name for name in both if then.checklist.score[name].bands and now.checklist.score[name].bands]
    return Rescored(
        then=then,
        now=now,
        on=on,
        old=old,
        new=new,
        crossings=crossings,
        scores=statements,
        criteria=criteria,
        verdicts=criterion_moves(old, new, [statement.id for statement in criteria]),
        values=tuple(value_moves(old.columns[name], new.columns[name]) for name in both),
        bands=tuple(band_moves(old, new, name) for name in banded),
        wording=difference.wording,
    )
