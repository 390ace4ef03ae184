"""What a script must give: the exact engine's results, written as the script writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from fidelity.model.answer import INVALID, Answer
from fidelity.model.number import plain
from fidelity.plan.exact import score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.ratings.cells import Cells, cells_of
from fidelity.report.numbers import cuts_of, shown

COUNTS = ("n_expected", "n_applicable", "n_rated", "n_missing", "n_used")
State = tuple[dict[str, str], str]
"""One observation as a form holds it: texts by item, and the day."""


@attrs.frozen(eq=False)
class Expected:
    """The exact engine for one plan.

    Attributes:
        plan: The plan.
    """

    plan: Plan

    @cached_property
    def cells(self) -> dict[str, Cells]:
        """The reader of each item."""
        return {item.id: cells_of(item, self.plan.checklist) for item in self.plan.checklist.items}

    @cached_property
    def cuts(self) -> dict[str, frozenset[Fraction]]:
        """The numbers that each score must not be rounded onto."""
        return {name: cuts_of(self.plan, name) for name in self.plan.scores}

    def answers(self, texts: Mapping[str, str]) -> dict[str, Answer]:
        """What texts mean; one that means nothing is invalid."""
        return {name: cells.answer(texts.get(name, "")) or INVALID for name, cells in self.cells.items()}

    def of(self, state: State) -> dict[str, Any]:
        """What a script must give for one observation."""
        texts, day = state
        answers = self.answers(texts)
        results = score_one(self.plan, answers)
        return {
            "scores": {name: self.written(name, result) for name, result in results.items()},
            "criteria": self.verdicts(answers, results, date.fromisoformat(day) if day else None),
        }

    def written(self, name: str, result: Result) -> dict[str, Any]:
        """A result as a script writes it."""
        numbers = {"": result.value, "_lowest": result.lowest, "_highest": result.highest}
        decimals, cuts = self.plan.checklist.score[name].decimals, self.cuts[name]
        return {
            **{f"shown{end}": "" if each is None else shown(each, decimals, cuts) for end, each in numbers.items()},
            **{end[1:] or "value": None if each is None else plain(each) for end, each in numbers.items()},
            **{count: getattr(result, count) for count in COUNTS},
            "reason": result.reason and result.reason.value,
            "band": result.band,
        }

    def verdicts(
        self, answers: Mapping[str, Answer], results: Mapping[str, Result], day: date | None
    ) -> dict[str, str]:
        """What each criterion says on a day; of several with one id, the one that is in force."""
        said: dict[str, str] = {}
        for criterion, truth in zip(self.plan.criteria, judge_one(self.plan, answers, results), strict=True):
            said.setdefault(criterion.id, "not_in_force")
            if criterion.in_force(day):
                said[criterion.id] = truth.name.lower()
        return said


def differences(states: Iterable[State], given: Iterable[Any], expected: Expected) -> list[str]:
    """Where a script says something else than the exact engine."""
    return [
        f"{expected.plan.checklist.id} {expected.plan.checklist.profile}: {state}: {each} is not {right}"
        for state, each in zip(states, given, strict=True)
        if each != (right := expected.of(state))
    ]
