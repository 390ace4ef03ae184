"""Teachable: what is taught, how, with what, and what it looks like when it is done."""

from __future__ import annotations

from typing import Protocol

import attrs

from fidelity.interfaces.question import Answer
from fidelity.model.component import Component


@attrs.frozen
class TrainingUnit:
    """One part of a training.

    Attributes:
        id: Its name within the definition.
        teaches: The components that it teaches, by id.
        method: How: ``behaviour rehearsal``, ``demonstration``.
        minutes: How long it takes; None where nobody said.
        materials: What is used.
    """

    id: str
    teaches: tuple[str, ...]
    method: str = ""
    minutes: int | None = None
    materials: tuple[str, ...] = ()


class Teachable(Protocol):
    """What a teachable intervention can be asked."""

    @property
    def units(self) -> tuple[TrainingUnit, ...]:
        """The parts of the training."""
        ...

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component."""
        ...


@attrs.frozen
class Teaching:
    """How an intervention is taught, as a definition file says it.

    Attributes:
        units: The parts of the training.
    """

    units: tuple[TrainingUnit, ...] = ()

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component: a unit, a method, materials, a practice profile with its opposite."""
        units = [unit for unit in self.units if component.id in unit.teaches]
        methods = sorted({unit.method for unit in units if unit.method})
        materials = [material for unit in units for material in unit.materials]
        practice = component.practice
        here = f"components: {component.id}"
        return (
            Answer(
                "a unit teaches it",
                bool(units),
                ", ".join(unit.id for unit in units),
                f"teachable: units: a unit with `teaches: [{component.id}]`",
            ),
            Answer(
                "the unit says by what method",
                bool(methods),
                ", ".join(methods),
                "teachable: units: `method`, such as `behaviour rehearsal`",
            ),
            Answer(
                "materials are named",
                bool(materials),
                ", ".join(materials),
                "teachable: units: `materials`, a list",
            ),
            Answer(
                "a practice profile says what it looks like",
                bool(practice.expected),
                practice.expected,
                f"{here}: `practice: {{expected: …}}`",
            ),
            Answer(
                "the profile says what is not it",
                bool(practice.unacceptable),
                practice.unacceptable,
                f"{here}: `practice: {{unacceptable: …}}`",
            ),
        )


NOTHING = Teaching()
"""The default: nothing is claimed."""
