"""The catalogue: finding an intervention or a rule by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.errors import FidelityError, PluginError, UsageError
from fidelity.intervention import Intervention
from fidelity.plugins import DefinitionFile
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.entry import Entry
from fidelity.plugins.loader import catalogue
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Problem

Install = Callable[..., str]

RULES = """
from fidelity.plugins import PythonRule, hookimpl

@hookimpl
def fidelity_rules():
    return [PythonRule("best", "fidelity_rules_module.rules:best", version="2"),
            PythonRule("gone", "fidelity_rules_module.rules:gone"),
            PythonRule("seven", "fidelity_rules_module.rules:SEVEN"),
            PythonRule("lost", "fidelity_rules_module.nowhere:best")]
"""


def refused(kind: type[FidelityError], call: Callable[[str], object], name: str) -> Problem:
    """The one problem with which a call with a name is refused."""
    with pytest.raises(kind) as caught:
        call(name)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture
def visits(install: Install) -> Catalogue:
    """A catalogue with three versions of one intervention and one of another."""
    install("fidelity-visits", interventions=("visits@1.9", "visits@1.10", "visits@2.0-draft"))
    install("fidelity-songs", interventions=("songs@1.0",))
    return catalogue()


def test_entries_come_by_id_and_version(visits: Catalogue) -> None:
    """The listing is in the order in which people look: by id, then by version."""
    assert [entry.name for entry in visits.entries()] == ["songs@1.0", "visits@1.9", "visits@1.10", "visits@2.0-draft"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("songs", "songs@1.0"),
        ("visits", "visits@2.0-draft"),
        ("visits@1.9", "visits@1.9"),
        ("fidelity-visits/visits@1.10", "visits@1.10"),
        ("Fidelity_Visits/visits@1.10", "visits@1.10"),
        ("fidelity-songs/songs", "songs@1.0"),
    ],
)
def test_a_name_means_an_entry(visits: Catalogue, name: str, found: str) -> None:
    """A name is an id, perhaps with a version after it and a distribution before it; without version, the newest."""
    assert visits.find(name).name == found


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("visit", "did you mean `visits`?"),
        ("visits@1.8", "did you mean `visits@1.9`?"),
        ("fidelity-song/songs", "did you mean `fidelity-songs/songs@1.0`?"),
        ("songs@", "did you mean `songs@1.0`?"),
    ],
)
def test_an_unknown_name_is_told_the_nearest(visits: Catalogue, name: str, help_: str) -> None:
    """A name that means nothing is misuse, with the nearest that means something."""
    problem = refused(UsageError, visits.find, name)
    assert (problem.code, problem.help) == ("unknown-intervention", help_)


def test_an_unknown_name_points_to_what_is_not_loaded(install: Install) -> None:
    """Where a plugin is broken, the intervention that is missing may well be in it."""
    install("fidelity-odd", "import no_such_module")
    assert refused(UsageError, catalogue().find, "odd").help == "`fidelity plugins` shows what is not loaded, and why"
    assert refused(UsageError, Catalogue().find, "odd").help == "no plugins are installed"


def test_an_offer_that_clashes_cannot_be_used(install: Install) -> None:
    """A version that two distributions offer is refused with both their names, even when one of them is named."""
    install("fidelity-one", interventions=("visits@1.0", "visits@0.9"))
    install("fidelity-two", interventions=("visits@1.0",))
    found = catalogue()
    for name in ("visits", "visits@1.0", "fidelity-two/visits"):
        problem = refused(PluginError, found.find, name)
        assert problem.code == "clashing-offers"
        assert problem.message == "`visits@1.0` is offered by fidelity-one and by fidelity-two"
    assert found.find("visits@0.9").distribution == "fidelity-one"


def test_versions_of_several_distributions_are_not_mixed(install: Install) -> None:
    """The newest of several versions is taken in silence only when one distribution offers them all."""
    install("fidelity-one", interventions=("visits@1.0",))
    install("fidelity-two", interventions=("visits@9.0",))
    found = catalogue()
    problem = refused(UsageError, found.find, "visits")
    assert problem.code == "ambiguous-intervention"
    assert problem.help == "name the version, or the distribution: `fidelity-two/visits@9.0`"
    assert found.find("visits@1.0").distribution == "fidelity-one"
    assert found.find("fidelity-one/visits").version == "1.0"


def test_an_intervention_is_read_when_it_is_asked_for(install: Install) -> None:
    """A file that is wrong below its header is listed, and its problems are told when it is asked for."""
    text = 'schema: 1\nid: visits\nversion: "1.0"\ntitle: Visits\nno_such_key: 1\n'
    install("fidelity-visits", files={"visits.yaml": text})
    found = catalogue()
    entry = found.find("visits")
    with pytest.raises(FidelityError) as caught:
        intervention_of(entry)
    assert any("no_such_key" in problem.message for problem in caught.value.problems)


def test_an_intervention_is_read_from_its_file(visits: Catalogue) -> None:
    """The whole intervention is what its file says."""
    intervention = intervention_of(visits.find("visits@1.9"))
    assert (intervention.id, intervention.version) == ("visits", "1.9")


def test_an_intervention_that_was_built_in_code_is_given_as_it_is() -> None:
    """There is nothing to read where a plugin offered the record itself."""
    intervention = Intervention("songs", "2.0", "Songs")
    entry = Entry("songs", "2.0", "Songs", "fidelity-songs", intervention)
    assert intervention_of(entry) is intervention


def test_a_definition_that_is_gone_is_told_by_name() -> None:
    """A file that was there when plugins were listed may be gone when it is read."""
    entry = Entry("songs", "2.0", "Songs", "fidelity-songs", DefinitionFile(Path("gone.yaml")))
    with pytest.raises(PluginError) as caught:
        intervention_of(entry)
    (problem,) = caught.value.problems
    assert problem.code == "unreadable-definition"
    assert "fidelity-songs/songs@2.0" in problem.message


def test_problems_name_the_plugins_that_cannot_be_used(install: Install) -> None:
    """What should be said of the plugins is said in one place, and nothing of those that are well."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-odd", "VALUE = 1\n")
    assert [problem.code for problem in catalogue().problems] == ["plugin-empty"]


