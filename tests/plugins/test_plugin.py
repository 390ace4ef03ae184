"""Plugins as records."""

from __future__ import annotations

import pytest

from fidelity.plugins import PythonRule
from fidelity.plugins.plugin import LoadedPlugin, State


@pytest.mark.parametrize("state", [State.LOADED, State.DISABLED])
def test_what_was_wanted_is_no_problem(state: State) -> None:
    """A plugin that is loaded, and one that was switched off, are as somebody wanted them."""
    assert LoadedPlugin("visits", "fidelity-visits", "1.0", "visits", state, "reason").problem is None


@pytest.mark.parametrize("state", [State.BROKEN, State.CLASHING, State.EMPTY])
def test_what_is_not_used_is_told_with_its_distribution(state: State) -> None:
    """A plugin that is not used says which distribution it comes from and why."""
    problem = LoadedPlugin("visits", "fidelity-visits", "1.0", "visits", state, "it has a reason").problem
    assert problem is not None
    assert problem.code == f"plugin-{state.value}"
    assert problem.message == f"plugin `visits` of fidelity-visits 1.0 is {state.value}: it has a reason"


def test_a_plugin_without_a_name_is_told_by_its_distribution() -> None:
    """Where the entry point cannot be read, the distribution still can."""
    problem = LoadedPlugin("", "fidelity-visits", "1.0", "", State.BROKEN, "it has a reason").problem
    assert problem is not None
    assert problem.message == "the plugin of fidelity-visits 1.0 is broken: it has a reason"


def test_rules_are_picked_from_the_offers() -> None:
    """A plugin knows which of its offers are rules."""
    rule = PythonRule("best", "rules:best")
    assert LoadedPlugin("visits", "fidelity-visits", "1.0", "visits", State.LOADED, offers=(rule,)).rules == (rule,)
