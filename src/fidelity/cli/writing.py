"""The options of how a table of figures is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from fidelity.cli.written_table import Writing

Result = TypeVar("Result")
_OPTIONS: tuple[Callable[[Callable[..., object]], Callable[..., object]], ...] = (
    click.option(
        "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print."
    ),
    click.option("--raw", is_flag=True, help="CSV for programs: text is not made harmless for spreadsheets."),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        help="Write to this: a .txt, .csv, .json or .parquet file, or a folder for CSV with a codebook.",
    ),
    click.option("--force", is_flag=True, help="Replace what is there already."),
)


def writing(function: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command the options of how a table is written; they reach it together, as `writing`."""

    @wraps(function)
    def written(*args: Any, form: str, raw: bool, out: Path | None, force: bool, **kwargs: Any) -> Result:
        return function(*args, writing=Writing(form, raw, out, force), **kwargs)

    for option in reversed(_OPTIONS):
        option(written)
    return written
