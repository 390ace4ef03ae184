"""The overview of the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
import pytest

from fidelity.cli.group import COMMANDS
from fidelity.cli.main import group
from tests.cli.conftest import Ran
from tests.house.source import ROOT


def commands(parent: click.Group) -> Iterator[click.Command]:
    """Every command below a group, and those below these."""
    ctx = click.Context(parent)
    for name in parent.list_commands(ctx):
        command = parent.get_command(ctx, name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from commands(command)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_what_the_command_says(name: str) -> None:
    """A command's line in the overview is the first sentence of its own help."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert (command.help or "").strip().partition("\n")[0] == COMMANDS[name]


def test_every_command_is_in_the_overview(fidelity: Callable[..., Ran]) -> None:
    """No command is hidden, and each module of a command is one."""
    overview = fidelity("--help").out
    assert all(f"  {name} " in overview and text in overview for name, text in COMMANDS.items())
    files = (ROOT / "src/fidelity/cli").glob("*.py")
    modules = {path.stem.replace("_", "-") for path in files if "@click.command(" in path.read_text()}
    assert modules <= {*COMMANDS}


def test_every_command_and_option_has_help() -> None:
    """Nothing that can be typed is left to be guessed at."""
    for command in (group, *commands(group)):
        assert command.help, command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (command.name, parameter.name)


def test_an_unknown_command_is_none() -> None:
    """A name that no module has is not imported."""
    assert group.get_command(click.Context(group), "os") is None
