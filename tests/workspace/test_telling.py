"""Talk."""

from __future__ import annotations

import pytest

from fidelity.workspace.telling import tell


def test_talk_never_gets_among_data(capsys: pytest.CaptureFixture[str]) -> None:
    """It goes to standard error, a line each."""
    tell("note: one")
    tell("note: two")
    assert capsys.readouterr() == ("", "note: one\nnote: two\n")
