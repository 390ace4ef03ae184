"""The hooks."""

from __future__ import annotations

import inspect

import pytest

from fidelity.plugins import DefinitionFile, PythonRule, hookspecs
from fidelity.plugins.offers import Intervention


def test_interventions_are_offered_as_files_or_records() -> None:
    """`fidelity_interventions` returns definition files, or interventions that were built in code."""
    assert hookspecs.OFFERS["fidelity_interventions"] == (DefinitionFile, Intervention)
    assert list(hookspecs.fidelity_interventions()) == []


def test_rules_are_offered_by_name() -> None:
    """`fidelity_rules` returns rules that are named and not yet imported."""
    assert hookspecs.OFFERS["fidelity_rules"] == (PythonRule,)
    assert list(hookspecs.fidelity_rules()) == []


@pytest.mark.parametrize("hook", sorted(hookspecs.OFFERS))
def test_hooks_take_no_arguments_and_are_documented(hook: str) -> None:
    """Each hook takes nothing and says what it returns."""
    function = getattr(hookspecs, hook)
    assert not inspect.signature(function).parameters
    assert "Returns:" in (function.__doc__ or "")


def test_every_specified_hook_says_what_it_returns() -> None:
    """There is no hook in the specification whose answers would not be checked."""
    specified = {name for name, value in vars(hookspecs).items() if hasattr(value, "fidelity_spec")}
    assert specified == set(hookspecs.OFFERS)
