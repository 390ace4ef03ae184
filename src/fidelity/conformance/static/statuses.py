"""Whether every status that an item allows has its effect said."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.model.answer import allowed
from fidelity.model.members import members_read
from fidelity.model.status import FIXED, STRICT, Effect, Status
from fidelity.problems import Path, Problem


def said(subject: Subject) -> Iterator[Problem]:
    """What a status does to a score is said by the score or the checklist, and not left to the default."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        for place, score in enumerate(checklist.scores):
            names = {name for _, name in members_read(score, checklist.items)}
            may = {status for item in checklist.items if item.id in names for status in allowed(item)}
            silent = may - score.effects.keys() - checklist.effects.keys() - FIXED.keys()
            for status in sorted(silent, key=lambda each: each.value):
                yield owed(
                    "status-silent",
                    f"nothing says what {status.value} does to score `{score.id}`, so it is {STRICT[status].value}",
                    f"write `statuses: {{{status.value}: {STRICT[status].value}}}`, or what else it is to do",
                    ("assessable", "checklists", number, "scores", place),
                )


_UNSEEN = (Status.NOT_OBSERVED, Status.NOT_ASSESSABLE, Status.INSUFFICIENT_DATA)


def unseen(subject: Subject) -> Iterator[Problem]:
    """What nobody saw, or nobody could judge, counts as met in no score."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        way: Path = ("assessable", "checklists", number)
        said = [(way, "the checklist", checklist.effects)]
        said += [((*way, "scores", n), f"score `{each.id}`", each.effects) for n, each in enumerate(checklist.scores)]
        for path, who, effects in said:
            for status in (each for each in _UNSEEN if effects.get(each) is Effect.HIGHEST):
                yield Problem(
                    "unseen-counts-as-met",
                    f"{who} takes {status.value} for the highest rating",
                    f"write `{status.value}: counts_as_missing`, and say how many may be missing",
                    (*path, "statuses", status.value) if subject.holds((*path, "statuses")) else path,
                )
