"""Whether components and items belong together: each component is shown, and each item shows one."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.problems import Problem


def covered(subject: Subject) -> Iterator[Problem]:
    """Every component is shown by an item, and every item belongs to a component."""
    intervention = subject.intervention
    if not intervention.components:
        yield owed("no-components", "no core component is named", "add `components`", ())
        return
    shown = {item.component for checklist in intervention.assessable.checklists for item in checklist.items}
    for place, component in enumerate(intervention.components):
        if component.id not in shown:
            yield owed(
                "component-unseen",
                f"no item shows component `{component.id}`",
                f"add an item with `component: {component.id}`",
                ("components", place),
            )
    for number, checklist in enumerate(intervention.assessable.checklists):
        for place, item in enumerate(checklist.items):
            if not item.component:
                yield owed(
                    "item-homeless",
                    f"item `{item.id}` belongs to no component",
                    "add `component: …`",
                    ("assessable", "checklists", number, "items", place),
                )
