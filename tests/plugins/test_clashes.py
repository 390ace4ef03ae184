"""Clashes between plugins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.plugins import DefinitionFile, PythonRule
from fidelity.plugins.clashes import refuse_doubles, with_clashes
from fidelity.plugins.entry import Entry
from fidelity.plugins.failure import Refused
from fidelity.plugins.loader import catalogue
from fidelity.plugins.plugin import LoadedPlugin, State

Install = Callable[..., str]

IMPORTS = "from fidelity.plugins import PythonRule, hookimpl\n"
FILE = DefinitionFile(Path("practice.yaml"))


def plugin(distribution: str, *versions: str, rules: tuple[str, ...] = ()) -> LoadedPlugin:
    """A plugin with some versions of one intervention, and some rules."""
    entries = tuple(Entry("visits", version, "Visits", distribution, FILE) for version in versions)
    offers = tuple(PythonRule(name, "rules:function") for name in rules)
    return LoadedPlugin(distribution, distribution, "1.0", "module", State.LOADED, offers=offers, entries=entries)


def test_three_offers_of_one_version_name_each_other() -> None:
    """Each of several that clash names all the others."""
    clashing = with_clashes([plugin("a", "1.0"), plugin("b", "1.0"), plugin("c", "1.0")])
    assert [each.entries[0].clashes_with for each in clashing] == [("b", "c"), ("a", "c"), ("a", "b")]


def test_what_does_not_clash_is_left_as_it_is() -> None:
    """Plugins without anything in common come through unchanged, in their order."""
    plugins = (plugin("a", "1.0"), plugin("b", "1.1", rules=("best",)))
    assert with_clashes(plugins) == plugins


def test_all_that_clashes_is_told() -> None:
    """A plugin that clashes in several ways says so of each."""
    one, _ = with_clashes([plugin("a", "1.0", "1.1", rules=("best",)), plugin("b", "1.0", rules=("best",))])
    assert one.reason == "`visits@1.0` is also offered by b; rule `best` is also offered by b; disable one of them"
    assert [entry.clashes_with for entry in one.entries] == [("b",), ()]


def test_one_thing_twice_in_one_plugin_is_refused() -> None:
    """A plugin cannot clash with itself: that is a mistake of its author."""
    refuse_doubles(plugin("a", "1.0", "1.1"))
    with pytest.raises(Refused, match="it offers rule `best` 2 times"):
        refuse_doubles(plugin("a", rules=("best", "best")))


def test_two_offers_of_one_version_clash(install: Install) -> None:
    """Two distributions with the same id and version name each other, and both stay in the listing."""
    install("fidelity-one", interventions=("visits@1.0", "songs@1.0"))
    install("fidelity-two", interventions=("visits@1.0",))
    one, two = catalogue().plugins
    assert (one.state, one.reason) == (
        State.CLASHING,
        "`visits@1.0` is also offered by fidelity-two; disable one of them",
    )
    assert (two.state, two.reason) == (
        State.CLASHING,
        "`visits@1.0` is also offered by fidelity-one; disable one of them",
    )
    told = [(entry.qualified_name, entry.clashes_with) for entry in catalogue().entries()]
    assert told == [
        ("fidelity-one/songs@1.0", ()),
        ("fidelity-one/visits@1.0", ("fidelity-two",)),
        ("fidelity-two/visits@1.0", ("fidelity-one",)),
    ]


def test_different_versions_do_not_clash(install: Install) -> None:
    """One id in two versions is what versions are for."""
    install("fidelity-one", interventions=("visits@1.0",))
    install("fidelity-two", interventions=("visits@1.1",))
    assert {plugin.state for plugin in catalogue().plugins} == {State.LOADED}


def test_two_offers_of_one_rule_clash(install: Install) -> None:
    """Rules in Python clash by name, for a definition names nothing else."""
    code = f"{IMPORTS}@hookimpl\ndef fidelity_rules():\n    return [PythonRule('best', 'rules:best')]\n"
    install("fidelity-one", code)
    install("fidelity-two", code)
    assert [plugin.reason for plugin in catalogue().plugins] == [
        "rule `best` is also offered by fidelity-two; disable one of them",
        "rule `best` is also offered by fidelity-one; disable one of them",
    ]


def test_one_name_of_two_plugins_clashes(install: Install) -> None:
    """Two distributions with the same entry-point name are both listed, and neither is imported."""
    install("fidelity-one", name="visits", interventions=("visits@1.0",))
    install("fidelity-two", "raise SystemExit", name="visits")
    one, two = catalogue().plugins
    assert one.state is two.state is State.CLASHING
    assert "fidelity-one, fidelity-two" in one.reason
    assert {"fidelity_one", "fidelity_two"}.isdisjoint(sys.modules)


@pytest.mark.parametrize("name", ["fidelity-two", "Fidelity_Two", "fidelity_two"])
def test_a_clash_ends_when_one_is_disabled(install: Install, name: str) -> None:
    """What remains of two that clash is usable, and the one that was disabled is still listed."""
    install("fidelity-one", interventions=("visits@1.0",))
    install("fidelity-two", interventions=("visits@1.0",))
    one, two = catalogue(disabled={name}).plugins
    assert (one.state, two.state) == (State.LOADED, State.DISABLED)


def test_a_plugin_that_offers_one_thing_twice_is_broken(install: Install) -> None:
    """Two files with one id and version in one plugin are a mistake of that plugin."""
    install("fidelity-odd", interventions=("visits@1.0", "visits@1.0"))
    (odd,) = catalogue().plugins
    assert (odd.state, odd.reason) == (State.BROKEN, "it offers `visits@1.0` 2 times")
