"""How commands print."""

from __future__ import annotations

import os
import sys

import pytest

from fidelity.cli.output import WIDEST, page_width


@pytest.mark.parametrize(("columns", "expected"), [(60, 60), (250, WIDEST)])
def test_a_page_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, expected: int) -> None:
    """A narrow terminal has narrow pages, and a wide one no wider than can be read."""
    assert page_width() == 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    assert page_width() == expected
