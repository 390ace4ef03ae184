"""Writing a table of figures: on the terminal, or to the file or folder that was named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import click

from fidelity.cli.output import page_width, show_data
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.report.tidy.csv import csv_of
from fidelity.report.tidy.json import json_of
from fidelity.report.tidy.package import package_of
from fidelity.report.tidy.parquet import parquet_of
from fidelity.report.tidy.preface import Preface
from fidelity.report.tidy.table import Table
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import make_folder, write_whole

Page = Callable[[Table, Preface, int, int], str]
"""Writes a table as a page: the table, what must be known of it, the width, and after how many rows it stops."""
MOST = 500
"""How many rows a page shows."""
ENDINGS = (".txt", ".csv", ".json", ".parquet")


@attrs.frozen
class Writing:
    """How a table is to be written.

    Attributes:
        form: ``table``, ``json`` or ``csv``, for the terminal.
        raw: Whether CSV is for programs.
        out: A file, whose ending says its form, or a folder for CSV with a codebook; None for the terminal.
        force: Whether what is there already is replaced.
    """

    form: str = "table"
    raw: bool = False
    out: Path | None = None
    force: bool = False

    def write(self, table: Table, preface: Preface, page: Page) -> None:
        """Write a table.

        Args:
            table: The table.
            preface: What must be known of it.
            page: Writes it as a page of text.

        Raises:
            UsageError: It cannot be written there, or the ending says no form.
        """
        if self.out is None or str(self.out) == "-":
            _show(table, preface, page, self.form, self.raw)
        else:
            _write(table, preface, page, self.out, raw=self.raw, force=self.force)


def _write(table: Table, preface: Preface, page: Page, out: Path, *, raw: bool, force: bool) -> None:
    ending = out.suffix.lower()
    if out.is_dir() or not ending:
        make_folder(out)
        for name, pieces in package_of([table], preface, raw=raw):
            write_whole(out / name, pieces, force=force)
        tell(f"Wrote {_many(len(table.frame))} with a codebook to {out}.")
        return
    if ending == ".txt":
        write_whole(out, [page(table, preface, page_width(), len(table.frame)) + "\n"], force=force)
    elif ending == ".csv":
        write_whole(out, csv_of(table, raw=raw), force=force)
    elif ending == ".json":
        write_whole(out, json_of(table, preface), force=force)
    elif ending == ".parquet":
        write_whole(out, [parquet_of(table, preface)], force=force)
    else:
        help_ = f"give it one of these: {', '.join(ENDINGS)}; or name a folder, for CSV with a codebook"
        raise UsageError(Problem("unknown-ending", f"`{out}` has the ending of no form of table", help_))
    tell(f"Wrote {_many(len(table.frame))} to {out}.")


def _show(table: Table, preface: Preface, page: Page, form: str, raw: bool) -> None:
    if form == "json":
        show_data(json_of(table, preface))
    elif form == "csv":
        show_data(csv_of(table, raw=raw))
    else:
        click.echo(page(table, preface, page_width(), MOST))


def _many(n: int) -> str:
    return "1 row" if n == 1 else f"{n} rows"
