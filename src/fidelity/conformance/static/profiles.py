"""Whether each profile changes what it says that it changes."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion
from fidelity.model.item import Item
from fidelity.model.profile import changes
from fidelity.model.score import Score
from fidelity.problems import Problem


def changing(subject: Subject) -> Iterator[Problem]:
    """No profile replaces a part by the very same part."""
    assessed = subject.intervention.assessable
    published = {checklist.id: checklist for checklist in assessed.checklists}
    for place, profile in enumerate(assessed.profiles):
        for way, change in changes(profile):
            if change.replaces and change.part in _namesakes(change.part, published[profile.checklist]):
                yield Problem(
                    "profile-unchanged",
                    f"profile `{profile.id}` replaces `{change.replaces}` by what it is already",
                    "write down what is different, or leave it out",
                    ("profiles", place, *way),
                )


def _namesakes(part: Item | Score | Criterion, checklist: Checklist) -> tuple[Item | Score | Criterion, ...]:
    if isinstance(part, Item):
        return checklist.items
    return checklist.scores if isinstance(part, Score) else checklist.criteria