def test_a_rule_is_imported_when_it_is_asked_for(install: Install) -> None:
    """A rule's module is imported when a checklist names the rule, and not before."""
    install("fidelity-rules-module", RULES, files={"rules.py": "SEVEN = 7\ndef best(state):\n    return max(state)\n"})
    found = catalogue()
    assert found.find_rule("best").version == "2"
    assert "fidelity_rules_module.rules" not in sys.modules
    assert found.rule("best")([1, 3, 2]) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone", "AttributeError: module 'fidelity_rules_module.rules' has no attribute 'gone'"),
        ("lost", "ModuleNotFoundError: No module named 'fidelity_rules_module.nowhere'"),
        ("seven", "is not a function"),
    ],
)
def test_a_rule_that_cannot_be_had_is_told(install: Install, name: str, message: str) -> None:
    """A rule whose module or function is not there, or is no function, is an error of the plugin."""
    install("fidelity-rules-module", RULES, files={"rules.py": "SEVEN = 7\n"})
    problem = refused(PluginError, catalogue().rule, name)
    assert problem.code == "broken-rule"
    assert message in problem.message


def test_an_interrupt_while_a_rule_is_imported_is_not_swallowed(install: Install) -> None:
    """Whoever presses Ctrl-C means the whole program."""
    install("fidelity-rules-module", RULES, files={"rules.py": "raise KeyboardInterrupt\n"})
    with pytest.raises(KeyboardInterrupt):
        catalogue().rule("best")


def test_an_unknown_rule_is_told_the_nearest(install: Install) -> None:
    """A rule that nobody offers is misuse, with the nearest that somebody does."""
    install("fidelity-rules-module", RULES)
    problem = refused(UsageError, catalogue().find_rule, "bst")
    assert (problem.code, problem.help) == ("unknown-rule", "did you mean `best`?")


def test_a_rule_that_two_offer_cannot_be_used(install: Install) -> None:
    """A rule that two distributions offer is refused with both their names."""
    install("fidelity-one", RULES)
    install("fidelity-two", RULES)
    problem = refused(PluginError, catalogue().rule, "best")
    assert problem.message == "rule `best` is offered by fidelity-one and by fidelity-two"
