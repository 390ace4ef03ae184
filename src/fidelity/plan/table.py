"""The table of states of one score: what each state means, worked out once and remembered."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.plan.evaluate import State
from fidelity.plan.exact import result_of
from fidelity.plan.plan import ScorePlan
from fidelity.plan.result import Result

Ids = npt.NDArray[np.unsignedinteger]


@attrs.define(eq=False)
class Table:
    """The states that a score can be in.

    Attributes:
        plan: The score.
        n_states: How many states there are; they are numbered from 0.
        state: What the members add up to in a state.
        memory: The results that were worked out already, by what the caller of ``key`` says they are known by.
        key: What a state is known by across tables of the same score.
    """

    plan: ScorePlan
    n_states: int
    state: Callable[[int], State]
    key: Callable[[int], int]
    memory: dict[int, Result]

    def result(self, number: int) -> Result:
        """What a state means: the exact rule, run once."""
        key = self.key(number)
        known = self.memory.get(key)
        if known is None:
            known = self.memory[key] = result_of(self.plan, self.state(number))
        return known


@attrs.frozen(eq=False)
class States:
    """One score of many observations: a column of small state numbers, and a table of what each state means.

    Attributes:
        ids: For each observation, its state; shape (observations,), unsigned.
        table: What each state means.
    """

    ids: Ids
    table: Table

    def counts(self) -> npt.NDArray[np.int64]:
        """How many observations are in each state; shape (states,)."""
        return np.bincount(self.ids, minlength=self.table.n_states)

    def present(self) -> npt.NDArray[np.intp]:
        """The states that occur, in order."""
        marked = np.zeros(self.table.n_states, np.bool_)
        marked[self.ids] = True
        return np.flatnonzero(marked)

    def results(self) -> dict[int, Result]:
        """What each state that occurs means."""
        return {number: self.table.result(number) for number in self.present().tolist()}
