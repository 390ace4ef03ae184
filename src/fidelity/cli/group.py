"""The command group: commands are named here and imported only when they are called."""

from __future__ import annotations

from importlib import import_module

import click

from fidelity.cli.output import ReaderGone
from fidelity.problems import nearest

SECTIONS: dict[str, dict[str, str]] = {
    "Interventions": {
        "check": "Check a definition and its golden cases.",
        "diff": "Say which scores and criteria can move between two versions.",
        "docs": "Write a page about an intervention, for people.",
        "list": "List the interventions that plugins offer.",
        "new": "Begin something new, such as a plugin.",
        "plugins": "Show the installed plugins and what became of them.",
        "show": "Show one intervention: components, items, scores.",
        "usability": "Show how teachable, learnable, doable and assessable it is.",
    },
    "Visits": {
        "form": "Write a blank form: a page to fill in, a sheet, paper.",
        "rate": "Rate a visit in the terminal, one item after another.",
        "collect": "Take filled-in forms back, checked, into the workspace.",
        "feedback": "Write the feedback on one visit.",
        "goals": "Set, list and settle goals for practice.",
        "due": "List who is due to be observed, and what needs a second rater.",
    },
    "Raters": {
        "compare": "Show where raters of one visit disagree.",
        "consensus": "Record what raters of one visit agreed on.",
        "certify": "Compare a rater with master ratings, and certify.",
        "raters": "Show who is certified, until when, and who drifts.",
    },
    "Evaluation": {
        "aggregate": "Add visits up: means, shares, intervals, coverage.",
        "agreement": "Say how far raters agree, beyond chance and in numbers.",
        "generalize": "Say how many sessions, raters and items a figure needs.",
        "severity": "Show which raters are strict and which are lenient.",
        "items": "Analyse the items of a checklist, for its developers.",
        "tally": "Write tallies, which hold no visit and no person.",
        "combine": "Add the tallies of others up, without their records.",
        "rescore": "Score stored ratings by another version.",
    },
    "Workspace": {
        "init": "Make a workspace: settings, and a store for records.",
        "records": "List the records, or show one with its history.",
        "correct": "Correct a record: a new revision with who and why.",
        "sign-off": "Sign a record off, which locks it.",
        "unlock": "Unlock a record that was signed off.",
        "merge": "Take in the stores of other devices.",
        "settle": "Settle a clash between two revisions.",
        "verify": "Walk the chain of hashes and say whether it holds.",
        "erase": "Erase a record for good, leaving a tombstone.",
        "retention": "List the records whose time is over.",
        "export": "Write the records as a table of ratings.",
    },
    "Scores and help": {
        "score": "Score a table of ratings.",
        "demo": "Score a published table, to see how it goes.",
        "explain": "Tell the whole story of a problem's code.",
    },
}
"""Every command with its line in the overview, by whose work it is, so that the overview imports none of them."""
COMMANDS: dict[str, str] = {name: line for section in SECTIONS.values() for name, line in section.items()}


class Group(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"fidelity.cli.{cmd_name.replace('-', '_')}").command
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
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))
