"""Rules in Python that stop, called so that nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from fidelity.conformance.guarded import guarded
from fidelity.errors import PluginError
from fidelity.plan.seen import Member, Seen


def stops(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
    """A rule that asks for a member that is not there."""
    return seen[7][1].points or Fraction(0)


def test_an_exception_is_told_as_the_plugins() -> None:
    """With its type and message, the rule's name, and what a rule may give."""
    rules = guarded({"a.b": stops, "a.c": lambda seen: 1})
    with pytest.raises(PluginError) as raised:
        rules["a.b"](())
    (problem,) = raised.value.problems
    assert problem.code == "rule-stopped"
    assert problem.message == "rule `a.b` stopped with IndexError: tuple index out of range"
    assert "None" in problem.help
    assert rules["a.c"](()) == 1


def test_what_is_told_already_is_left_as_it_is() -> None:
    """A rule that knows what is wrong says so."""

    def knows(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
        raise PluginError(())

    with pytest.raises(PluginError) as raised:
        guarded({"a.b": knows})["a.b"](())
    assert raised.value.problems == ()
