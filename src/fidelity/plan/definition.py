"""The definition of one edition of a checklist, ready to score with."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.intervention import Intervention
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result


@attrs.frozen(eq=False)
class Definition:
    """The definition of one edition, ready to score with.

    Attributes:
        intervention: The intervention.
        plan: The plan of the checklist that was rated.
        rules: The plugins' own rules that the plan calls, by name.
        distribution: What brought it: a plugin's distribution, or a file's name; empty for what is built in code.
        distribution_version: The version of that distribution; empty for a file.
        rule_names: The same rules by name, each with its version.
    """

    intervention: Intervention
    plan: Plan
    rules: Mapping[str, PythonRule] = attrs.field(factory=dict)
    distribution: str = ""
    distribution_version: str = ""
    rule_names: tuple[str, ...] = ()

    @property
    def checklist(self) -> Checklist:
        """The checklist."""
        return self.plan.checklist

    def results(self, answers: Mapping[str, Answer]) -> dict[str, Result]:
        """Every score of one observation.

        Args:
            answers: The answers by item.
        """
        return score_one(self.plan, answers, self.rules)
