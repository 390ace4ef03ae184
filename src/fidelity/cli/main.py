"""From the words on the command line to an exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from fidelity.cli.group import Group
from fidelity.cli.output import ReaderGone, tell_problems
from fidelity.cli.version import version_words
from fidelity.errors import FidelityError
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

EPILOG = """Exit codes: 0 all is well; 1 something is wrong with what was given, or can move (diff); 2 the command was
misused; 3 nothing is wrong, but something is still owed (check) or not proved (diff); 70 a mistake of fidelity's own;
74 the output could not be written; 130 stopped."""
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""How libraries of linear algebra are told how many threads to use."""
UNEXPECTED = 70
UNWRITTEN = 74
FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})
"""What the system says of an output that takes no more."""
INTERRUPTED = 130


def _print_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(version_words())
        ctx.exit()


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--disable-plugin", "disabled", multiple=True, metavar="NAME", help="Do not load this plugin. Repeatable."
)
@click.option("--strict", is_flag=True, help="Stop if any plugin cannot be used.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take the settings from this file, not from the nearest fidelity.toml.",
)
@click.option("--no-config", is_flag=True, help="Read no fidelity.toml.")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show versions and exit.",
)
@click.pass_context
def group(
    ctx: click.Context, disabled: tuple[str, ...], strict: bool, config: Path | None, no_config: bool, debug: bool
) -> None:
    """Define an intervention, score how it is delivered, and learn from the result.

    Which plugins may be loaded can be settled in a file fidelity.toml, in the working folder or the nearest one above.
    """
    if config and no_config:
        raise click.UsageError("--config reads a file of settings and --no-config reads none: leave one out", ctx)
    ctx.obj = Settings(frozenset(disabled), strict, debug, config, no_config)


def run(words: Sequence[str]) -> int:
    """Run one command.

    Args:
        words: What stands after the program's name.

    Returns:
        The exit code.
    """
    try:
        ended = group.main(list(words), prog_name="fidelity", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except FidelityError as error:
        tell_problems(error.problems)
        return error.exit_code
    except (BrokenPipeError, ReaderGone):
        # Whoever read our output has seen enough. Nothing more can be written there, not even at the end.
        _give_up_output()
        return 0
    except (KeyboardInterrupt, click.Abort):
        tell("stopped")
        return INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            tell(f"the output could not be written: {os.strerror(error.errno).lower()}")
            _give_up_output()
            return UNWRITTEN
        if "--debug" in words:
            raise
        tell(f"fidelity stopped on a mistake of its own ({type(error).__name__}: {error}).")
        tell("Please report it with what `fidelity --debug …` prints for the same command.")
        return UNEXPECTED
    return ended if isinstance(ended, int) else 0


def _give_up_output() -> None:
    """From here on nothing is written, not even what Python would flush at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_thread() -> None:
    """Linear algebra in one thread, unless somebody asked for more.

    Ours is of many small matrices, and a second thread only has to be waited for: never quicker, and many times slower
    where other programs are running. The libraries read this when numpy is first imported, which no command has done
    yet. ``OMP_NUM_THREADS`` is left alone, because others heed it too, such as Arrow when it reads files.
    """
    if "OMP_NUM_THREADS" not in os.environ:
        for library in THREADS:
            os.environ.setdefault(library, "1")


def main() -> None:
    """The program."""
    one_thread()
    for stream in (sys.stdout, sys.stderr):
        # A letter that a terminal does not have must not cost the whole answer.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
