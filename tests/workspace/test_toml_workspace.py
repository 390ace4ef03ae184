"""What a `fidelity.toml` may say of a workspace, and what is told of one that says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import ConfigurationError
from fidelity.problems import Problem
from fidelity.records.policy import Policy
from fidelity.workspace.toml_file import read
from fidelity.workspace.toml_workspace import WorkspaceSettings

FULL = r"""
[workspace]
name = "Family service, north"
store = "records/ours.sqlite"
by = "R1"
roster = "roster.csv"

[codes]
practitioner = '[A-Z]\d{2}'
rater = "R[0-9]+"

[retention]
keep = "18 months"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is still to be written."""
    return tmp_path / "fidelity.toml"


def problems(path: Path, text: str) -> tuple[Problem, ...]:
    """What is told of a file with this text."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read(path)
    return raised.value.problems


def test_a_workspace_is_what_the_file_says(path: Path) -> None:
    """Every setting is read as it stands."""
    path.write_text(FULL, encoding="utf-8")
    assert read(path).workspace == WorkspaceSettings(
        "Family service, north",
        "records/ours.sqlite",
        "R1",
        "roster.csv",
        Policy.of({"practitioner": r"[A-Z]\d{2}", "rater": "R[0-9]+"}, "18 months"),
    )


def test_everything_of_a_workspace_may_be_left_out_but_its_heading(path: Path) -> None:
    """The heading alone makes a workspace with a store of the usual name; codes alone make none."""
    path.write_text("[workspace]\n", encoding="utf-8")
    assert read(path).workspace == WorkspaceSettings(store="fidelity.sqlite")
    path.write_text("[codes]\nsite = 'S[0-9]'\n[retention]\nkeep = '1 year'\n", encoding="utf-8")
    assert read(path).workspace is None


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("[workspce]\n", "there is no setting `workspce`", "did you mean `workspace`?"),
        ("[workspace]\nrooster = 'a.csv'\n", "there is no setting `rooster`", "did you mean `roster`?"),
        ("[codes]\npractitoner = 'P'\n", "there is no setting `practitoner`", "did you mean `practitioner`?"),
        ("[retention]\nkeeps = '1 year'\n", "there is no setting `keeps`", "did you mean `keep`?"),
    ],
)
def test_an_unknown_setting_is_told_with_the_nearest(path: Path, text: str, message: str, help_: str) -> None:
    """A retention that is misspelt would keep records for ever, and nobody would know."""
    (problem,) = problems(path, text)
    assert (problem.code, problem.message, problem.help) == ("unknown-setting", message, help_)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("workspace = 'north'\n", "wrong-setting", "`workspace` is not a group of settings"),
        ("[[codes]]\nrater = 'R'\n", "wrong-setting", "`codes` is not a group of settings"),
        ("[workspace]\nstore = ''\n", "wrong-setting", "`store` is not a text on one line"),
        ("[workspace]\nname = 3\n", "wrong-setting", "`name` is not a text on one line"),
        ('[workspace]\nname = "a\\nb"\n', "wrong-setting", "`name` is not a text on one line"),
        ("[codes]\nrater = 'R[0-9'\n", "bad-code-pattern", "`R[0-9` is no pattern of a code"),
        ("[retention]\nkeep = 5\n", "wrong-setting", "`keep` is not a text on one line"),
        ("[retention]\nkeep = '5 yrs'\n", "bad-period", "`5 yrs` is not a period"),
        (
            "[workspace]\nby = 'anna'\n[codes]\nrater = 'R[0-9]'\npractitioner = 'P[0-9]'\n",
            "not-a-code",
            "`anna` does not look like the code of somebody who acts here",
        ),
    ],
)
def test_a_setting_of_another_kind_is_told(path: Path, text: str, code: str, message: str) -> None:
    """Nothing is guessed, and each says what to write."""
    (problem,) = problems(path, text)
    assert problem.code == code
    assert problem.message.startswith(message)
    assert problem.help


def test_all_of_it_is_told_at_once(path: Path) -> None:
    """What is wrong with one group hides nothing of another."""
    text = "plugins = 1\n[workspace]\nby = 1\nnme = 'a'\n[codes]\nrater = '('\nsite = 2\n[retention]\nkeep = 'long'\n"
    assert [problem.path for problem in problems(path, text)] == [
        ("plugins",),
        ("workspace", "nme"),
        ("workspace", "by"),
        ("codes", "site"),
        ("codes", "rater"),
        ("retention", "keep"),
    ]
