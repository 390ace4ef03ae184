"""Learnable: how a practitioner comes to do it well, by what criterion, with what coaching."""

from __future__ import annotations

from typing import Protocol

import attrs

from fidelity.interfaces.question import Answer
from fidelity.model.component import Component
from fidelity.model.period import Period


@attrs.frozen
class LearningStep:
    """One stage on the way to competence.

    Attributes:
        id: Its name within the definition.
        criterion: The criterion of a checklist that must be met, by id.
        times: How often.
        in_a_row: Whether without a miss in between.
        within: In what time, such as ``6 months``; None where nothing is said, as in the two periods below.
        coaching: How often there is coaching meanwhile.
        components: The components that it is about, by id; empty for all.
        every: How often the criterion is to be met again, such as ``1 month``.
        during: For how long, such as ``2 years``.
    """

    id: str
    criterion: str
    times: int = 1
    in_a_row: bool = False
    within: Period | None = None
    coaching: str = ""
    components: tuple[str, ...] = ()
    every: Period | None = None
    during: Period | None = None

    def about(self, component: Component) -> bool:
        """Whether this stage is about a component."""
        return not self.components or component.id in self.components

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that bound it, in words: ``6 months``, ``every 1 month during 2 years``."""
        again = f"every {self.every} " if self.every else ""
        lasting = f"{again}during {self.during}" if self.during else ""
        return tuple(said for said in (str(self.within or ""), lasting) if said)


class Learnable(Protocol):
    """What a learnable intervention can be asked."""

    @property
    def pathway(self) -> tuple[LearningStep, ...]:
        """The stages on the way to competence, in order."""
        ...

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component."""
        ...


@attrs.frozen
class Learning:
    """How an intervention is learnt, as a definition file says it.

    Attributes:
        pathway: The stages on the way to competence, in order.
    """

    pathway: tuple[LearningStep, ...] = ()

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """What is claimed of one component: a stage with a criterion, its repetition, a time, coaching."""
        steps = [step for step in self.pathway if step.about(component)]
        repeated = [f"{step.criterion} × {step.times}" + (" in a row" if step.in_a_row else "") for step in steps]
        times = [said for step in steps for said in step.periods]
        coaching = [step.coaching for step in steps if step.coaching]
        return (
            Answer(
                "a pathway has a criterion for it",
                bool(steps),
                ", ".join(repeated),
                "learnable: pathway: a step with `criterion`",
            ),
            Answer(
                "the pathway has a time",
                bool(times),
                ", ".join(times),
                "learnable: pathway: `within`, such as `6 months`",
            ),
            Answer(
                "coaching contact is defined",
                bool(coaching),
                ", ".join(coaching),
                "learnable: pathway: `coaching`, such as `fortnightly`",
            ),
        )


NOTHING = Learning()
"""The default: nothing is claimed."""
