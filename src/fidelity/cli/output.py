"""How commands print: data to standard output, talk to standard error."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable

from fidelity.problems import Problem
from fidelity.report.problems import as_text
from fidelity.workspace.telling import tell

WIDEST = 100


class ReaderGone(Exception):  # noqa: N818 - that nobody reads on is no error
    """Whoever read the standard output has seen enough."""


def page_width() -> int:
    """How wide a page is: the terminal's width up to a limit, 80 where there is none."""
    return min(WIDEST, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def tell_problems(problems: Iterable[Problem]) -> None:
    """Problems as talk, as a compiler words them."""
    tell(as_text(tuple(problems)))


def tell_remarks(remarks: Iterable[Problem]) -> None:
    """What is odd and stops nobody, as talk: a line each."""
    for remark in remarks:
        tell(f"note: {remark.message}" + (f" ({remark.help})" if remark.help else ""))


def show_json(value: object) -> None:
    """Data as JSON on standard output."""
    show_data([json.dumps(value, ensure_ascii=False, indent=2), "\n"])


def show_data(pieces: Iterable[str]) -> None:
    """Data on standard output: in UTF-8 wherever a program reads it, whatever the terminal has."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.writelines(pieces)
