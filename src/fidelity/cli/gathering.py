"""The options of commands that bring many files together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from fidelity.cli.shown import definition_option
from fidelity.errors import UsageError
from fidelity.intake.notes import note_text
from fidelity.problems import Problem
from fidelity.workspace.reading import PAIRS, Reading
from fidelity.workspace.reading_file import with_file
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

Result = TypeVar("Result")


@attrs.frozen
class Given:
    """What a command was given: where records are, and how they are to be read.

    Attributes:
        sources: Files and folders; none of them means the workspace.
        reading: How tables are to be read.
        with_sealed: Whether records are taken that await another rater.
        with_workspace: Whether the workspace is read beside the files.
    """

    sources: tuple[Path, ...] = ()
    reading: Reading = Reading()
    with_sealed: bool = False
    with_workspace: bool = False


_OPTIONS: tuple[Callable[[Callable[..., object]], Callable[..., object]], ...] = (
    click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCES]..."),
    click.option(
        "--as", "edition", default="", metavar="EDITION", help="What tables rate that do not say it: imr@1.0."
    ),
    click.option("--rename", multiple=True, metavar="WRITTEN=MEANT", help="What a column means. Repeatable."),
    click.option("--mark", multiple=True, metavar="WRITTEN=MEANT", help="What a cell means: 99=missing. Repeatable."),
    click.option("--dates", type=click.Choice(["day_first", "month_first"]), help="What 03/04/2026 begins with."),
    click.option("--fact", multiple=True, metavar="NAME=VALUE", help="Holds where nothing is said. Repeatable."),
    click.option("--from-name", default="", metavar="FACT", help="What the name of each file says, such as site."),
    click.option("--from-folder", default="", metavar="FACT", help="What the folder of each file says."),
    click.option("--from-sheet", default="", metavar="FACT", help="What the name of each sheet of a workbook says."),
    click.option("--absent/--no-absent", default=None, help="Take items without a column as not rated."),
    click.option(
        "--clashes",
        type=click.Choice(["refuse", "first", "last"]),
        help="Which to take of two different records of one visit by one rater; refuse both, unless said.",
    ),
    click.option("--lenient/--no-lenient", default=None, help="Leave files out that cannot be used, and say so."),
    click.option(
        "--options",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Take options of reading from the group [reading] of this file, and not of the nearest fidelity.toml.",
    ),
    click.option("--with-sealed", is_flag=True, help="With visits that await another rater, who must not see this."),
    click.option("--with-workspace", is_flag=True, help="The records of the workspace beside the files."),
    definition_option,
)


def gathering(function: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command SOURCES and the options of how to read them; they reach it together, as `given`.

    What the options do not say, the group `[reading]` of a file of settings says.
    """

    @wraps(function)
    def collected(
        *args: Any,
        sources: tuple[Path, ...],
        with_sealed: bool,
        with_workspace: bool,
        options: Path | None,
        **kwargs: Any,
    ) -> Result:
        said = _said({field.name: kwargs.pop(field.name) for field in attrs.fields(Reading)})
        settings = click.get_current_context().find_object(Settings) or Settings()
        reading, remarks = with_file(settings, said, options)
        for remark in remarks:
            tell(f"note: {note_text(remark)}")
        return function(*args, given=Given(sources, reading, with_sealed, with_workspace), **kwargs)

    for option in reversed(_OPTIONS):
        option(collected)
    return collected


def _said(options: Mapping[str, Any]) -> Reading:
    """What options say.

    Raises:
        UsageError: Some of it makes no sense.
    """
    problems: list[Problem] = []
    said = {name: value for name, value in options.items() if value is not None}
    for name in PAIRS:
        said[name] = pairs(f"--{name}", said[name], problems)
    if problems:
        raise UsageError(problems)
    return Reading(**said)


def pairs(option: str, texts: Sequence[str], problems: list[Problem]) -> Mapping[str, str]:
    """What an option says that takes two words with ``=`` between; the first may hold that sign too.

    Args:
        option: The option.
        texts: What stands behind it.
        problems: Takes what is wrong.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=") if option == "--fact" else text.rpartition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name or not value:
            help_ = f'write two words with `=` between: `{option} "A=B"`'
            problems.append(Problem("bad-assignment", f"`{option} {text}` says not what to", help_))
        elif found.get(name, value) != value:
            problems.append(Problem("given-twice", f"`{option}` gives `{name}` twice", "keep the one that is true"))
        found[name] = value
    return found
