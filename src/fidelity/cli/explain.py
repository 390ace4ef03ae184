"""`fidelity explain`: the whole story of a problem's code."""

from __future__ import annotations

import click

from fidelity.errors import UsageError
from fidelity.messages import codes, explanation
from fidelity.problems import Problem, nearest


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Tell the whole story of a problem's code.

    Without CODE, list all codes.
    """
    if code is None:
        click.echo("\n".join(codes()))
        return 0
    if code not in codes():
        raise UsageError(Problem("unknown-code-name", f"there is no problem `{code}`", nearest(code, codes())))
    click.echo(f"{code}\n\n{explanation(code)}")
    return 0
