"""The guarded loader: what befalls one plugin befalls no other."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.plugins import discovery
from fidelity.plugins.loader import catalogue
from fidelity.plugins.plugin import LoadedPlugin, State

Install = Callable[..., str]
Beside = Callable[[str], LoadedPlugin]

IMPORTS = "from fidelity.plugins import DefinitionFile, PythonRule, hookimpl, packaged\n"


def test_without_plugins_the_catalogue_is_empty(site: Path) -> None:
    """Nothing installed is nothing wrong."""
    assert site.is_dir()
    assert catalogue().plugins == ()


def test_a_good_plugin_is_loaded(install: Install) -> None:
    """A plugin is known by its entry point, its distribution with version, and its module."""
    install("fidelity-good", interventions=("visits@1.0", "visits@1.1"))
    (plugin,) = catalogue().plugins
    assert (plugin.name, plugin.distribution, plugin.version) == ("fidelity_good", "fidelity-good", "0.1.0")
    assert (plugin.module, plugin.state, plugin.reason) == ("fidelity_good", State.LOADED, "")
    assert [entry.qualified_name for entry in plugin.entries] == [
        "fidelity-good/visits@1.0",
        "fidelity-good/visits@1.1",
    ]
    assert plugin.problem is None


def test_installed_distributions_are_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entry points come from what is installed, whatever else that may be."""
    info = tmp_path / "fidelity_found-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: fidelity-found\nVersion: 2.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[fidelity]\nfound = no_such_module\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    (plugin,) = (each for each in catalogue(only={"fidelity-found"}).plugins if each.name == "found")
    assert (plugin.distribution, plugin.version, plugin.state) == ("fidelity-found", "2.0", State.BROKEN)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("def f(:", "SyntaxError: invalid syntax"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise BaseException('stop')", "BaseException: stop"),
        ("class Odd(Exception):\n    def __str__(self):\n        raise ValueError\nraise Odd", "fidelity_odd.Odd: "),
    ],
)
def test_a_plugin_that_cannot_be_imported_breaks_alone(beside: Beside, code: str, reason: str) -> None:
    """An exception at import, even one that ends programs, is told with type and message."""
    odd = beside(code)
    assert odd.state is State.BROKEN
    assert odd.reason.startswith(reason)
    assert (odd.offers, odd.entries) == ((), ())


def test_an_interrupt_is_not_swallowed(install: Install) -> None:
    """Whoever presses Ctrl-C while plugins are imported means the whole program."""
    install("fidelity-odd", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        catalogue()


def test_a_definition_that_cannot_be_read_breaks_its_plugin_alone(install: Install) -> None:
    """A definition file whose header cannot be read is told with its place."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-odd", files={"practice.yaml": "schema: 1\nid: [\n"})
    good, odd = catalogue().plugins
    assert (good.state, odd.state) == (State.LOADED, State.BROKEN)
    assert "practice.yaml" in odd.reason


def test_a_newer_schema_is_isolated(install: Install) -> None:
    """A definition that was written for a later fidelity breaks its plugin alone."""
    newer = 'schema: 99\nid: songs\nversion: "1.0"\ntitle: Songs\n'
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-odd", files={"practice.yaml": newer})
    good, odd = catalogue().plugins
    assert (good.state, odd.state) == (State.LOADED, State.BROKEN)
    assert "99" in odd.reason


def test_a_definition_that_vanished_breaks_its_plugin_alone(beside: Beside) -> None:
    """A definition file that is offered and is not there is told with its name."""
    code = f"{IMPORTS}from pathlib import Path\n@hookimpl\ndef fidelity_interventions():\n"
    odd = beside(f"{code}    return [DefinitionFile(Path('gone.yaml'))]\n")
    assert odd.state is State.BROKEN
    assert "gone.yaml" in odd.reason


def test_an_intervention_can_be_built_in_code(install: Install) -> None:
    """A hook may return finished interventions instead of files."""
    code = f"{IMPORTS}from fidelity.intervention import Intervention\n@hookimpl\ndef fidelity_interventions():\n"
    install("fidelity-coded", f"{code}    return [Intervention('songs', '2.0', 'Songs')]\n")
    (plugin,) = catalogue().plugins
    assert [entry.name for entry in plugin.entries] == ["songs@2.0"]


def test_a_disabled_plugin_is_not_imported(install: Install) -> None:
    """A plugin that is switched off is listed, and none of its code runs."""
    install("fidelity-odd", "raise SystemExit")
    (odd,) = catalogue(disabled={"fidelity-odd", "never-installed"}).plugins
    assert (odd.state, odd.reason, odd.problem) == (State.DISABLED, "it is switched off", None)
    assert "fidelity_odd" not in sys.modules


def test_only_some_plugins_can_be_asked_for(install: Install) -> None:
    """With a choice of plugins, the others are listed and not imported."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-odd", "raise SystemExit")
    good, odd = catalogue(only={"fidelity-good"}).plugins
    assert (good.state, odd.state) == (State.LOADED, State.DISABLED)
    assert odd.reason == "it is not among those that were asked for"
    assert "fidelity_odd" not in sys.modules


