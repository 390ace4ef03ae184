"""Profiles: parts that take the place of others, parts that are added, and items that are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fidelity.definition.criteria import criterion
from fidelity.definition.items import item_maker
from fidelity.definition.part import Broken, Part
from fidelity.definition.scales import Scales
from fidelity.definition.scores import score
from fidelity.model.criterion import Criterion
from fidelity.model.item import Item
from fidelity.model.profile import Profile, Replacement
from fidelity.model.score import Score
from fidelity.problems import Problem

_Made = Item | Score | Criterion


def profile_maker(scales: Scales, checklists: Sequence[str]) -> Callable[[Part], Profile]:
    """What builds a profile.

    Args:
        scales: The scales.
        checklists: The ids of the checklists as they are written; empty for one that has none.
    """

    def make(part: Part) -> Profile:
        return _profile(part, scales, checklists)

    return make


def _profile(part: Part, scales: Scales, checklists: Sequence[str]) -> Profile:
    makers: dict[str, Callable[[Part], _Made]] = {
        "item": item_maker(scales),
        "score": score,
        "criterion": criterion,
    }
    written = [value for key in ("replaces", "adds") if isinstance(value := part.value.get(key), list)]
    replaced = part.list_of("replaces", lambda each: _replacement(each, makers))
    added = part.list_of("adds", lambda each: _addition(each, makers))
    checklist = _checklist(part, checklists)
    part.whole("leaves_out")
    if len(replaced) + len(added) < sum(map(len, written)):
        # What is left of it might contradict the checklist, or be nothing at all.
        raise Broken
    return part.made(
        Profile,
        id=part.name(),
        checklist=checklist,
        title=part.text("title"),
        source=part.text("source"),
        replacements=(*replaced, *added),
        leaves_out=part.texts("leaves_out"),
    )


def _checklist(part: Part, checklists: Sequence[str]) -> str:
    if part.has("checklist"):
        return part.name("checklist")
    if len(checklists) != 1:
        names = ", ".join(f"`{name}`" for name in checklists)
        help_ = f"add `checklist: …`: one of {names}" if names else "define a checklist first"
        part.report(Problem("missing-key", "`checklist` is missing, and there is not exactly one", help_))
        raise Broken
    if not checklists[0]:
        # That the one checklist has no id is its own mistake.
        raise Broken
    return checklists[0]


def _replacement(part: Part, makers: dict[str, Callable[[Part], _Made]]) -> Replacement:
    noun = next((noun for noun in makers if part.has(noun)), "")
    inner = part.inner("with")
    if not noun or inner is None:
        raise Broken
    return Replacement(part.name(noun), _made(inner, makers[noun]))


def _addition(part: Part, makers: dict[str, Callable[[Part], _Made]]) -> Replacement:
    noun = next((noun for noun in makers if part.has(noun)), "")
    inner = part.inner(noun) if noun else None
    if inner is None:
        raise Broken
    return Replacement("", _made(inner, makers[noun]))


def _made(part: Part, make: Callable[[Part], _Made]) -> _Made:
    try:
        return make(part)
    except Broken:
        part.log.remember(part)
        raise
