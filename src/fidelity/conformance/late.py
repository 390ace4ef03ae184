"""What takes long to load, loaded when it is first needed.

`fidelity check --help` and the checks that only read a definition need no tables, so they load neither numpy nor
pandas. This is the one place in this room that imports by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import cast

from fidelity.conformance.golden.case import FigureCase
from fidelity.conformance.scored import ScoredRows, Tallied
from fidelity.model.answer import Answer
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.problems import Problem


def figure_case_problems(case: FigureCase, plan: Plan, rules: Mapping[str, PythonRule]) -> Iterator[Problem]:
    """Where a case of figures does not come out: `fidelity.conformance.golden.figure_trial.figure_case_problems`."""
    return cast("Iterator[Problem]", _module("golden.figure_trial").figure_case_problems(case, plan, rules))


def score_table(plan: Plan, rows: Sequence[Mapping[str, Answer]], rules: Mapping[str, PythonRule]) -> ScoredRows:
    """The scores of many observations: `fidelity.conformance.many.score_table`."""
    return cast("ScoredRows", _module("many").score_table(plan, rows, rules))


def tallied(scores: ScoredRows, score_id: str) -> Tallied:
    """How many of them had each result of a score: `fidelity.conformance.many.tallied`."""
    return cast("Tallied", _module("many").tallied(scores, score_id))


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"fidelity.conformance.{name}")
