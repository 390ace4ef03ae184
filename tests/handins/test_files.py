"""Files found and opened."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from fidelity.errors import HandInError
from fidelity.handins import files as module
from fidelity.handins.files import File, files_in, read_file
from fidelity.handins.limits import FILE, LINES


def refused(path: Path) -> str:
    """What a file is refused for."""
    with pytest.raises(HandInError) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    return f"{problem.code}: {problem.message}"


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    """Files first, then the folders within; what programs keep for themselves is left out."""
    for name in ("b.json", "a.csv", ".hidden.json", "~$a.xlsx", "Thumbs.db", "x/c.txt", ".git/d.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
    lonely = tmp_path / ".hidden.json"
    found = [*files_in([lonely, tmp_path])]
    assert [(file.path.relative_to(tmp_path).as_posix(), file.named, file.claims) for file in found] == [
        (".hidden.json", True, True),
        ("a.csv", False, True),
        ("b.json", False, True),
        ("x/c.txt", False, False),
    ]
    assert File(Path("a.TXT"), True).claims


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """They could lead in a circle."""
    (tmp_path / "a.json").write_text("1", encoding="utf-8")
    (tmp_path / "round").symlink_to(tmp_path)
    assert [file.path.name for file in files_in([tmp_path])] == ["a.json"]


def test_files_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody named the wrong folder."""
    monkeypatch.setattr(module, "FILES", 2)
    for name in "abc":
        (tmp_path / name).write_text("1", encoding="utf-8")
    with pytest.raises(HandInError, match="more than 2 files"):
        [*files_in([tmp_path])]


def test_a_file_is_read_whole_a_link_to_one_too(tmp_path: Path) -> None:
    """Whatever it holds."""
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_bytes(bytes(range(256)) * 10_000)
    link.symlink_to(path)
    assert read_file(path) == read_file(link) == bytes(range(256)) * 10_000
    path.write_bytes(b"")
    assert read_file(path) == b""


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Or leads nowhere, or cannot be called so."""
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for name in ("none", "dangling", "circle", "a\0b", "x" * 5000):
        assert refused(tmp_path / name).startswith("unreadable-file: ")


def test_a_pipe_a_device_and_a_socket_are_refused_at_once(tmp_path: Path) -> None:
    """Nobody waits for what may never be written."""
    pipe, plug = tmp_path / "pipe.json", tmp_path / "plug.json"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(plug))
        start = time.perf_counter()
        for path in (pipe, plug, Path("/dev/zero"), Path("/dev/tty"), tmp_path):
            assert refused(path).startswith("unreadable-file: ")
        assert time.perf_counter() - start < 2


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Only JSON Lines may be longer than one form; a sparse file takes no room on the disk."""
    path = tmp_path / "a"
    for start, most in ((b"x", FILE), (b'\n {"a": 1}', LINES), (b"\xef\xbb\xbf{", LINES)):
        path.write_bytes(start)
        os.truncate(path, most + 1)
        assert refused(path).startswith("too-large: ")
        os.truncate(path, most)
        assert len(read_file(path)) == most


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in it was not collected, and somebody has to know."""
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.json").write_text("1", encoding="utf-8")
    look = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [(file.path.name, file.claims) for file in files_in([tmp_path])] == [("a.json", True), ("closed", True)]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere, names of files are text")
def test_a_name_that_cannot_be_printed_is_shown_without_harm(tmp_path: Path) -> None:
    """Names of files are bytes: they may be no text, or colour a terminal."""
    for name in (b"\xff.json", b"\x1b[31m.json", "é\u202e.json".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("1", encoding="utf-8")
    shown = [Path(file.name).name for file in files_in([tmp_path])]
    assert sorted(shown) == ["é\ufffd.json", "\ufffd.json", "\ufffd[31m.json"]
    for file in files_in([tmp_path]):
        assert read_file(file.path) == b"1"
    assert "\ufffd.json" in refused(Path(os.fsdecode(b"/nowhere/\xff.json")))
