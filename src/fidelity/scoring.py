"""Ratings in, scores out: each score a column of states, and a table of what the states mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.about import VERSION
from fidelity.model.answer import Answer
from fidelity.model.criterion import Criterion, Truth
from fidelity.plan.columns import BLOCK, fold
from fidelity.plan.definition import Definition
from fidelity.plan.dense import dense
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result
from fidelity.plan.table import States
from fidelity.plan.verdicts import Truths, judge
from fidelity.ratings.dates import ordinals
from fidelity.ratings.table import Ratings

REASONS: tuple[Reason, ...] = tuple(Reason)
"""The reasons in the order of their codes."""
NOT_IN_FORCE = 3
"""What a criterion says of an observation on a day on which it does not hold: above every `Truth`."""
Number = TypeVar("Number", np.float64, np.int8, np.uint16)
TRUTHS: tuple[str, ...] = (*(truth.name.lower() for truth in Truth), "not_in_force")
"""What a criterion can say, in the order of the codes."""


@attrs.frozen(eq=False)
class ScoreColumn:
    """One score of many observations.

    What is asked for is materialised when it is asked for: by one look-up a row.

    Attributes:
        id: The score.
        states: The state of each observation, and what the states mean.
    """

    id: str
    states: States

    def result(self, row: int) -> Result:
        """The score of one observation."""
        return self.states.table.result(int(self.states.ids[row]))

    def values(self) -> npt.NDArray[np.float64]:
        """The values by observation, nearest in binary, with NaN where there is none."""
        return self._floats(lambda result: result.value)

    def lowest(self) -> npt.NDArray[np.float64]:
        """The lowest values that there could still be, by observation, with NaN where that cannot be said."""
        return self._floats(lambda result: result.lowest)

    def highest(self) -> npt.NDArray[np.float64]:
        """The highest values that there could still be, by observation, with NaN where that cannot be said."""
        return self._floats(lambda result: result.highest)

    def reasons(self) -> npt.NDArray[np.int8]:
        """The place in `REASONS` of why there is no value, by observation, with -1 where there is one."""
        return self._spread(np.int8, lambda result: -1 if result.reason is None else REASONS.index(result.reason))

    def bands(self) -> npt.NDArray[np.int8]:
        """The place of the band among the score's bands, by observation, with -1 where there is none."""
        return self._spread(np.int8, lambda result: -1 if result.band is None else result.band)

    def counts(self, name: str) -> npt.NDArray[np.uint16]:
        """One of the counts of `Result`, such as ``n_used``, by observation."""
        return self._spread(np.uint16, lambda result: int(getattr(result, name)))

    def _floats(self, pick: Callable[[Result], Fraction | None]) -> npt.NDArray[np.float64]:
        def number(result: Result) -> float:
            picked = pick(result)
            return np.nan if picked is None else float(picked)

        return self._spread(np.float64, number)

    def _spread(self, kind: type[Number], pick: Callable[[Result], float]) -> npt.NDArray[Number]:
        """What is picked of each state, looked up for each observation, as many at a time as the cache holds."""
        ids = self.states.ids
        table = np.zeros(max(self.states.table.n_states, 1), kind)
        for state, result in self.results.items():
            table[state] = pick(result)
        spread = np.empty(len(ids), kind)
        for start in range(0, len(ids), BLOCK):
            rows = slice(start, start + BLOCK)
            np.take(table, ids[rows], out=spread[rows], mode="clip")
        return spread

    @cached_property
    def results(self) -> dict[int, Result]:
        """What each state that occurs means."""
        return self.states.results()


@attrs.frozen
class Provenance:
    """What a score was made of, so that it can be made again.

    Attributes:
        intervention: The intervention's id.
        version: Its version.
        checklist: The checklist's id.
        profile: The profile's id; empty for the checklist as published.
        plan_hash: Over everything that can change a number.
        text_hash: Over all text of the definition.
        engine_version: The version of this package.
        distribution: What brought the definition: a plugin's distribution, or a file's name.
        distribution_version: The version of that distribution; empty for a file.
        rules: The plugins' own rules that were called, each with its version.
    """

    intervention: str
    version: str
    checklist: str
    profile: str
    plan_hash: str
    text_hash: str
    engine_version: str
    distribution: str = ""
    distribution_version: str = ""
    rules: tuple[str, ...] = ()


