"""Which definition stands for the edition that was rated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from fidelity.errors import DefinitionError, UsageError
from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.workspace import editions as module
from fidelity.workspace.editions import Editions, short_hash
from fidelity.workspace.installed import installed as installed_plugins
from fidelity.workspace.settings import Settings
from tests.cli.recorded import edition
from tests.cli.sample import DEFINITION

Install = Callable[..., str]


@pytest.fixture
def installed(install: Install) -> None:
    """A plugin that brings the definition of the sample."""
    install("fidelity-visit", files={"intervention.yaml": DEFINITION})


def code(found: Definition | Problem) -> str:
    """The code of what stands in the way."""
    assert isinstance(found, Problem)
    return found.code


def test_a_plugin_brings_it(installed: None) -> None:
    """Plan and profile are those that were rated; without a hash the name is enough."""
    editions = Editions(Settings())
    found = editions.find(edition())
    assert (found.intervention.name, found.plan.hash) == ("visit@1.2", edition().plan_hash)
    assert editions.find(edition(plan_hash="")).plan.hash == found.plan.hash
    short = editions.find(edition(profile="short", plan_hash=""))
    assert short.plan.checklist.profile == "short"


def test_another_text_is_no_other_definition(installed: None) -> None:
    """A word that was changed changes no number."""
    assert isinstance(Editions(Settings()).get(edition(text_hash="sha256:0")), Definition)


def test_what_computes_otherwise_or_is_not_there_does_not_stand_for_it(installed: None) -> None:
    """Each is told with its reason, and asking for it outright is an error."""
    editions = Editions(Settings())
    assert code(editions.get(edition(plan_hash="sha256:0"))) == "edition-differs"
    for change in ({"version": "1.3"}, {"intervention": "song"}, {"checklist": "other"}, {"profile": "long"}):
        assert code(editions.get(attrs.evolve(edition(), **change))) == "edition-not-installed"
    with pytest.raises(UsageError, match="which was rated, is not there"):
        editions.find(edition(version="1.3"))


def test_a_file_comes_before_a_plugin(installed: None, tmp_path: Path) -> None:
    """Somebody who names a file means it, and one that cannot be read is not passed over."""
    path = tmp_path / "visit.yaml"
    path.write_text(DEFINITION.replace("at_most: 1", "at_most: 2"), encoding="utf-8")
    editions = Editions(Settings(), [path])
    assert code(editions.get(edition())) == "edition-differs"
    path.write_text("schema: 1\n", encoding="utf-8")
    with pytest.raises(DefinitionError):
        Editions(Settings(), [path]).get(edition())
    with pytest.raises(UsageError, match="cannot be read"):
        Editions(Settings(), [tmp_path / "gone.yaml"]).get(edition())


def test_plugins_are_loaded_once_and_only_when_asked(installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand records of one checklist cost one look."""
    asked: list[Settings] = []
    real = installed_plugins

    def counted(settings: Settings) -> object:
        asked.append(settings)
        return real(settings)

    monkeypatch.setattr(module, "installed", counted)
    editions = Editions(Settings())
    assert asked == []
    assert editions.find(edition()) is editions.find(edition())
    editions.get(edition(version="9"))
    assert len(asked) == 1


def test_the_newest_version_is_known(install: Install) -> None:
    """Versions are ordered as people count, and of what is not there, none is."""
    for version in ("1.9", "1.10"):
        text = DEFINITION.replace('"1.2"', f'"{version}"')
        install(f"fidelity-visit-{version.replace('.', '')}", files={"intervention.yaml": text})
    editions = Editions(Settings())
    assert (editions.newest("visit"), editions.newest("song")) == ("1.10", "")


def test_hashes_are_shown_short() -> None:
    """Twelve digits tell any two apart."""
    assert short_hash("sha256:" + "ab" * 32) == "abababababab"
