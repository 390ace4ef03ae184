"""The two questions put to the solver, without a word of it on the standard output."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from fidelity.disclosure.puzzle import Numbers

_STDOUT = 1


def least(
    cost: Numbers, rows: sparse.csr_array, values: Numbers, limits: sparse.csr_array, most: Numbers
) -> OptimizeResult:
    """The least that an amount can be, with some sums as they are, and others at most so much.

    Args:
        cost: How often each unknown, none below 0, is in the amount; shape (unknowns,).
        rows: The sums that are known; shape (rows, unknowns).
        values: What they come to; shape (rows,).
        limits: The sums that are limited; shape (limits, unknowns).
        most: What they are at most; shape (limits,).
    """
    # The types of SciPy do not know that it takes sparse tables.
    found = linprog(cost, A_ub=limits, b_ub=most, A_eq=rows, b_eq=values)  # type: ignore[call-overload]
    return cast(OptimizeResult, found)


def least_whole(
    cost: Numbers, rules: LinearConstraint | list[LinearConstraint], bounds: Bounds | None, **options: float
) -> OptimizeResult:
    """The least that an amount can be where all unknowns are whole numbers.

    Args:
        cost: How often each unknown is in the amount; shape (unknowns,).
        rules: What is known of them.
        bounds: The least and the most of each; 0 and infinity where None.
        options: Those of `scipy.optimize.milp`.
    """
    with _quiet():
        whole = np.ones(len(cost), np.int64)
        return milp(cost, constraints=rules, integrality=whole, bounds=bounds, options=cast(Any, options))


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing that compiled code prints reaches the standard output, which holds data.

    HiGHS says `HighsMipSolverData::transformNewIntegerFeasibleSolution tmpSolver.run();` whatever it is told; it prints
    past Python, so the output itself is turned away while it works.
    """
    try:
        kept = os.dup(_STDOUT)
    except OSError:
        # There is no standard output, as in a program without a console, and nothing to keep clean.
        yield
        return
    flush = ctypes.CDLL(None if os.name == "posix" else "ucrtbase").fflush
    # What was printed before belongs to the reader.
    flush(None)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDOUT)
        yield
        flush(None)
    finally:
        os.dup2(kept, _STDOUT)
        with suppress(OSError):
            os.close(nowhere)
        os.close(kept)