def provenance_of(definition: Definition) -> Provenance:
    """What scores by a definition are made of, here and now.

    Args:
        definition: The definition.
    """
    made, checklist = definition.intervention, definition.checklist
    return Provenance(
        made.id,
        made.version,
        checklist.id,
        checklist.profile,
        definition.plan.hash,
        made.text_hash,
        VERSION,
        definition.distribution,
        definition.distribution_version,
        definition.rule_names,
    )


@attrs.frozen(eq=False)
class Scores:
    """The scores of many observations.

    Attributes:
        plan: The plan that made them.
        columns: The scores by id.
        criteria: For each criterion id, what it says of each observation as a place in `TRUTHS`; shape (observations,).
        descriptors: What is known of each observation.
    """

    plan: Plan
    columns: Mapping[str, ScoreColumn]
    criteria: Mapping[str, npt.NDArray[np.int8]]
    descriptors: pd.DataFrame

    def __len__(self) -> int:
        """How many observations there are."""
        return len(self.descriptors)

    @property
    def observations(self) -> list[str]:
        """What the observations are called."""
        return [str(name) for name in self.descriptors.index]

    def results(self, row: int) -> dict[str, Result]:
        """Every score of one observation."""
        return {name: column.result(row) for name, column in self.columns.items()}

    def verdicts(self, row: int) -> dict[str, str]:
        """What every criterion says of one observation."""
        return {name: TRUTHS[int(truths[row])] for name, truths in self.criteria.items()}


def score(plan: Plan, ratings: Ratings, rules: Mapping[str, PythonRule] | None = None) -> Scores:
    """The scores of all observations of a table.

    Args:
        plan: The plan of the checklist that was rated.
        ratings: The ratings.
        rules: The plugins' own rules by name, where the plan calls any.
    """
    codes = {name: column.codes for name, column in ratings.columns.items()}
    levels: dict[str, tuple[Answer, ...]] = {name: column.levels for name, column in ratings.columns.items()}
    states = fold(plan, codes, levels, rules)
    columns = {name: ScoreColumn(name, states[name]) for name in (each.id for each in plan.checklist.scores)}
    criteria = _in_force(plan, judge(plan, states, codes, levels), ratings)
    return Scores(plan, columns, criteria, ratings.descriptors)


def score_blocks(
    plan: Plan, blocks: Iterator[Ratings], rules: Mapping[str, PythonRule] | None = None
) -> Iterator[Scores]:
    """The scores of a table that is read a block at a time, so that memory stays flat.

    Args:
        plan: The plan of the checklist that was rated.
        blocks: The ratings, block by block.
        rules: The plugins' own rules by name, where the plan calls any.
    """
    return (score(plan, block, rules) for block in blocks)


def _in_force(plan: Plan, truths: tuple[Truths, ...], ratings: Ratings) -> dict[str, npt.NDArray[np.int8]]:
    """What each criterion says, by the cut-off that held on the day of the observation."""
    said: dict[str, npt.NDArray[np.int8]] = {}
    dated = any(criterion.valid_from or criterion.valid_until for criterion in plan.criteria)
    # The day before the first means that nothing is said, and few days occur.
    on = ordinals(ratings) + 1 if dated else np.zeros(0, np.int64)
    occurring, place = dense(on, int(on.max(initial=0)) + 1)
    for criterion, truth in zip(plan.criteria, truths, strict=True):
        if not (criterion.valid_from or criterion.valid_until):
            said[criterion.id] = truth.astype(np.int8, copy=False)
            continue
        so_far = said.setdefault(criterion.id, np.full(len(ratings), NOT_IN_FORCE, np.int8))
        held = _held(criterion, occurring)[place]
        so_far[held] = truth[held]
    return said


def _held(criterion: Criterion, on: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether a criterion holds on each of some days, counted from 1; 0 where nobody wrote the day down."""
    days = [date.fromordinal(each - 1) if each else None for each in on.tolist()]
    return np.array([criterion.in_force(day) for day in days], np.bool_)
