"""The crosswalk: which stored ratings mean the same to another edition of a checklist, item by item and code by code.

Items are matched by id. A rating is carried where it means the same to both: a raw number of the same kind and unit, or
a code that is worth the same points on a scale that reaches from the same lowest to the same highest points. Labels may
differ. Where a scale has other ends, none of its ratings is carried, though a code may look the same: 2 of 0 to 2 is
the best there is, and 2 of 0 to 4 the middle. What is not carried is missing to the new edition, and never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.answer import MISSING, Answer, answers
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from fidelity.plan.sentences import marked
from fidelity.plan.words import several
from fidelity.ratings.encoding import everywhere, is_rated
from fidelity.ratings.measure import ends, wanted
from fidelity.ratings.table import Column, Ratings

_OFF = Answer(Status.OFF_BY_DESIGN)
_SHOWN = 6
_SAYS_NOTHING = frozenset({Status.MISSING, Status.OFF_BY_DESIGN})
"""The statuses that nobody recorded."""


class Fate(Enum):
    """What becomes of an item."""

    CARRIED = "carried"
    """Whatever can be recorded means the same to both."""
    IN_PART = "in_part"
    """Its scale has the same ends and other codes, or other limits: what means the same to both is carried."""
    NOT_CARRIED = "not_carried"
    """Its scale is another one: no rating is carried."""
    ADDED = "added"
    """It was not rated before: the old version does not have it, or leaves it out."""
    DROPPED = "dropped"
    """The new version does not have it."""
    LEFT_OUT = "left_out"
    """The new version leaves it out by design."""


@attrs.frozen
class Crossing:
    """What becomes of one item and of its ratings.

    Attributes:
        item: The item, by id.
        fate: What becomes of it.
        why: Why not all of it is carried, without a full stop; empty where it is.
        is_reworded: Whether its text, anchors or labels changed, so that raters may rate otherwise.
        n_rated: In how many records it was rated.
        n_carried: How many of these ratings are carried.
        n_statuses_lost: In how many records it has a status that the new version does not allow, and is missing there.
    """

    item: str
    fate: Fate
    why: str = ""
    is_reworded: bool = False
    n_rated: int = 0
    n_carried: int = 0
    n_statuses_lost: int = 0


def cross(ratings: Ratings, new: Checklist) -> tuple[Ratings, tuple[Crossing, ...]]:
    """Ratings as another edition of their checklist takes them, and what became of each item.

    Args:
        ratings: Ratings of the old version.
        new: The checklist of the new one.

    Returns:
        Ratings of the same observations in the same order, and a crossing for each item of the new version, then for
        each that it does not have.
    """
    old = ratings.checklist
    found = {item.id: _crossed(ratings, item, new) for item in new.items}
    columns = {name: column for name, (column, _) in found.items()}
    dropped = (_crossing(ratings, item.id, new) for item in old.items if item.id not in new.item)
    notes = {place: note for place, note in ratings.notes.items() if place[1] in new.item}
    crossings = (*(crossing for _, crossing in found.values()), *dropped)
    return attrs.evolve(ratings, checklist=new, columns=columns, notes=notes, remarks=()), crossings


def _crossing(ratings: Ratings, name: str, new: Checklist) -> Crossing:
    """What becomes of an item, before any of its ratings is carried."""
    old = ratings.checklist
    fate, why = fate_of(name, old, new)
    reworded = name in old.item and name in new.item and _is_reworded(old.item[name], new.item[name])
    n_rated = int(np.count_nonzero(is_rated(ratings.columns[name]))) if name in old.item else 0
    return Crossing(name, fate, why, reworded, n_rated)


def _crossed(ratings: Ratings, item: Item, new: Checklist) -> tuple[Column, Crossing]:
    """The column of one item of the new version, and what became of it."""
    crossing, old = _crossing(ratings, item.id, new), ratings.checklist
    off = item.id in new.off
    levels = answers(item, off)
    if off or item.id not in old.item:
        return everywhere(_OFF if off else MISSING, levels, len(ratings)), crossing
    before = ratings.columns[item.id]
    taken = [_taken(answer, old.item[item.id].scale, item, levels) for answer in before.levels]
    column = _column(before, taken, levels)
    statuses = np.array(
        [
            each is None and answer.status not in _SAYS_NOTHING | {Status.RATED}
            for each, answer in zip(taken, before.levels, strict=True)
        ]
    )
    return column, attrs.evolve(
        crossing,
        n_carried=int(np.count_nonzero(is_rated(column))),
        n_statuses_lost=int(np.count_nonzero(statuses[before.codes])),
    )


def _column(before: Column, taken: Sequence[Answer | None], levels: tuple[Answer, ...]) -> Column:
    """A column in which each answer of another is what it is taken for; what is not taken is missing."""
    further = {answer for answer in taken if answer is not None} - {*levels}
    levels = (*levels, *sorted(further, key=lambda answer: (answer.value or Fraction(0), answer.persons)))
    place = {answer: number for number, answer in enumerate(levels)}
    places: npt.NDArray[np.unsignedinteger] = np.array(
        [place[each or MISSING] for each in taken], np.min_scalar_type(len(levels) - 1)
    )
    return Column(places[before.codes], levels)


def _taken(answer: Answer, scale: Scale, item: Item, levels: tuple[Answer, ...]) -> Answer | None:
    """What an answer on an old scale is to an item of the new version; None where it is nothing."""
    if answer.status is not Status.RATED:
        return answer if answer in levels else None
    if fate_of_scales(scale, item.scale) is Fate.NOT_CARRIED:
        return None
    if item.scale.points:
        return answer if answer in levels else None
    low, high = ends(item.scale)
    inside = answer.value is None or ((low is None or answer.value >= low) and (high is None or answer.value <= high))
    return answer if inside else None


def fate_of(name: str, old: Checklist, new: Checklist) -> tuple[Fate, str]:
    """What becomes of an item that one of two versions has, or both, and why, without a full stop.

    Args:
        name: The item.
        old: The old version.
        new: The new one.
    """
    if name not in new.item:
        return Fate.DROPPED, "the new version does not have it"
    if name in new.off:
        return Fate.LEFT_OUT, "the new version leaves it out"
    if name not in old.item or name in old.off:
        return Fate.ADDED, "the old version " + ("leaves it out" if name in old.item else "does not have it")
    before, after = old.item[name].scale, new.item[name].scale
    fate = fate_of_scales(before, after)
    return fate, "" if fate is Fate.CARRIED else f"{scale_words(after)} (before: {scale_words(before)})"


def fate_of_scales(old: Scale, new: Scale) -> Fate:
    """Whether ratings on one scale mean the same on another: all of them, some, or none.

    Args:
        old: The scale on which they were made.
        new: The scale on which they are read.
    """
    if old.kind is not new.kind or (old.is_measure and old.unit != new.unit):
        return Fate.NOT_CARRIED
    if old.is_measure:
        return Fate.CARRIED if ends(old) == ends(new) else Fate.IN_PART
    before, after = ({point.code: point.points for point in scale.points} for scale in (old, new))
    if before == after:
        return Fate.CARRIED
    same_ends = (min(before.values()), max(before.values())) == (min(after.values()), max(after.values()))
    return Fate.IN_PART if same_ends and before.items() & after.items() else Fate.NOT_CARRIED


def scale_words(scale: Scale) -> str:
    """What can be rated on a scale, in a few words.

    Args:
        scale: The scale.
    """
    if scale.is_measure:
        many = "results of persons" if scale.kind is Kind.PERSONS else wanted(scale)
        return f"{many}, in {scale.unit}" if scale.unit else many
    codes = [
        marked(point.code) + ("" if point.code == plain(point.points) else f" for {plain(point.points)}")
        for point in scale.points
    ]
    return f"codes {several(codes, _SHOWN)}"


def _is_reworded(old: Item, new: Item) -> bool:
    """Whether raters read something else, in the item itself or at a code that both versions have."""
    labels = [
        {point.code: (point.label, item.anchor(point.code)) for point in item.scale.points} for item in (old, new)
    ]
    codes = labels[0].keys() & labels[1].keys()
    return (old.text, old.guidance) != (new.text, new.guidance) or any(labels[0][c] != labels[1][c] for c in codes)