def test_only_what_is_allowed_is_imported(install: Install) -> None:
    """With an allow-list, plugins of other distributions are listed with the file that keeps them out."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-odd", "raise SystemExit", name="fidelity_fine")
    good, odd = catalogue(allowed={"Fidelity.Good", "fidelity-fine"}, allow_list="ours.toml").plugins
    assert (good.state, odd.state) == (State.LOADED, State.DISABLED)
    assert odd.reason == "it is not on the allow-list in ours.toml"
    assert "fidelity_odd" not in sys.modules
    assert [plugin.state for plugin in catalogue(allowed=()).plugins] == [State.DISABLED] * 2


def test_what_is_not_allowed_clashes_with_nothing(install: Install) -> None:
    """A second plugin of one name does no harm as long as it is kept out."""
    install("fidelity-good", name="visits", interventions=("visits@1.0",))
    install("fidelity-odd", name="visits", interventions=("visits@1.0",))
    assert [plugin.state for plugin in catalogue(allowed={"fidelity-good"}).plugins] == [State.LOADED, State.DISABLED]


def test_an_entry_point_that_names_no_module_is_told(beside: Beside, site: Path) -> None:
    """What cannot be a module is said to be none, before anybody tries to import it."""
    info = site / "fidelity_none-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: fidelity-none\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[fidelity]\nnone = two words\n", encoding="utf-8")
    found = {plugin.name: plugin for plugin in catalogue().plugins}
    assert (found["none"].state, found["none"].reason) == (
        State.BROKEN,
        "its entry point `two words` names no module",
    )


def test_an_intervention_in_code_is_known_by_texts(beside: Beside) -> None:
    """An id that is no text would stop the list of all."""
    code = f"{IMPORTS}from types import SimpleNamespace\n@hookimpl\ndef fidelity_interventions():\n"
    parts = "teachable=0, learnable=0, doable=0, assessable=0"
    odd = beside(f"{code}    return [SimpleNamespace(id=3, version='1', title='Songs', {parts})]\n")
    assert odd.state is State.BROKEN
    assert odd.reason == "it offers an intervention whose id, version or title is not text"


def test_asking_for_a_plugin_that_is_not_installed_is_misuse(install: Install) -> None:
    """A choice that names nothing would leave nothing, so it is refused with the nearest name."""
    install("fidelity-good")
    with pytest.raises(UsageError) as caught:
        catalogue(only={"fidelity-god"})
    (problem,) = caught.value.problems
    assert (problem.code, problem.help) == ("unknown-plugin", "did you mean `fidelity-good`?")


def test_what_a_plugin_prints_is_kept_from_the_data(beside: Beside, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output belongs to data, so what a plugin prints at import goes to standard error."""
    beside("print('hello')\n")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")


def test_entry_points_are_looked_up_once(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many plugins there are, the installed distributions are searched once."""
    for number in range(20):
        install(f"fidelity-many-{number}", interventions=(f"visits_{number}@1.0",))
    calls: list[str] = []
    found = vars(discovery)["entry_points"]

    def counted(group: str) -> list[EntryPoint]:
        calls.append(group)
        return list(found(group=group))

    monkeypatch.setattr(discovery, "entry_points", counted)
    assert len(catalogue().entries()) == 20
    assert calls == ["fidelity"]


def test_nothing_is_kept_between_two_catalogues(install: Install) -> None:
    """A catalogue is a value: what is installed after it was made is in the next one only."""
    install("fidelity-one", interventions=("visits@1.0",))
    earlier = catalogue()
    install("fidelity-two", interventions=("songs@1.0",))
    assert [len(each.plugins) for each in (earlier, catalogue())] == [1, 2]
