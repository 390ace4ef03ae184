"""Files written whole, and folders made."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.workspace.writing import make_folder, write_whole


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The pieces are one file, letter by letter, with line ends as they are."""
    write_whole(tmp_path / "a.txt", ["é\n", "b\r\n"], force=False)
    assert (tmp_path / "a.txt").read_bytes() == "é\nb\r\n".encode()


def test_a_file_can_be_read_by_whom_the_user_lets(tmp_path: Path) -> None:
    """A written file has the rights that any new file has."""
    (tmp_path / "ordinary").touch()
    write_whole(tmp_path / "a.txt", ["a"], force=False)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "ordinary").stat().st_mode)


def test_a_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    """What is there stays, unless it is said that it may go."""
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="there already"):
        write_whole(path, ["new"], force=False)
    assert path.read_text(encoding="utf-8") == "old"
    write_whole(path, ["new"], force=True)
    assert path.read_text(encoding="utf-8") == "new"


def test_nothing_is_left_of_a_writing_that_broke_off(tmp_path: Path) -> None:
    """Where the pieces stop coming, there is no file, whole or in part."""

    def pieces() -> Iterator[str]:
        yield "half"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write_whole(tmp_path / "a.txt", pieces(), force=False)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_is_misuse(tmp_path: Path) -> None:
    """No folder, a file where a folder should be, and a name that is too long are told, and are no traceback."""
    (tmp_path / "file").touch()
    for path in (tmp_path / "none" / "a", tmp_path / "file" / "a", tmp_path / ("a" * 300)):
        with pytest.raises(UsageError) as raised:
            write_whole(path, ["a"], force=True)
        assert str(path.parent) in raised.value.problems[0].message
    with pytest.raises(UsageError, match="cannot be written"):
        make_folder(tmp_path / "file" / "b")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    """A pipe or a device is not replaced by a file of its name, and a link keeps pointing where it did."""
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    file.write_text("old")
    link.symlink_to(file)
    with pytest.raises(UsageError, match="not an ordinary file"):
        write_whole(pipe, ["a"], force=True)
    assert pipe.is_fifo()
    write_whole(link, ["new"], force=True)
    assert (link.is_symlink(), file.read_text()) == (True, "new")
