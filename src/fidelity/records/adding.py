"""Many new records added at once: those that cannot be are told, and the others go in."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from fidelity.records.log import Log
from fidelity.records.refusals import Conflict, Erased
from fidelity.records.revising import Revision, revise


@attrs.frozen
class Added:
    """What became of many records that were to be added.

    Attributes:
        n_new: How many were new.
        n_known: How many were there already.
        clashes: The conflict of each whose id is there with another content.
        erased: The ids of those that were erased before, and stay so.
    """

    n_new: int
    n_known: int
    clashes: tuple[Conflict, ...]
    erased: tuple[str, ...]


def add(log: Log, revisions: Iterable[Revision]) -> Added:
    """Append what is new.

    Args:
        log: The log, in a transaction.
        revisions: First revisions of records.
    """
    n_new, n_known, conflicts, erased = 0, 0, list[Conflict](), list[str]()
    for wanted in revisions:
        try:
            _, is_new = revise(log, wanted)
        except Conflict as conflict:
            conflicts.append(conflict)
        except Erased:
            erased.append(wanted.record)
        else:
            n_new, n_known = n_new + is_new, n_known + (not is_new)
    return Added(n_new, n_known, tuple(conflicts), tuple(erased))
