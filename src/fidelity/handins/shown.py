"""What a form showed of its scores, compared with what the engine computes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from importlib import import_module

from fidelity.export.javascript import not_in_javascript
from fidelity.handins.answers import AnswerReader
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.problems import Problem, remark

FEW = 100
"""So many observations are scored one by one; the engine for more takes half a second to be loaded."""

_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")


def results_of(
    plan: Plan, rules: Mapping[str, PythonRule], reader: AnswerReader, many: Sequence[Mapping[str, str]]
) -> Iterator[Mapping[str, Result]]:
    """Every score of observations of one checklist, in their order.

    Args:
        plan: The plan of the checklist.
        rules: The plugins' own rules that it calls, by name.
        reader: The reader of answers to it.
        many: The answers of each observation, by item, as the reader gave them.
    """
    if len(many) <= FEW:
        yield from (score_one(plan, reader.answers(ratings), rules) for ratings in many)
        return
    ratings = import_module("fidelity.ratings.rows").from_texts(plan.checklist, many)
    scores = import_module("fidelity.scoring").score(plan, ratings, rules)
    yield from (scores.results(row) for row in range(len(many)))


def shown_differs(shown: Mapping[str, str], results: Mapping[str, Result], unseen: Set[str]) -> Problem | None:
    """A remark where a form showed other scores than are computed; None where they agree.

    It says which and not how, because the scores of a visit may have to be kept back.

    Args:
        shown: What the form showed, by score; empty for a score that had no value.
        results: What is computed.
        unseen: The scores that no form can compute (`scored_when_collected`).
    """
    others = sorted(
        name
        for name, text in shown.items()
        if not (name in unseen and text == "") and (name not in results or not _agrees(text, results[name]))
    )
    if not others:
        return None
    names = ", ".join(name[:40] for name in others[:5]) + (", …" if len(others) > 5 else "")
    message = f"the form showed something else than is computed from the same answers: {names}"
    return remark(
        "shown-differs", message, "what is computed here holds; make the form anew, and tell who maintains it"
    )


def scored_when_collected(plan: Plan) -> frozenset[str]:
    """The scores that only Python can compute, which a form leaves empty.

    Args:
        plan: The plan.
    """
    scores = plan.checklist.scores
    return frozenset(scores[int(problem.path[-1])].id for problem in not_in_javascript(plan))


def _agrees(text: str, result: Result) -> bool:
    """Whether a number as it was shown is the value, rounded half away from zero to as many digits."""
    if result.value is None or not _NUMBER.fullmatch(text):
        return result.value is None and text == ""
    digits = 10 ** len(text.partition(".")[2])
    value, number = result.value, Fraction(text)
    rounded = int(abs(value) * digits + Fraction(1, 2))
    return abs(number) * digits == rounded and (value < 0) == (number < 0 or (number == 0 and value < 0))
