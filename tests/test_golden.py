"""Golden files: compared, and accepted only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import agree


def test_the_same_text_agrees(tmp_path: Path) -> None:
    """What was accepted agrees from then on, to the letter."""
    path = tmp_path / "golden" / "report.txt"
    agree(path, "é\n", accept=True)
    agree(path, "é\n", accept=False)
    with pytest.raises(AssertionError, match=r"not that of report\.txt"):
        agree(path, "e\n", accept=False)
    assert path.read_text(encoding="utf-8") == "é\n"


def test_an_absent_file_does_not_agree(tmp_path: Path) -> None:
    """A golden file is never made by accident."""
    with pytest.raises(AssertionError, match="--update-golden"):
        agree(tmp_path / "report.txt", "text", accept=False)
    assert not (tmp_path / "report.txt").exists()
