"""Whether the numbers that a definition states of itself are so."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.item import Use
from fidelity.model.members import members_read
from fidelity.problems import Problem


def counted(subject: Subject) -> Iterator[Problem]:
    """There are as many items as the publication states; what only helps to score another item is none of them."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        n_items = len(checklist.items) - len(_auxiliary(checklist))
        if checklist.n_items not in (None, n_items):
            yield Problem(
                "count-differs",
                f"checklist `{checklist.id}` is said to have {checklist.n_items} items, and has {n_items}",
                "count them in the source, and mend the list or `n_items`; what only helps to score an item, such as a "
                "raw count, is `use: unscored` and is not counted",
                ("assessable", "checklists", number, "n_items"),
            )


def _auxiliary(checklist: Checklist) -> set[str]:
    """The items that are recorded for the sake of a score that names them, such as a ceiling or a raw count.

    An item that is published and enters no score is `use: unscored` too, and no score names it: it is counted.
    """
    read = {name for score in checklist.scores for _, name in members_read(score, checklist.items)}
    return {item.id for item in checklist.items if item.use is Use.UNSCORED and item.id in read}
