"""Assessable: by what items it is seen, on what scales, and how well raters must agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from fidelity.interfaces.question import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.companion import Companion
from fidelity.model.component import Component
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.profile import Profile


class Assessable(Protocol):
    """What an assessable intervention can be asked."""

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        """The checklists, as published."""
        ...

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """What jurisdictions and studies change in them."""
        ...

    @property
    def companions(self) -> tuple[Companion, ...]:
        """Checklists of other interventions that are rated at the same visit."""
        ...

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component."""
        ...


@attrs.frozen
class Assessing:
    """How an intervention is assessed, as a definition file says it.

    Attributes:
        checklists: The checklists, as published.
        profiles: What jurisdictions and studies change in them.
        companions: Checklists of other interventions that are rated at the same visit.
    """

    checklists: tuple[Checklist, ...] = ()
    profiles: tuple[Profile, ...] = ()
    companions: tuple[Companion, ...] = ()

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component: items, anchors, evidence, raters, frequency, reliability."""
        pairs = [
            (checklist, item)
            for checklist in self.checklists
            for item in checklist.items
            if item.component == component.id
        ]
        checklists = {checklist.id: checklist for checklist, _ in pairs}
        return _of_items(component, [item for _, item in pairs]) + _of_checklists(tuple(checklists.values()))


def _of_items(component: Component, items: Sequence[Item]) -> tuple[Answer, ...]:
    evidence = sorted({source for item in items for source in item.evidence})
    unanchored = [item.id for item in items if not _is_anchored(item)]
    anchor = "an item first, then an `anchor` for each point of its scale"
    if unanchored:
        anchor = f"an `anchor` for each point, or `anchors` of item `{unanchored[0]}`"
    return (
        Answer(
            "an item shows it",
            bool(items),
            ", ".join(item.id for item in items),
            f"assessable: checklists: an item with `component: {component.id}`",
        ),
        Answer("every point has an anchor", bool(items) and not unanchored, "", anchor),
        Answer(
            "the evidence is named",
            bool(evidence),
            ", ".join(evidence),
            "the item's `evidence`, such as `[observation]`",
        ),
    )


def _of_checklists(checklists: Sequence[Checklist]) -> tuple[Answer, ...]:
    raters = sorted({rater for checklist in checklists for rater in checklist.rated_by})
    sampled = [each.sampling for each in checklists if each.sampling]
    reliable = [each.reliability for each in checklists if each.reliability]
    return (
        Answer("raters are named", bool(raters), ", ".join(raters), "the checklist's `rated_by`"),
        Answer(
            "it is said how often",
            bool(sampled),
            ", ".join(f"{each.n} every {each.every}" for each in sampled),
            "the checklist's `sampling: {per_practitioner: …}`",
        ),
        Answer(
            "there is a reliability target",
            bool(reliable),
            ", ".join(f"{each.statistic} at least {plain(each.at_least)}" for each in reliable),
            "the checklist's `reliability: {statistic: …, at_least: …}`",
        ),
    )


def _is_anchored(item: Item) -> bool:
    if item.scale.is_measure:
        return bool(item.steps or item.guidance)
    return all(item.anchor(point.code) for point in item.scale.points)


NOTHING = Assessing()
"""The default: nothing is claimed."""
