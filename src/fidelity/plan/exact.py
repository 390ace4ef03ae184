"""The exact engine: one observation scored in fractions, in plain code, which every faster way must equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.errors import PluginError
from fidelity.model.answer import MISSING, Answer
from fidelity.plan.evaluate import Outcome, State, value_of
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.plan.result import Reason, Result
from fidelity.plan.seen import DUE, THERE, Member, Part, Seen, Shape, Term
from fidelity.problems import Problem

PythonRule = Callable[[Sequence[tuple[Member, Seen]]], Fraction | int | None]
"""A plugin's own rule: from each member and what is seen of it to a value, or None for no score."""

FORBIDDEN = Term(Shape.ONE, when=frozenset({Part.FORBIDDEN}))
APPLICABLE = Term(Shape.ONE, when=DUE)
MISSED = Term(Shape.ONE, when=frozenset({Part.MISSING}))
RATED = Term(Shape.RATED, when=THERE)
USED = Term(Shape.ONE, when=THERE)
COUNTS = (FORBIDDEN, APPLICABLE, MISSED, RATED)
"""What every score counts, whatever its rule."""


@attrs.frozen
class Members:
    """The members of one score in one observation, as they are seen.

    Attributes:
        seen: Each member and what the score sees of it.
        rules: The plugins' own rules by name.
    """

    seen: tuple[tuple[Member, Seen], ...]
    rules: Mapping[str, PythonRule]

    def total(self, term: Term) -> Fraction:
        """What the members add up to."""
        return sum((term.of_member(member, seen) for member, seen in self.seen), Fraction(0))

    def least(self, term: Term) -> Fraction:
        """The least of what the members have."""
        return min(term.of_member(member, seen) for member, seen in self.seen if term.concerns(member, seen))

    def call(self, rule: str) -> Outcome:
        """What a plugin's rule gives for the members."""
        given = self.rules[rule](self.seen)
        if given is None:
            return Reason.RULE_GAVE_NONE
        if isinstance(given, bool) or not isinstance(given, Fraction | int):
            raise PluginError(
                Problem(
                    "rule-not-exact",
                    f"rule `{rule}` gave {given!r}, which is no exact number",
                    "return a whole number, a Fraction, or None",
                )
            )
        return given


def result_of(plan: ScorePlan, state: State) -> Result:
    """One score in one state.

    Args:
        plan: The score.
        state: What its members add up to.
    """
    outcome = value_of(plan.value, state)
    value = _fraction(outcome)
    n_missing, n_applicable = int(state.total(MISSED)), int(state.total(APPLICABLE))
    n_forbidden = int(state.total(FORBIDDEN))
    band = None
    if value is not None:
        band = next((place for place, range_ in enumerate(plan.bands) if range_.holds(value)), None)
    lowest, highest = _fraction(value_of(plan.lowest, state)), _fraction(value_of(plan.highest, state))
    if lowest is not None and highest is not None and lowest > highest:
        # A ladder or ratio may fall where its members rise.
        lowest, highest = highest, lowest
    return Result(
        value=value,
        reason=outcome if isinstance(outcome, Reason) else None,
        n_expected=plan.n_expected,
        n_applicable=n_applicable + n_forbidden,
        n_rated=int(state.total(RATED)),
        n_missing=n_missing,
        n_used=0 if value is None else n_applicable - n_missing,
        # What is missing may stay so: the value as it stands is one that the score can have.
        lowest=lowest if value is None or lowest is None else min(lowest, value),
        highest=highest if value is None or highest is None else max(highest, value),
        band=band,
    )


def _fraction(outcome: Outcome) -> Fraction | None:
    if type(outcome) is Fraction:  # the common case, asked in the quickest way
        return outcome
    return Fraction(outcome) if isinstance(outcome, Fraction | int) else None


def see(plan: ScorePlan, answers: Mapping[str, Answer], results: Mapping[str, Result]) -> Members:
    """The members of a score in one observation.

    Args:
        plan: The score.
        answers: The answers by item; an item that is absent is missing.
        results: The results of the scores that this one is made of.
    """
    return Members(
        tuple(
            (
                member,
                member.see_result(results[member.id])
                if member.is_score
                else member.see(answers.get(member.id, MISSING)),
            )
            for member in plan.members
        ),
        {},
    )


def score_one(
    plan: Plan, answers: Mapping[str, Answer], rules: Mapping[str, PythonRule] | None = None
) -> dict[str, Result]:
    """Every score of one observation.

    Args:
        plan: The plan.
        answers: The answers by item; an item that is absent is missing.
        rules: The plugins' own rules by name, where the plan calls any.

    Returns:
        The results by score.
    """
    results: dict[str, Result] = {}
    for score in plan.scores.values():
        members = attrs.evolve(see(score, answers, results), rules=rules or {})
        results[score.id] = result_of(score, members)
    return results
