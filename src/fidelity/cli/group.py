"""The command group: commands are named here and imported only when they are called."""

from __future__ import annotations

from importlib import import_module

import click

from fidelity.cli.output import ReaderGone
from fidelity.problems import nearest

COMMANDS: dict[str, str] = {
    "check": "Check a definition and its golden cases.",
    "demo": "Score a published table, to see how it goes.",
    "diff": "Say which scores and criteria can move between two versions.",
    "docs": "Write a page about an intervention, for people.",
    "explain": "Tell the whole story of a problem's code.",
    "list": "List the interventions that plugins offer.",
    "new": "Begin something new, such as a plugin.",
    "plugins": "Show the installed plugins and what became of them.",
    "score": "Score a table of ratings.",
    "show": "Show one intervention: components, items, scores.",
    "usability": "Show how teachable, learnable, doable and assessable it is.",
}
"""Every command with its line in the overview, so that the overview imports none of them."""


class Group(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"fidelity.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; an unknown one is answered with the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            ctx.fail(f"there is no command `{name}`; {nearest(name, COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click itself would end with 1, the code of findings, where nobody reads on."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, from the names alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
