"""Doable: when it is done, how long it takes, and what it needs."""

from __future__ import annotations

from typing import Protocol

import attrs

from fidelity.interfaces.question import Answer
from fidelity.model.component import Component, Role


@attrs.frozen
class PracticeStep:
    """When and with what a component is done.

    Attributes:
        component: The component, by id.
        when: At what moment.
        minutes: How long it takes; None where nobody said.
        needs: What must be at hand.
    """

    component: str
    when: str = ""
    minutes: int | None = None
    needs: tuple[str, ...] = ()


@attrs.frozen
class Requirements:
    """What the whole intervention needs.

    Attributes:
        caseload_at_most: How many families or clients one practitioner can have; None where nobody said.
        staff: Who may deliver it.
        session_minutes: How long a session takes; None where nobody said.
        setting: Where it is delivered.
    """

    caseload_at_most: int | None = None
    staff: str = ""
    session_minutes: int | None = None
    setting: str = ""


class Doable(Protocol):
    """What a doable intervention can be asked."""

    @property
    def steps(self) -> tuple[PracticeStep, ...]:
        """When and with what each component is done."""
        ...

    @property
    def requires(self) -> Requirements:
        """What the whole intervention needs."""
        ...

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component."""
        ...


@attrs.frozen
class Doing:
    """What doing an intervention takes, as a definition file says it.

    Attributes:
        steps: When and with what each component is done.
        requires: What the whole intervention needs.
    """

    steps: tuple[PracticeStep, ...] = ()
    requires: Requirements = Requirements()

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component: a moment, a time, and what the whole needs."""
        if component.kind is Role.PROHIBITED:
            return ()
        steps = [step for step in self.steps if step.component == component.id]
        when = [step.when for step in steps if step.when]
        minutes = [step.minutes for step in steps if step.minutes is not None]
        requires = self.requires
        session = requires.session_minutes
        here = f"doable: steps: a step with `component: {component.id}`"
        return (
            Answer("it is said when it is done", bool(when), "; ".join(when), f"{here} and `when`"),
            Answer(
                "it is said how long it takes",
                bool(minutes),
                f"{sum(minutes)} minutes" if minutes else "",
                f"{here} and `minutes`",
            ),
            Answer("staff is named", bool(requires.staff), requires.staff, "doable: requires: `staff`"),
            Answer(
                "the length of a session is named",
                session is not None,
                f"{session} minutes" if session is not None else "",
                "doable: requires: `session_minutes`",
            ),
        )


NOTHING = Doing()
"""The default: nothing is claimed."""
