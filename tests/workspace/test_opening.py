"""Which workspace a command works in, and who acts there."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import ConfigurationError, StoreError, UsageError
from fidelity.records.store import Store
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings

SETTINGS = """
[workspace]
name = "North"
store = "records/ours.sqlite"
roster = "roster.csv"
[codes]
rater = '[RS][0-9]'
practitioner = 'P[0-9]{2}'
[retention]
keep = "2 years"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, with a folder below it in which commands run."""
    monkeypatch.delenv("FIDELITY_BY", raising=False)
    (tmp_path / "records").mkdir()
    (tmp_path / "below").mkdir()
    (tmp_path / "fidelity.toml").write_text(SETTINGS, encoding="utf-8")
    Store.create(tmp_path / "records" / "ours.sqlite").close()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


def test_a_workspace_is_what_its_settings_say(folder: Path) -> None:
    """Paths are seen from the settings, wherever the command runs."""
    with open_workspace(Settings()) as workspace:
        assert workspace.folder.resolve() == folder
        assert workspace.store.path.resolve() == folder / "records" / "ours.sqlite"
        assert workspace.roster is not None
        assert workspace.roster.resolve() == folder / "roster.csv"
        assert (workspace.name, workspace.by) == ("North", "")
        assert str(workspace.policy.keep) == "2 years"
        assert workspace.patterns == {"rater": "[RS][0-9]", "practitioner": "P[0-9]{2}"}


def test_settings_without_a_workspace_hide_none(folder: Path) -> None:
    """A folder below may have settings for plugins of its own; one with a workspace of its own is another matter."""
    below = folder / "below" / "fidelity.toml"
    below.write_text("[plugins]\nstrict = true\n", encoding="utf-8")
    with open_workspace(Settings()) as workspace:
        assert workspace.name == "North"
    below.write_text("[workspace]\nname = 'South'\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no such file"):
        open_workspace(Settings())


def test_a_file_that_is_named_is_the_only_one(folder: Path) -> None:
    """What was named is not passed over for another one, and without a file there is no workspace."""
    (folder / "plugins.toml").write_text("[plugins]\n", encoding="utf-8")
    with open_workspace(Settings(config=folder / "fidelity.toml")) as workspace:
        assert workspace.name == "North"
    for settings in (Settings(config=folder / "plugins.toml"), Settings(no_config=True)):
        with pytest.raises(UsageError, match="no workspace") as raised:
            open_workspace(settings)
        assert raised.value.problems[0].help


def test_without_a_workspace_the_way_to_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in the wrong folder learns it, and how to make one."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        open_workspace(Settings())
    assert "`fidelity init`" in raised.value.problems[0].help


def test_settings_and_stores_that_cannot_be_used_are_told(folder: Path) -> None:
    """Neither is passed over, and neither ends in a traceback."""
    (folder / "records" / "ours.sqlite").write_text("no store", encoding="utf-8")
    with pytest.raises(StoreError, match="no store"):
        open_workspace(Settings())
    (folder / "fidelity.toml").write_text("[workspace]\nstor = 'a'\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="stor"):
        open_workspace(Settings())


def test_a_store_that_is_only_read_cannot_be_written(folder: Path) -> None:
    """A command that only looks cannot change anything by mistake."""
    with open_workspace(Settings(), readonly=True) as workspace, pytest.raises(StoreError, match="cannot be written"):
        workspace.store.append("one", "goal", {"id": "one"}, by="R1")


def test_whoever_is_named_last_on_the_way_from_the_settings_acts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command comes before the environment, and that before the settings."""
    with open_workspace(Settings()) as workspace:
        with pytest.raises(UsageError, match="nothing says who") as raised:
            who(None, workspace)
        assert "FIDELITY_BY" in raised.value.problems[0].help
        monkeypatch.setenv("FIDELITY_BY", "R2")
        assert who(None, workspace) == "R2"
        assert who(" R3 ", workspace) == "R3"
    (folder / "fidelity.toml").write_text(SETTINGS.replace('roster = "roster.csv"', "by = 'R1'"), encoding="utf-8")
    with open_workspace(Settings()) as workspace:
        assert who(None, workspace) == "R2"
        monkeypatch.delenv("FIDELITY_BY")
        assert who("", workspace) == "R1"


@pytest.mark.parametrize(("code", "right"), [("S1", True), ("P03", True), ("Anna Berger", False), ("r1", False)])
def test_who_acts_is_a_code_and_no_name(folder: Path, code: str, right: bool) -> None:
    """Who did something is never erased, so a name must not get there; practitioners act too."""
    with open_workspace(Settings()) as workspace:
        if right:
            assert who(code, workspace) == code
        else:
            with pytest.raises(UsageError, match="does not look like the code"):
                who(code, workspace)
