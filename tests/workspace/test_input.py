"""How commands read files that their user named."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.workspace.input import read_bytes


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    """Bytes stay bytes."""
    (tmp_path / "a").write_bytes(b"\xff\r\n")
    assert read_bytes(tmp_path / "a") == b"\xff\r\n"


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A file that is not there and a folder are misuse, with the name that was given."""
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(UsageError) as raised:
            read_bytes(path)
        (problem,) = raised.value.problems
        assert problem.code == "unreadable-file"
        assert f"`{path}` cannot be read: " in problem.message
