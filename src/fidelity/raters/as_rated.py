"""As rated: what a store holds as its raters saw it before they could see each other's ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from fidelity.raters.blind import rated_together
from fidelity.raters.independence import Independence, NotIndependent, independence
from fidelity.raters.trial import is_master
from fidelity.records.entry import Entry, Kind
from fidelity.records.observations import Stored

SINCE_OPENED = "since_opened"
"""The fact that says what became of a record once the others of its visit could be seen."""
CORRECTED, LATE = "corrected", "late"
"""It was corrected, and stands here as it was before; it was handed in only then."""


def as_rated(stored: Iterable[Stored], histories: Callable[[str], Sequence[Entry]]) -> list[Stored]:
    """The records, each with the ratings that its rater had given before those of others could be seen.

    Where, when and of whom is taken as it stands now: only ratings agree better once others are known. What a master
    says, and what raters agreed on, is what they say now. A record that was handed in later stays as it is, marked.

    Args:
        stored: All records of a store: with some left out, it could not be told when a visit was opened.
        histories: The entries of a record, by its id.
    """
    found: list[Stored] = []
    for group in rated_together(stored).values():
        if len(group) == 1:
            found += group
            continue
        known = independence(group, {each.record.id: histories(each.record.id) for each in group})
        found += [_as_rated(each, known[each.record.id]) for each in group]
    return found


def _as_rated(stored: Stored, known: Independence) -> Stored:
    if stored.record.kind == Kind.CONSENSUS or is_master(stored):
        return stored
    now = stored.observation
    if known.why_not is NotIndependent.AFTER_OPENING:
        return attrs.evolve(stored, observation=attrs.evolve(now, facts={**now.facts, SINCE_OPENED: LATE}))
    if known.observation.ratings == now.ratings:
        return stored
    return attrs.evolve(
        stored, observation=attrs.evolve(known.observation, facts={**now.facts, SINCE_OPENED: CORRECTED})
    )
