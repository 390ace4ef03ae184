"""Asking one plugin: every way in which its hooks can be no hooks, or return the wrong thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fidelity.plugins import PythonRule, hookimpl
from fidelity.plugins.asking import Interviewer, offers_of
from fidelity.plugins.failure import Refused
from fidelity.plugins.loader import catalogue
from fidelity.plugins.plugin import LoadedPlugin, State

Install = Callable[..., str]
Beside = Callable[[str], LoadedPlugin]

IMPORTS = "from fidelity.plugins import DefinitionFile, PythonRule, hookimpl, packaged\n"

RULE = PythonRule("best", "rules:best")


class Plugin:
    """A plugin that is an object: an entry point may name one."""

    @hookimpl
    def fidelity_rules(self) -> list[PythonRule]:
        """One rule."""
        return [RULE]


class Renamed:
    """A plugin whose function has a name of its own and says which hook it is."""

    @hookimpl(specname="fidelity_rules")
    def rules(self) -> list[PythonRule]:
        """One rule."""
        return [RULE]


@pytest.mark.parametrize("plugin", [Plugin(), Renamed()])
def test_what_the_hooks_return_is_offered(plugin: object) -> None:
    """Whatever an entry point names, its marked functions are asked."""
    assert offers_of(plugin, Interviewer()) == (RULE,)


def test_asking_twice_gives_the_same() -> None:
    """Asking leaves nothing behind."""
    plugin, manager = Plugin(), Interviewer()
    assert offers_of(plugin, manager) == offers_of(plugin, manager)
    assert not manager.get_plugins()


def test_what_has_no_hooks_is_refused() -> None:
    """A plugin that was asked and has nothing to say is empty."""
    with pytest.raises(Refused, match="it has no hooks") as caught:
        offers_of(object(), Interviewer())
    assert caught.value.state is State.EMPTY


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("return 1 / 0", "`fidelity_interventions` failed: ZeroDivisionError: division by zero"),
        ("yield 1 / 0", "`fidelity_interventions` failed: ZeroDivisionError: division by zero"),
        ("raise SystemExit('bye')", "SystemExit: bye"),
        ("return packaged('pathlib')", "`fidelity_interventions` failed: `pathlib` is not a package"),
    ],
)
def test_a_hook_that_fails_breaks_its_plugin_alone(beside: Beside, body: str, reason: str) -> None:
    """An exception in a hook, or in the generator that it returned, is told with the hook's name."""
    odd = beside(f"{IMPORTS}@hookimpl\ndef fidelity_interventions():\n    {body}\n")
    assert odd.state is State.BROKEN
    assert odd.reason.startswith(reason)


def test_a_misspelt_hook_is_found_with_the_nearest_name(beside: Beside) -> None:
    """A function that is marked as a hook and has no hook's name is an error with the name that was meant."""
    odd = beside(f"{IMPORTS}@hookimpl\ndef fidelity_intervention():\n    return packaged(__name__)\n")
    assert odd.state is State.BROKEN
    assert odd.reason == "`fidelity_intervention` is not a hook: did you mean `fidelity_interventions`?"


def test_a_hook_of_a_later_fidelity_may_be_optional(install: Install) -> None:
    """A plugin can be ready for a hook that this fidelity does not have yet, if it says so."""
    code = f"{IMPORTS}@hookimpl\ndef fidelity_interventions():\n    return packaged(__name__)\n"
    code += "@hookimpl(optionalhook=True)\ndef fidelity_songs():\n    return []\n"
    install("fidelity-early", code, interventions=("visits@1.0",))
    assert [plugin.state for plugin in catalogue().plugins] == [State.LOADED]


def test_a_hook_without_its_mark_is_found(beside: Beside) -> None:
    """A function that has a hook's name and is not marked makes a plugin that offers nothing, and is named."""
    odd = beside(f"{IMPORTS}def fidelity_interventions():\n    return packaged(__name__)\n")
    assert odd.state is State.EMPTY
    assert odd.reason == "`fidelity_interventions` is not marked: write `@hookimpl` above it"


def test_a_misspelt_hook_without_its_mark_is_found(beside: Beside) -> None:
    """Both mistakes at once are told at once."""
    odd = beside(f"{IMPORTS}def fidelity_rule():\n    return []\n")
    assert odd.state is State.EMPTY
    assert odd.reason == "`fidelity_rule` is neither marked nor a hook: did you mean `fidelity_rules`?"


def test_a_hook_without_its_mark_beside_a_good_one_breaks_the_plugin(beside: Beside) -> None:
    """Half of a plugin is not loaded in silence."""
    code = f"{IMPORTS}@hookimpl\ndef fidelity_interventions():\n    return packaged(__name__)\n"
    odd = beside(f"{code}def fidelity_rules():\n    return []\n")
    assert (odd.state, odd.reason) == (
        State.BROKEN,
        "`fidelity_rules` is not marked: write `@hookimpl` above it",
    )


def test_a_plugin_without_hooks_offers_nothing(beside: Beside) -> None:
    """A module without hooks is empty, and that is said."""
    odd = beside("VALUE = 1\n")
    assert (odd.state, odd.reason) == (State.EMPTY, "it has no hooks")


def test_a_plugin_without_definition_files_offers_nothing(beside: Beside) -> None:
    """A hook that returns nothing, such as one of a wheel that forgot its files, is empty too."""
    odd = beside(f"{IMPORTS}@hookimpl\ndef fidelity_interventions():\n    return packaged(__name__)\n")
    assert (odd.state, odd.reason) == (State.EMPTY, "`fidelity_interventions` returned nothing")


@pytest.mark.parametrize(
    ("hook", "value", "found"),
    [
        ("fidelity_interventions", "None", "returned None"),
        ("fidelity_interventions", "3", "returned `int`"),
        ("fidelity_interventions", "'imr.yaml'", "returned `str`"),
        ("fidelity_interventions", "['imr.yaml']", "returned a list with `str` in it"),
        ("fidelity_interventions", "[PythonRule('a', 'b:c')]", "returned a list with `PythonRule` in it"),
        ("fidelity_rules", "PythonRule('a', 'b:c')", "returned `PythonRule`"),
        ("fidelity_rules", "[len]", "returned a list with `builtin_function_or_method` in it"),
    ],
)
def test_what_a_hook_must_not_return_is_named(beside: Beside, hook: str, value: str, found: str) -> None:
    """A wrong answer is told with the hook, what it returned and what it should have."""
    odd = beside(f"{IMPORTS}@hookimpl\ndef {hook}():\n    return {value}\n")
    wanted = {"fidelity_interventions": "`DefinitionFile` or `Intervention`", "fidelity_rules": "`PythonRule`"}[hook]
    assert odd.state is State.BROKEN
    assert odd.reason == f"`{hook}` {found}; it returns a list of {wanted}"


def test_a_hook_that_wants_arguments_is_refused(beside: Beside) -> None:
    """Hooks are called with nothing, so one that asks for something cannot be called."""
    odd = beside(f"{IMPORTS}@hookimpl\ndef fidelity_rules(config):\n    return []\n")
    assert odd.state is State.BROKEN
    assert "config" in odd.reason


@pytest.mark.parametrize("mark", ["wrapper=True", "hookwrapper=True"])
def test_wrappers_are_refused(beside: Beside, mark: str) -> None:
    """No plugin can change what another one returns."""
    odd = beside(f"{IMPORTS}@hookimpl({mark})\ndef fidelity_rules():\n    yield\n")
    assert (odd.state, odd.reason) == (
        State.BROKEN,
        "`fidelity_rules` is a wrapper, and a plugin cannot wrap what others return",
    )
